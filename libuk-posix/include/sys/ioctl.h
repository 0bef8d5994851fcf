/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ioctl() and the requests that descriptors of the pool know; Linux's values.
 * Others fail with ENOTTY.
 */
#ifndef _SYS_IOCTL_H
#define _SYS_IOCTL_H

#include <sys/cdefs.h>

#define TCGETS	   0x5401
#define TCSETS	   0x5402
#define TCSETSW	   0x5403
#define TCSETSF	   0x5404
#define TCSBRK	   0x5409 /* long: not 0: wait for output */
#define TCXONC	   0x540a /* long: as tcflow() */
#define TCFLSH	   0x540b /* long: as tcflush() */
#define TIOCSCTTY  0x540e /* pseudo-terminals: have it send signals to the program */
#define TIOCGPGRP  0x540f
#define TIOCSPGRP  0x5410
#define TIOCOUTQ   0x5411 /* int *: bytes of output not yet sent */
#define TIOCGWINSZ 0x5413
#define TIOCSWINSZ 0x5414 /* SIGWINCH if it is another size */
#define FIONREAD   0x541b /* int *: bytes that can be read now */
#define TIOCINQ	   FIONREAD
#define FIONBIO	   0x5421 /* const int *: O_NONBLOCK on or off */
#define TIOCNOTTY  0x5422 /* no longer; SIGHUP */
#define TIOCGSID   0x5429
#define FIONCLEX   0x5450
#define FIOCLEX	   0x5451
#define FIOASYNC   0x5452 /* SIGIO: known by name only, no descriptor sends it */
/* Of masters of pseudo-terminals: the number; const int *: lock or unlock; int *: is it? */
#define TIOCGPTN   0x80045430
#define TIOCSPTLCK 0x40045431
#define TIOCGPTLCK 0x80045439

struct winsize {
	unsigned short ws_row, ws_col, ws_xpixel, ws_ypixel;
};

__BEGIN_DECLS
int ioctl(int fd, unsigned long request, ...);
__END_DECLS

#endif

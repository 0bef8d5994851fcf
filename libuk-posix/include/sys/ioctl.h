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
#define TIOCGPGRP  0x540f
#define TIOCSPGRP  0x5410
#define TIOCOUTQ   0x5411 /* int *: bytes of output not yet sent */
#define TIOCGWINSZ 0x5413
#define TIOCSWINSZ 0x5414 /* SIGWINCH if it is another size */
#define FIONREAD   0x541b /* int *: bytes that can be read now */
#define TIOCINQ	   FIONREAD
#define TIOCGSID   0x5429
#define FIONBIO	   0x5421 /* const int *: O_NONBLOCK on or off */
#define FIONCLEX   0x5450
#define FIOCLEX	   0x5451
#define FIOASYNC   0x5452 /* SIGIO: known by name only, no descriptor sends it */

struct winsize {
	unsigned short ws_row, ws_col, ws_xpixel, ws_ypixel;
};

__BEGIN_DECLS
int ioctl(int fd, unsigned long request, ...);
__END_DECLS

#endif

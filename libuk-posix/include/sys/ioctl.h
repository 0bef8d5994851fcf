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
#define TIOCGWINSZ 0x5413
#define FIONREAD   0x541b /* int *: bytes that can be read now */
#define TIOCINQ	   FIONREAD
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

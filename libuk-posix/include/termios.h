/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Terminals: POSIX XBD chapter 11 and <termios.h>, with Linux's values. The console is one, and
 * so are both ends of a pseudo-terminal; on other descriptors all fail with ENOTTY.
 *
 * The console of a Linux process is the host's terminal that keeps the modes: what is set stays
 * after the program's end, as with any program. In a machine, and of pseudo-terminals, the
 * image itself has them (echo, editing of lines, keys for signals, all of it). The console
 * begins raw, passing bytes unchanged, so that bytes piped into ukrun(1) arrive as they are,
 * or, with the parameter console.tty, which ukrun gives if it is on a terminal, as a login
 * does: ICANON, ECHO, ISIG, ICRNL, OPOST, ONLCR and so on. Speed, parity and the like (c_cflag)
 * are kept and mean nothing; SUSP sends SIGTSTP, which stops no image; delays of output and
 * breaks are not there.
 */
#ifndef _TERMIOS_H
#define _TERMIOS_H

#include <sys/cdefs.h>
#include <sys/types.h>

typedef unsigned char cc_t;
typedef unsigned speed_t;
typedef unsigned tcflag_t;

#define NCCS 32
struct termios {
	tcflag_t c_iflag, c_oflag, c_cflag, c_lflag;
	cc_t c_line;
	cc_t c_cc[NCCS];
	speed_t c_ispeed, c_ospeed;
};

#define VINTR	 0
#define VQUIT	 1
#define VERASE	 2
#define VKILL	 3
#define VEOF	 4
#define VTIME	 5
#define VMIN	 6
#define VSWTC	 7
#define VSTART	 8
#define VSTOP	 9
#define VSUSP	 10
#define VEOL	 11
#define VREPRINT 12
#define VDISCARD 13
#define VWERASE	 14
#define VLNEXT	 15
#define VEOL2	 16

#define IGNBRK	0000001
#define BRKINT	0000002
#define IGNPAR	0000004
#define PARMRK	0000010
#define INPCK	0000020
#define ISTRIP	0000040
#define INLCR	0000100
#define IGNCR	0000200
#define ICRNL	0000400
#define IUCLC	0001000
#define IXON	0002000
#define IXANY	0004000
#define IXOFF	0010000
#define IMAXBEL 0020000
#define IUTF8	0040000 /* ERASE takes off whole characters of UTF-8 */

#define OPOST  0000001
#define OLCUC  0000002
#define ONLCR  0000004
#define OCRNL  0000010
#define ONOCR  0000020
#define ONLRET 0000040
#define OFILL  0000100
#define OFDEL  0000200
#define NLDLY  0000400
#define NL0    0000000
#define NL1    0000400
#define CRDLY  0003000
#define CR0    0000000
#define CR1    0001000
#define CR2    0002000
#define CR3    0003000
#define TABDLY 0014000
#define TAB0   0000000
#define TAB1   0004000
#define TAB2   0010000
#define TAB3   0014000 /* tabs become blanks: the only delay that does something */
#define XTABS  0014000
#define BSDLY  0020000
#define BS0    0000000
#define BS1    0020000
#define VTDLY  0040000
#define VT0    0000000
#define VT1    0040000
#define FFDLY  0100000
#define FF0    0000000
#define FF1    0100000

#define CSIZE  0000060
#define CS5    0000000
#define CS6    0000020
#define CS7    0000040
#define CS8    0000060
#define CSTOPB 0000100
#define CREAD  0000200
#define PARENB 0000400
#define PARODD 0001000
#define HUPCL  0002000
#define CLOCAL 0004000

#define CBAUD	0010017
#define CRTSCTS 020000000000

#define ISIG	0000001
#define ICANON	0000002
#define ECHO	0000010
#define ECHOE	0000020
#define ECHOK	0000040
#define ECHONL	0000100
#define NOFLSH	0000200
#define TOSTOP	0000400
#define ECHOCTL 0001000
#define ECHOPRT 0002000
#define ECHOKE	0004000
#define IEXTEN	0100000

#define B0	 0
#define B50	 001
#define B75	 002
#define B110	 003
#define B134	 004
#define B150	 005
#define B200	 006
#define B300	 007
#define B600	 010
#define B1200	 011
#define B1800	 012
#define B2400	 013
#define B4800	 014
#define B9600	 015
#define B19200	 016
#define B38400	 017
#define B57600	 010001
#define B115200	 010002
#define B230400	 010003
#define B460800	 010004
#define B500000	 010005
#define B576000	 010006
#define B921600	 010007
#define B1000000 010010
#define B4000000 010017

#define TCSANOW	  0
#define TCSADRAIN 1
#define TCSAFLUSH 2
#define TCIFLUSH  0
#define TCOFLUSH  1
#define TCIOFLUSH 2
#define TCOOFF	  0
#define TCOON	  1
#define TCIOFF	  2
#define TCION	  3

__BEGIN_DECLS
/* Get the modes of terminal @fd; set them, with TCSAFLUSH after input was thrown away (all
 * output was sent when write() returned). ENOTTY, EBADF; EINVAL: @when; ENOMEM: no thread. */
int tcgetattr(int fd, struct termios *t);
int tcsetattr(int fd, int when, const struct termios *t);
/* Throw away input that was not read (TCIFLUSH, TCIOFLUSH). EINVAL: @queue. */
int tcflush(int fd, int queue);
/* All output is sent. In a Linux process the image waits for its host. */
int tcdrain(int fd);
/* Stop output, which then makes writers wait, and start it (TCOOFF, TCOON); send the STOP or
 * START character (TCIOFF, TCION). EINVAL: @action. */
int tcflow(int fd, int action);
/* Nothing in a machine. */
int tcsendbreak(int fd, int duration);
/* The session: that of the one process. */
pid_t tcgetsid(int fd);
speed_t cfgetispeed(const struct termios *t);
speed_t cfgetospeed(const struct termios *t);
int cfsetispeed(struct termios *t, speed_t speed);
int cfsetospeed(struct termios *t, speed_t speed);
int cfsetspeed(struct termios *t, speed_t speed); /* EINVAL: no B… constant */
void cfmakeraw(struct termios *t);
__END_DECLS

#endif

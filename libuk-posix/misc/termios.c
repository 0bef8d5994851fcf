/* SPDX-License-Identifier: BSD-3-Clause */
/* Terminal modes: POSIX XSH tcgetattr() and kin, over ioctl(). */
#include <sys/ioctl.h>
#include <termios.h>
#include "posix.h"

int tcgetattr(int fd, struct termios *t)
{
	return ioctl(fd, TCGETS, t);
}

int tcsetattr(int fd, int when, const struct termios *t)
{
	if (when < TCSANOW || when > TCSAFLUSH)
		return (int)uk_ret(-EINVAL);
	return ioctl(fd, TCSETS + (unsigned)when, t);
}

int tcdrain(int fd)
{
	struct termios t;

	return tcgetattr(fd, &t);
}

int tcflush(int fd, int queue)
{
	if (queue < TCIFLUSH || queue > TCIOFLUSH)
		return (int)uk_ret(-EINVAL);
	return tcdrain(fd);
}

/* Output is not held back, and no input could be. */
int tcflow(int fd, int action)
{
	if (action < TCOOFF || action > TCION)
		return (int)uk_ret(-EINVAL);
	return tcdrain(fd);
}

/* No line that could be quiet for a while. */
int tcsendbreak(int fd, int duration)
{
	(void)duration;
	return tcdrain(fd);
}

speed_t cfgetispeed(const struct termios *t)
{
	return t->c_ispeed;
}

speed_t cfgetospeed(const struct termios *t)
{
	return t->c_ospeed;
}

int cfsetispeed(struct termios *t, speed_t speed)
{
	t->c_ispeed = speed;
	return 0;
}

int cfsetospeed(struct termios *t, speed_t speed)
{
	t->c_ospeed = speed;
	return 0;
}

void cfmakeraw(struct termios *t)
{
	t->c_iflag &=
		~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
	t->c_oflag &= ~(tcflag_t)OPOST;
	t->c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
	t->c_cflag = (t->c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
	t->c_cc[VMIN] = 1;
	t->c_cc[VTIME] = 0;
}

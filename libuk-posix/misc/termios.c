/* SPDX-License-Identifier: BSD-3-Clause */
/* Terminal modes: POSIX XSH tcgetattr() and kin, over ioctl(). */
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
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
	return ioctl(fd, TCSBRK, 1L);
}

int tcflush(int fd, int queue)
{
	if (queue < TCIFLUSH || queue > TCIOFLUSH)
		return (int)uk_ret(-EINVAL);
	return ioctl(fd, TCFLSH, (long)queue);
}

int tcflow(int fd, int action)
{
	if (action < TCOOFF || action > TCION)
		return (int)uk_ret(-EINVAL);
	return ioctl(fd, TCXONC, (long)action);
}

int tcsendbreak(int fd, int duration)
{
	(void)duration; /* Linux, too, sends one of a quarter to half a second */
	return ioctl(fd, TCSBRK, 0L);
}

pid_t tcgetpgrp(int fd)
{
	pid_t group;

	return ioctl(fd, TIOCGPGRP, &group) < 0 ? -1 : group;
}

int tcsetpgrp(int fd, pid_t group)
{
	return ioctl(fd, TIOCSPGRP, &group);
}

pid_t tcgetsid(int fd)
{
	pid_t session;

	return ioctl(fd, TIOCGSID, &session) < 0 ? -1 : session;
}

speed_t cfgetispeed(const struct termios *t)
{
	return t->c_ispeed;
}

speed_t cfgetospeed(const struct termios *t)
{
	return t->c_ospeed;
}

static bool is_speed(speed_t speed)
{
	return speed <= B38400 || (speed >= B57600 && speed <= B4000000);
}

int cfsetispeed(struct termios *t, speed_t speed)
{
	if (!is_speed(speed))
		return (int)uk_ret(-EINVAL);
	t->c_ispeed = speed;
	return 0;
}

int cfsetospeed(struct termios *t, speed_t speed)
{
	if (!is_speed(speed))
		return (int)uk_ret(-EINVAL);
	t->c_ospeed = speed;
	return 0;
}

int cfsetspeed(struct termios *t, speed_t speed)
{
	return cfsetispeed(t, speed) < 0 ? -1 : cfsetospeed(t, speed);
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

/* SPDX-License-Identifier: BSD-3-Clause */
/* A program at a terminal, for terminal.sh: each line that is typed is a command. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static void handler(int sig)
{
	if (write(1, sig == SIGINT ? "<INT>\n" : "<WINCH>\n", sig == SIGINT ? 6 : 8) < 0)
		_exit(1);
}

static void modes(void)
{
	struct termios t;
	struct winsize w = { 0 };
	char name[L_ctermid];

	if (tcgetattr(0, &t) < 0 || ioctl(0, TIOCGWINSZ, &w) < 0) {
		printf("no terminal\n");
		return;
	}
	printf("%s%s%s%s%s, %dx%d, %s, %s, %d\n", t.c_lflag & ICANON ? "lines" : "raw",
	       t.c_lflag & ECHO ? " echo" : "", t.c_lflag & ISIG ? " keys" : "",
	       t.c_iflag & ICRNL ? " icrnl" : "", t.c_oflag & ONLCR ? " onlcr" : "", w.ws_row,
	       w.ws_col, isatty(0) && ttyname(0) ? "tty" : "none", ctermid(name),
	       tcgetpgrp(0) == getpgrp());
}

/* One key at a time, none of them special, until "." */
static void raw(void)
{
	struct termios old, t;
	unsigned char c = 0;

	tcgetattr(0, &old);
	t = old;
	cfmakeraw(&t);
	if (tcsetattr(0, TCSAFLUSH, &t) < 0)
		perror("tcsetattr");
	printf("raw now\r\n");
	while (c != '.' && read(0, &c, 1) == 1)
		printf("<%02x>", c);
	/* Nothing comes: half a tenth of what the user would notice. */
	t.c_cc[VMIN] = 0;
	t.c_cc[VTIME] = 1;
	tcsetattr(0, TCSANOW, &t);
	/* No "> ", after which the driver types: the modes are not yet those of lines. */
	printf("then %d\r\n", (int)read(0, &c, 1));
	tcsetattr(0, TCSADRAIN, &old);
}

static void set(const struct termios *old, cc_t min, cc_t time)
{
	struct termios t = *old;

	t.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	t.c_cc[VMIN] = min;
	t.c_cc[VTIME] = time;
	tcsetattr(0, TCSANOW, &t);
}

/* POSIX XBD 11.1.7: MIN and TIME, by what reads return. */
static void counts(void)
{
	struct termios old;
	char b[10];
	int n, r;

	tcgetattr(0, &old);
	set(&old, 3, 0);
	printf("three: ");
	printf("%d\n", (int)read(0, b, sizeof(b)));
	printf("less than MIN: ");
	printf("%d\n", (int)read(0, b, 2));
	set(&old, 1, 0);
	printf("left: %d\n", (int)read(0, b, sizeof(b)));
	set(&old, 0, 0);
	printf("nothing: %d\n", (int)read(0, b, sizeof(b)));
	set(&old, 5, 1);
	printf("two and a pause: ");
	for (n = 0; n < 2; n += r)
		if ((r = (int)read(0, b, sizeof(b))) <= 0)
			break;
	printf("%d\n", n);
	set(&old, 1, 0);
	fcntl(0, F_SETFL, fcntl(0, F_GETFL) | O_NONBLOCK);
	r = (int)read(0, b, sizeof(b));
	printf("%d: %s\n", r, errno == EAGAIN ? "EAGAIN" : "?");
	fcntl(0, F_SETFL, fcntl(0, F_GETFL) & ~O_NONBLOCK);
	tcsetattr(0, TCSAFLUSH, &old);
}

static void password(void)
{
	struct termios old, t;
	char line[80];

	tcgetattr(0, &old);
	t = old;
	t.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(0, TCSAFLUSH, &t);
	printf("password: ");
	if (fgets(line, sizeof(line), stdin))
		printf("(%d characters)\n", (int)strcspn(line, "\n"));
	tcsetattr(0, TCSAFLUSH, &old);
}

int main(void)
{
	char line[200];
	struct sigaction act = { .sa_flags = SA_RESTART };

	setvbuf(stdout, NULL, _IONBF, 0);
	setvbuf(stdin, NULL, _IONBF, 0);
	for (;;) {
		struct pollfd p = { .fd = 0, .events = POLLIN };
		int n = 0;

		printf("> ");
		while (poll(&p, 1, -1) < 0)
			;
		ioctl(0, FIONREAD, &n);
		if (!fgets(line, sizeof(line), stdin))
			break;
		if (strcmp(line, "modes\n") == 0)
			modes();
		else if (strcmp(line, "raw\n") == 0)
			raw();
		else if (strcmp(line, "password\n") == 0)
			password();
		else if (strcmp(line, "counts\n") == 0)
			counts();
		else if (strcmp(line, "catch\n") == 0) {
			act.sa_handler = handler;
			sigaction(SIGINT, &act, NULL);
			sigaction(SIGWINCH, &act, NULL);
			printf("caught\n");
		} else if (strcmp(line, "size\n") == 0) {
			struct winsize w = { 10, 20, 0, 0 };

			printf("set: %d\n", ioctl(0, TIOCSWINSZ, &w));
		} else
			printf("[%d: %.*s]\n", n, (int)strcspn(line, "\n"), line);
	}
	printf("end\n");
	return 7;
}

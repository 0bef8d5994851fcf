/* SPDX-License-Identifier: BSD-3-Clause */
/* See terminal.h. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "terminal.h"

static struct termios before;

bool terminal_there(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

void terminal_size(char *buf, size_t len)
{
	struct winsize w;

	if (ioctl(STDIN_FILENO, TIOCGWINSZ, &w) < 0 || !w.ws_row || !w.ws_col)
		snprintf(buf, len, "on");
	else
		snprintf(buf, len, "%dx%d", w.ws_row, w.ws_col);
}

static void restore(void)
{
	tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
}

void terminal_raw(void)
{
	static bool done;
	struct termios raw;

	if (done || tcgetattr(STDIN_FILENO, &before) < 0)
		return;
	done = true;
	atexit(restore);
	raw = before;
	/* Output stays as it is: crash reports and our own messages have plain newlines. */
	raw.c_iflag &=
		~(tcflag_t)(BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON | INPCK);
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | ISIG | IEXTEN);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
}

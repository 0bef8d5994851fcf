/* SPDX-License-Identifier: BSD-3-Clause */
/* Operations of pseudo-terminals for inject.h. */
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "tests/inject_fd.h"

static int master, slave;

static int do_posix_openpt(void)
{
	master = posix_openpt(O_RDWR);
	return master < 0 ? -1 : 0;
}

static void close_master(void)
{
	close(master);
}

static int do_openpty(void)
{
	return openpty(&master, &slave, NULL, NULL, NULL);
}

static void close_both(void)
{
	close(slave);
	close(master);
}

/* Bytes both ways ask for no memory. */
static int do_type(void)
{
	char b[8];

	if (do_openpty() < 0)
		return -1;
	if (write(master, "hi\n", 3) == 3 && read(slave, b, sizeof(b)) == 3 &&
	    read(master, b, sizeof(b)) == 4 && memcmp(b, "hi\r\n", 4) == 0)
		return 0;
	close_both();
	return -1;
}

const struct inject_op inject_pty_ops[] = {
	{ .name = "posix_openpt",
	  .run = do_posix_openpt,
	  .undo = close_master,
	  .errors = { ENOMEM } },
	{ .name = "openpty", .run = do_openpty, .undo = close_both, .errors = { ENOMEM } },
	{ .name = "typing", .run = do_type, .undo = close_both, .errors = { ENOMEM } },
	{ 0 },
};

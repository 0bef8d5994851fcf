/* SPDX-License-Identifier: BSD-3-Clause */
/* Every allocation of every operation refused in turn, in an image with all that has any. */
#include <string.h>
#include "inject_ops.h"
#include "tests/inject_fd.h"
#include "tests/suite.h"

static void each(const struct inject_op *op, int least)
{
	int n = 0;

	for (; op->name; op++) {
		int r = op->run(); /* once without: what is made for the first use stays */

		ck_assert_msg(r == 0, "%s: errno %d", op->name, errno);
		if (op->undo)
			op->undo();
		n += inject(op);
	}
	ck_assert_int_ge(n, least);
}

START_TEST(descriptors)
{
	ck_assert_int_eq(inject_fd_begin(), 0);
	each(inject_fd_ops, 40);
	inject_fd_end();
}
END_TEST

START_TEST(files)
{
	ck_assert_int_eq(inject_files_begin(), 0);
	each(inject_file_ops, 40);
}
END_TEST

START_TEST(sockets)
{
	ck_assert_int_eq(inject_sockets_begin(), 0);
	each(inject_socket_ops, 20);
}
END_TEST

START_TEST(threads)
{
	each(inject_thread_ops, 10);
}
END_TEST

SUITE("inject", descriptors, files, sockets, threads)

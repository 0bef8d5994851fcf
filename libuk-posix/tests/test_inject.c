/* SPDX-License-Identifier: BSD-3-Clause */
/* Every allocation of every operation on descriptors refused in turn. */
#include <fcntl.h>
#include <unistd.h>
#include "tests/inject_fd.h"
#include "tests/suite.h"
#ifdef UK_NATIVE_TESTS
#include "posix.h"
#include "tests/fakes.h"

void inject_arm(long nth, bool alone)
{
	fake_refusals = 0;
	fake_refuse_alone = alone;
	fake_refuse = nth;
}

long inject_disarm(void)
{
	fake_refuse = 0;
	return fake_refusals;
}

long inject_live(void)
{
	return fake_heap_live + fake_pages_live;
}
#endif

START_TEST(each_allocation_is_refused_in_turn)
{
	const struct inject_op *op;
	int n = 0, done = 0;

	ck_assert_int_eq(inject_fd_begin(), 0);
	for (op = inject_fd_ops; op->name; op++, done++)
		n += inject(op);
	inject_fd_end();
#ifndef UK_NATIVE_TESTS
	for (op = inject_sysv_ops; op->name; op++)
		n += inject(op);
	for (op = inject_pty_ops; op->name; op++)
		n += inject(op);
#endif
	ck_assert_int_gt(n, 50);
	ck_assert_int_gt(done, 10);
}
END_TEST

static int far = 64;

static int do_far(void)
{
	int fd = fcntl(0, F_DUPFD, far);

	if (fd != far)
		return -1;
	far *= 2;
	return close(fd);
}

/* The table of descriptors grows, and is as it was when it cannot. */
START_TEST(the_table_grows_or_stays)
{
	static const struct inject_op op = {
		.name = "F_DUPFD", .run = do_far, .errors = { ENOMEM }, .keeps = true
	};

	ck_assert_int_gt(inject(&op), 1);
	FAILS(fcntl(0, F_DUPFD, 5000), EINVAL);
}
END_TEST

SUITE("inject", each_allocation_is_refused_in_turn, the_table_grows_or_stays)

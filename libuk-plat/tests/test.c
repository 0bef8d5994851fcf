/* SPDX-License-Identifier: BSD-3-Clause */
/* What the suites share; see test.h. */
#include "test.h"

char captured[4096];
static struct uk_console *before;

static int capture_write(struct uk_console *c, const char *buf, size_t len)
{
	size_t used = strlen(captured), room = sizeof(captured) - 1 - used;

	(void)c;
	memcpy(captured + used, buf, len < room ? len : room);
	captured[used + (len < room ? len : room)] = '\0';
	return (int)len;
}

void capture_begin(void)
{
	static struct uk_console capture = { .write = capture_write };

	before = uk_console_current;
	captured[0] = '\0';
	uk_console_register(&capture);
}

void capture_end(void)
{
	uk_console_register(before);
}

int run_suite(Suite *suite)
{
	SRunner *r = srunner_create(suite);
	int failed;

	srunner_set_fork_status(r, CK_NOFORK);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* See inject.h. */
#include "inject.h"
#include <check.h>
#include <errno.h>

#define MOST 60 /* allocations of one operation */

static bool documented(const struct inject_op *op, int error)
{
	size_t i;

	for (i = 0; i < sizeof(op->errors) / sizeof(op->errors[0]) && op->errors[i]; i++)
		if (op->errors[i] == error)
			return true;
	return false;
}

static void undo(const struct inject_op *op)
{
	if (op->undo)
		op->undo();
}

/* The @nth fails: were there as many? */
static bool one(const struct inject_op *op, long nth, bool alone)
{
	long before = inject_live(), refused, after;
	int r, error;

	errno = 0;
	inject_arm(nth, alone);
	r = op->run();
	error = errno;
	refused = inject_disarm();
	if (r == 0)
		undo(op);
	after = inject_live();
	if (r == 0 && refused && !op->makes_do)
		ck_abort_msg("%s: succeeds without allocation %ld", op->name, nth);
	if (r != 0 && !refused)
		ck_abort_msg("%s: fails (%d) with nothing refused", op->name, error);
	if (r != 0 && !documented(op, error))
		ck_abort_msg("%s: errno %d without allocation %ld", op->name, error, nth);
	if (before != after && (r != 0 || !op->keeps))
		ck_abort_msg("%s: %ld before, %ld after allocation %ld failed%s", op->name,
			     before, after, nth, alone ? " alone" : "");
	return refused > 0;
}

static int all(const struct inject_op *op, bool alone)
{
	long nth;
	int r;

	for (nth = 1; one(op, nth, alone); nth++)
		ck_assert_int_lt(nth, MOST);
	/* It works as if nothing had been. */
	r = op->run();
	ck_assert_msg(r == 0, "%s: errno %d afterwards", op->name, errno);
	undo(op);
	return (int)nth - 1;
}

int inject(const struct inject_op *op)
{
	int n = all(op, true);

	return n + all(op, false);
}

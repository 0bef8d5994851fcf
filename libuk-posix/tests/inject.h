/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Injected failures: an operation is tried with its first allocation refused, then with
 * its second, and so on until one goes through that asked for no more. Each time: a
 * documented error or success, nothing left behind, and the same without a failure works.
 * Twice over: one allocation fails alone, or it and all that follow.
 *
 * The hooks are natively those of fakes.c, and in an image linked with INJECT_WRAPS those
 * of inject_image.c.
 */
#ifndef INJECT_H
#define INJECT_H

#include <stdbool.h>
#include <stddef.h>

struct inject_op {
	const char *name;
	/* 0, or -1 and errno; then it has undone what it had begun. */
	int (*run)(void);
	/* What to do away with after a 0; may be NULL. */
	void (*undo)(void);
	/* The errors that are documented for it. */
	int errors[4];
	/* Success although something was refused is documented: it does with less. */
	bool makes_do;
	/* What it makes once stays: a table that grew. Only failures are to leave nothing. */
	bool keeps;
};

/* All of it for @op, by assertions of Check. Returns how many failures there were. */
int inject(const struct inject_op *op);

/* Hooks: from the @nth allocation on, or (@alone) only that one, memory is out. */
void inject_arm(long nth, bool alone);
/* Memory is there again; how many were refused since inject_arm(). */
long inject_disarm(void);
/* What is allocated, in units of whoever counts. */
long inject_live(void);

#endif

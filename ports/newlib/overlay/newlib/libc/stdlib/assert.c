/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of a failed assert(), without stdio: newlib's own formatter has
 * assertions about memory, so every program would carry a second printf.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void say(const char *text)
{
	size_t n = strlen(text);

	while (n > 0) {
		ssize_t done = write(2, text, n);

		if (done <= 0)
			return;
		text += done;
		n -= (size_t)done;
	}
}

void __assert_func(const char *file, int line, const char *func, const char *condition)
{
	char number[16];

	say("assertion \"");
	say(condition);
	say("\" failed: file \"");
	say(file);
	say("\", line ");
	say(__itoa(line, number, 10));
	if (func) {
		say(", function: ");
		say(func);
	}
	say("\n");
	abort();
}

void __assert(const char *file, int line, const char *condition)
{
	__assert_func(file, line, NULL, condition);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Messages on stderr. One write per line, so that lines of parallel makes do not mix.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "mem.h"
#include "say.h"

const char *say_name = "ukcc";
bool say_verbose;

static void vsay(const char *fmt, va_list ap)
{
	char *text = NULL, *line = NULL;
	int n;

	if (vasprintf(&text, fmt, ap) < 0 ||
	    (n = asprintf(&line, "%s: %s\n", say_name, text)) < 0)
		_exit(1);
	if (write(2, line, (size_t)n) < 0) {
		/* nobody is there to be told */
	}
	free(line);
	free(text);
}

void say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsay(fmt, ap);
	va_end(ap);
}

void note(const char *fmt, ...)
{
	va_list ap;

	if (!say_verbose)
		return;
	va_start(ap, fmt);
	vsay(fmt, ap);
	va_end(ap);
}

void die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsay(fmt, ap);
	va_end(ap);
	exit(1);
}

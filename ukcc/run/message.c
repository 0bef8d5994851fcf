/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Messages on stderr, each in one write so that lines of others do not split it.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "message.h"

static void vsay(const char *fmt, va_list ap)
{
	char line[2048] = "ukrun: ";
	int n = vsnprintf(line + 7, sizeof(line) - 8, fmt, ap);
	size_t len;

	if (n < 0)
		return;
	len = 7 + ((size_t)n < sizeof(line) - 8 ? (size_t)n : sizeof(line) - 9);
	line[len++] = '\n';
	if (write(STDERR_FILENO, line, len) < 0)
		return; /* nobody is left to be told */
}

void say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsay(fmt, ap);
	va_end(ap);
}

void die(int status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsay(fmt, ap);
	va_end(ap);
	exit(status);
}

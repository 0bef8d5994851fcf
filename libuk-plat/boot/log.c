/* SPDX-License-Identifier: BSD-3-Clause */
/* The pool's own messages: one line each, "uk: " in front. */
#include <uk/console.h>

#define LINE_MAX_LEN 256

void uk_vlog(const char *fmt, va_list ap)
{
	char line[LINE_MAX_LEN] = "uk: ";
	int n = uk_vsnprintf(line + 4, sizeof(line) - 5, fmt, ap) + 4;

	if (n > LINE_MAX_LEN - 2)
		n = LINE_MAX_LEN - 2;
	line[n++] = '\n';
	uk_console_write_error(line, n);
}

void uk_log(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	uk_vlog(fmt, ap);
	va_end(ap);
}

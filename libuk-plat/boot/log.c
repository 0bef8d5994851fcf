/* SPDX-License-Identifier: BSD-3-Clause */
/* The pool's own messages: one line each, "uk: " in front. */
#include <uk/console.h>

#include "boot_priv.h"

size_t uk_log_line(char line[UK_LOG_LINE], const char *fmt, va_list ap)
{
	size_t n;

	__builtin_memcpy(line, "uk: ", 4);
	n = 4 + uk_vsnprintf(line + 4, UK_LOG_LINE - 5, fmt, ap);
	n = UK_MIN(n, (size_t)UK_LOG_LINE - 2);
	line[n++] = '\n';
	return n;
}

void uk_vlog(const char *fmt, va_list ap)
{
	char line[UK_LOG_LINE];

	uk_console_write_error(line, uk_log_line(line, fmt, ap));
}

void uk_log(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	uk_vlog(fmt, ap);
	va_end(ap);
}

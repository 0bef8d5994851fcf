/* SPDX-License-Identifier: BSD-3-Clause */
/* Amounts of money as text: POSIX XBD <monetary.h>. */
#ifndef _MONETARY_H
#define _MONETARY_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/_locale.h>

__BEGIN_DECLS
/*
 * Into @buf of @size bytes, as @format says: %n or %i, each with a double, and %%; before the
 * n, flags =c ^ + ( ! -, a field width, #digits, .digits. All locales have the money of the C
 * locale: no symbol, no grouping, a point, two digits after it, '-' in front. The length
 * without the '\0'; -1 and E2BIG if it does not fit, EINVAL for a wrong format, ENOMEM. Numbers
 * are printf's: an image with --printf=nano needs -u _printf_float.
 */
ssize_t strfmon(char *__restrict buf, size_t size, const char *__restrict format, ...);
ssize_t strfmon_l(char *__restrict buf, size_t size, locale_t locale,
		  const char *__restrict format, ...);
__END_DECLS

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Messages to stderr, "program: text: reason", as 4.4BSD has them.
 */
#ifndef _ERR_H
#define _ERR_H

#include <stdarg.h>
#include <sys/cdefs.h>

__BEGIN_DECLS
void warn(const char *fmt, ...) __attribute__((__format__(__printf__, 1, 2)));
void vwarn(const char *fmt, va_list ap) __attribute__((__format__(__printf__, 1, 0)));
void warnx(const char *fmt, ...) __attribute__((__format__(__printf__, 1, 2)));
void vwarnx(const char *fmt, va_list ap) __attribute__((__format__(__printf__, 1, 0)));
void err(int status, const char *fmt, ...)
	__attribute__((__noreturn__, __format__(__printf__, 2, 3)));
void verr(int status, const char *fmt, va_list ap)
	__attribute__((__noreturn__, __format__(__printf__, 2, 0)));
void errx(int status, const char *fmt, ...)
	__attribute__((__noreturn__, __format__(__printf__, 2, 3)));
void verrx(int status, const char *fmt, va_list ap)
	__attribute__((__noreturn__, __format__(__printf__, 2, 0)));
__END_DECLS

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/* err() and kin: 4.4BSD. */
#define _GNU_SOURCE
#include <errno.h>
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void say(const char *fmt, va_list ap, const char *reason)
{
	fprintf(stderr, "%s: ", program_invocation_short_name);
	if (fmt)
		vfprintf(stderr, fmt, ap);
	if (reason)
		fprintf(stderr, "%s%s", fmt ? ": " : "", reason);
	putc('\n', stderr);
}

void vwarn(const char *fmt, va_list ap)
{
	say(fmt, ap, strerror(errno));
}

void vwarnx(const char *fmt, va_list ap)
{
	say(fmt, ap, NULL);
}

void verr(int status, const char *fmt, va_list ap)
{
	vwarn(fmt, ap);
	exit(status);
}

void verrx(int status, const char *fmt, va_list ap)
{
	vwarnx(fmt, ap);
	exit(status);
}

void warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vwarn(fmt, ap);
	va_end(ap);
}

void warnx(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vwarnx(fmt, ap);
	va_end(ap);
}

void err(int status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	verr(status, fmt, ap);
}

void errx(int status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	verrx(status, fmt, ap);
}

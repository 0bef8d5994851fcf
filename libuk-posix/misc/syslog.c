/* SPDX-License-Identifier: BSD-3-Clause */
/* syslog() and kin: POSIX XSH; messages go to standard error. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include "posix.h"

static const char *ident;
static int options, mask = 0xff;

void openlog(const char *name, int option, int facility)
{
	(void)facility;
	ident = name;
	options = option;
}

void closelog(void)
{
	ident = NULL;
	options = 0;
}

int setlogmask(int new)
{
	int old = mask;

	if (new)
		mask = new;
	return old;
}

/* @fmt with each %m replaced by @reason, in memory the caller frees; NULL: out of memory. */
static char *expand(const char *fmt, const char *reason)
{
	size_t len = strlen(fmt) + 1, add = 2 * strlen(reason);
	const char *p;
	char *out, *o;

	for (p = fmt; (p = strstr(p, "%m")); p += 2)
		len += add;
	o = out = malloc(len);
	for (p = fmt; out && *p; p++) {
		const char *r;

		if (p[0] != '%' || !p[1]) {
			*o++ = *p;
		} else if (*++p == 'm') {
			for (r = reason; *r; r++) {
				if (*r == '%')
					*o++ = '%';
				*o++ = *r;
			}
		} else {
			*o++ = '%';
			*o++ = *p;
		}
	}
	if (out)
		*o = '\0';
	return out;
}

void vsyslog(int priority, const char *fmt, va_list ap)
{
	int saved = errno;
	char *text;

	if (!(mask & LOG_MASK(LOG_PRI(priority))))
		return;
	text = expand(fmt, strerror(saved));
	if (ident)
		fprintf(stderr, options & LOG_PID ? "%s[1]: " : "%s: ", ident);
	if (text) {
		vfprintf(stderr, text, ap);
		if (!*text || text[strlen(text) - 1] != '\n')
			putc('\n', stderr);
	} else {
		fputs("(out of memory)\n", stderr);
	}
	free(text);
	errno = saved;
}

void syslog(int priority, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsyslog(priority, fmt, ap);
	va_end(ap);
}

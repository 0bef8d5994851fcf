/* SPDX-License-Identifier: BSD-3-Clause */
/* strfmon(), strfmon_l(): POSIX XSH, with the money of the C locale. */
#include <ctype.h>
#include <math.h>
#include <monetary.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "posix.h"

#define DIGITS_MAX 1000 /* of a number in a format; more is more than fits */

/* A conversion. */
struct money {
	char fill;
	bool plus, parens, left;
	int width, before, after; /* -1: not said */
};

struct out {
	char *p;
	size_t room; /* with that for '\0' */
	size_t len;
};

static int put(struct out *o, const char *s, size_t n)
{
	if (n >= o->room - o->len)
		return -E2BIG;
	memcpy(o->p + o->len, s, n);
	o->len += n;
	return 0;
}

static int put_times(struct out *o, char c, int n)
{
	int r = 0;

	while (n-- > 0 && r == 0)
		r = put(o, &c, 1);
	return r;
}

/* A number at *s; -EINVAL if there is none. */
static int number(const char **s)
{
	int n = 0;

	if (!isdigit((unsigned char)**s))
		return -EINVAL;
	for (; isdigit((unsigned char)**s); (*s)++)
		n = n > DIGITS_MAX ? n : n * 10 + (**s - '0');
	return n;
}

/* What comes after '%', without the last letter. */
static int parse(const char **s, struct money *m)
{
	*m = (struct money){ .fill = ' ', .before = -1, .after = 2 };
	for (;; (*s)++) {
		if (**s == '=') {
			if (!*++*s)
				return -EINVAL;
			m->fill = **s;
		} else if (**s == '+' || **s == '(') {
			if (m->plus || m->parens)
				return -EINVAL;
			m->plus = **s == '+';
			m->parens = **s == '(';
		} else if (**s == '-') {
			m->left = true;
		} else if (**s != '^' && **s != '!') { /* no grouping, no symbol in any case */
			break;
		}
	}
	if (isdigit((unsigned char)**s))
		m->width = number(s);
	if (**s == '#') {
		(*s)++;
		m->before = number(s);
		if (m->before < 0)
			return -EINVAL;
	}
	if (**s == '.') {
		(*s)++;
		m->after = number(s);
		if (m->after < 0)
			return -EINVAL;
	}
	return 0;
}

static int format_one(struct out *o, const struct money *m, double value)
{
	bool negative = signbit(value) != 0;
	char *text;
	int n = asprintf(&text, "%.*f", m->after, fabs(value)), digits, r, total;
	const char *sign = negative ? m->parens ? "(" : "-" : m->before >= 0 ? " " : "";

	if (n < 0)
		return -ENOMEM;
	digits = (int)strcspn(text, ".");
	total = (int)strlen(sign) + n + UK_MAX(m->before - digits, 0) + (negative && m->parens);
	r = m->left ? 0 : put_times(o, ' ', m->width - total);
	if (r == 0)
		r = put(o, sign, strlen(sign));
	if (r == 0)
		r = put_times(o, isfinite(value) ? m->fill : ' ', m->before - digits);
	if (r == 0)
		r = put(o, text, (size_t)n);
	if (r == 0 && negative && m->parens)
		r = put(o, ")", 1);
	if (r == 0 && m->left)
		r = put_times(o, ' ', m->width - total);
	free(text);
	return r;
}

static ssize_t format_all(char *buf, size_t size, const char *s, va_list ap)
{
	struct out o = { .p = buf, .room = size };
	int r = size ? 0 : -E2BIG;

	for (; r == 0 && *s; s++) {
		struct money m;

		if (*s != '%') {
			r = put(&o, s, 1);
			continue;
		}
		s++;
		if (*s == '%') {
			r = put(&o, s, 1);
			continue;
		}
		r = parse(&s, &m);
		if (r == 0)
			r = *s == 'n' || *s == 'i' ? format_one(&o, &m, va_arg(ap, double))
						   : -EINVAL;
	}
	if (r < 0)
		return uk_ret(r);
	buf[o.len] = '\0';
	return (ssize_t)o.len;
}

ssize_t strfmon(char *restrict buf, size_t size, const char *restrict format, ...)
{
	va_list ap;
	ssize_t r;

	va_start(ap, format);
	r = format_all(buf, size, format, ap);
	va_end(ap);
	return r;
}

ssize_t strfmon_l(char *restrict buf, size_t size, locale_t locale, const char *restrict format,
		  ...)
{
	va_list ap;
	ssize_t r;

	(void)locale;
	va_start(ap, format);
	r = format_all(buf, size, format, ap);
	va_end(ap);
	return r;
}

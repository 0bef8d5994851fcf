/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A small formatter for the pool's own messages: %d %i %u %x %p %c %s %% with
 * width, zero padding, '-', '#', precision for %s, and l, ll, z. Anything else is printed as it
 * stands.
 */
#include <stdbool.h>
#include <stdint.h>
#include <uk/console.h>

struct out {
	char *buf;
	size_t len, n; /* n counts what was wanted, also beyond len */
};

static void put(struct out *o, char c)
{
	if (o->n + 1 < o->len)
		o->buf[o->n] = c;
	o->n++;
}

static void pad(struct out *o, char c, int n)
{
	while (n-- > 0)
		put(o, c);
}

struct spec {
	bool zero, left, alternate;
	int width, precision, longs;
};

static void put_text(struct out *o, const struct spec *s, const char *t, int n)
{
	if (!s->left)
		pad(o, ' ', s->width - n);
	for (int i = 0; i < n; i++)
		put(o, t[i]);
	if (s->left)
		pad(o, ' ', s->width - n);
}

static void put_number(struct out *o, const struct spec *s, uint64_t v, unsigned base,
		       const char *prefix)
{
	char digits[24], text[48];
	int n = 0, len = 0;

	do {
		digits[n++] = "0123456789abcdef"[v % base];
		v /= base;
	} while (v);
	while (*prefix)
		text[len++] = *prefix++;
	if (s->zero && !s->left)
		for (int i = len + n; i < s->width && len < 24; i++)
			text[len++] = '0';
	while (n)
		text[len++] = digits[--n];
	put_text(o, s, text, len);
}

/* The next argument, a long or pointer if @wide, else an int. In one place: va_arg is large. */
__attribute__((noinline)) static uint64_t arg(bool wide, va_list *ap)
{
	return wide ? va_arg(*ap, unsigned long) : va_arg(*ap, unsigned);
}

static int digits_of(const char **f, va_list *ap)
{
	int v = 0;

	if (**f == '*') {
		(*f)++;
		return arg(false, ap);
	}
	while (**f >= '0' && **f <= '9' && v < 1000)
		v = v * 10 + *(*f)++ - '0';
	return v;
}

/* One conversion; @f is behind the '%'. Returns where the format goes on. */
static const char *convert(struct out *o, const char *f, va_list *ap)
{
	struct spec s = { .precision = -1 };
	const char *t;
	int64_t d;
	char c;
	int n;

	for (;; f++) {
		if (*f == '0')
			s.zero = true;
		else if (*f == '-')
			s.left = true;
		else if (*f == '#')
			s.alternate = true;
		else
			break;
	}
	s.width = digits_of(&f, ap);
	if (*f == '.') {
		f++;
		s.precision = digits_of(&f, ap);
	}
	while (*f == 'l' || *f == 'z')
		s.longs++, f++;
	switch (*f) {
	case 'd':
	case 'i':
		d = arg(s.longs, ap);
		if (!s.longs)
			d = (int)d;
		put_number(o, &s, d < 0 ? -(uint64_t)d : (uint64_t)d, 10, d < 0 ? "-" : "");
		break;
	case 'u':
		put_number(o, &s, arg(s.longs, ap), 10, "");
		break;
	case 'x':
		put_number(o, &s, arg(s.longs, ap), 16, s.alternate ? "0x" : "");
		break;
	case 'p':
		put_number(o, &s, arg(true, ap), 16, "0x");
		break;
	case 'c':
		c = arg(false, ap);
		put_text(o, &s, &c, 1);
		break;
	case 's':
		t = (const char *)(uintptr_t)arg(true, ap);
		if (!t)
			t = "(null)";
		for (n = 0; (s.precision < 0 || n < s.precision) && t[n];)
			n++;
		put_text(o, &s, t, n);
		break;
	case '\0':
		return f; /* a lone '%' at the end */
	default:
		put(o, *f);
	}
	return f + 1;
}

int uk_vsnprintf(char *buf, size_t len, const char *fmt, va_list ap)
{
	struct out o = { buf, len, 0 };
	va_list aq;

	va_copy(aq, ap);
	while (*fmt) {
		if (*fmt == '%')
			fmt = convert(&o, fmt + 1, &aq);
		else
			put(&o, *fmt++);
	}
	va_end(aq);
	if (len)
		buf[o.n < len ? o.n : len - 1] = '\0';
	return o.n;
}

int uk_snprintf(char *buf, size_t len, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = uk_vsnprintf(buf, len, fmt, ap);
	va_end(ap);
	return n;
}

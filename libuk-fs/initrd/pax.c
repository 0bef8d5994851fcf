/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * pax records are lines "LENGTH KEYWORD=VALUE", where LENGTH counts all of the line, and an
 * empty value takes back what an earlier record said.
 */
#include "pax.h"
#include <errno.h>
#include <string.h>

static bool is(const char *key, size_t n, const char *what)
{
	return n == strlen(what) && memcmp(key, what, n) == 0;
}

/* The decimal number at [*p, end), which may be at most @max; *p moves behind it. */
static bool decimal(const char **p, const char *end, uint64_t max, uint64_t *out)
{
	const char *s = *p;
	uint64_t v = 0;

	for (; s < end && *s >= '0' && *s <= '9'; s++) {
		unsigned d = (unsigned)(*s - '0');

		if (v > (max - d) / 10)
			return false;
		v = v * 10 + d;
	}
	*out = v;
	return s > *p && (*p = s, true);
}

/* A number that is all of the value. */
static bool whole(const char *s, size_t n, uint64_t max, uint64_t *out)
{
	const char *end = s + n;

	return decimal(&s, end, max, out) && s == end;
}

static bool id(const char *s, size_t n, uint32_t *out, bool *has)
{
	uint64_t v = 0;

	if (n && !whole(s, n, UINT32_MAX, &v))
		return false;
	*out = (uint32_t)v;
	*has = n > 0;
	return true;
}

/* Seconds, with a sign and a fraction or without. */
static bool seconds(const char *s, size_t n, struct timespec *t, bool *has)
{
	const char *end = s + n;
	bool negative = n && *s == '-';
	uint64_t sec;
	long ns = 0;

	*has = n > 0;
	if (!n)
		return true;
	s += negative;
	if (!decimal(&s, end, INT64_MAX / 2, &sec))
		return false;
	if (s < end && *s == '.') {
		long unit = 100000000;

		for (s++; s < end && *s >= '0' && *s <= '9'; s++, unit /= 10)
			ns += unit * (*s - '0');
	}
	t->tv_sec = negative ? -(time_t)sec - (ns > 0) : (time_t)sec;
	t->tv_nsec = negative && ns ? 1000000000 - ns : ns;
	return s == end;
}

/* A name: no string could hold it with a zero byte. */
static bool text(const char *s, size_t n, struct pax_text *out)
{
	*out = (struct pax_text){ n ? s : NULL, n };
	return !memchr(s, '\0', n);
}

static bool record(const char *key, size_t len, const char *v, size_t n, struct pax *x)
{
	if (is(key, len, "path"))
		return text(v, n, &x->path);
	if (is(key, len, "linkpath"))
		return text(v, n, &x->linkpath);
	if (is(key, len, "uid"))
		return id(v, n, &x->uid, &x->has_uid);
	if (is(key, len, "gid"))
		return id(v, n, &x->gid, &x->has_gid);
	if (is(key, len, "mtime"))
		return seconds(v, n, &x->mtime, &x->has_mtime);
	if (is(key, len, "size")) {
		x->size = 0;
		x->has_size = n > 0;
		return !n || whole(v, n, INT64_MAX, &x->size);
	}
	if (len > 11 && memcmp(key, "GNU.sparse.", 11) == 0)
		x->sparse = true;
	return true;
}

int uk_pax_read(const char *p, size_t len, struct pax *pax, const char **why)
{
	const char *end = p + len;

	while (p < end) {
		const char *key = p, *line = p, *next, *value;
		uint64_t n;

		*why = "a record of an extended header is malformed";
		if (!decimal(&key, end, len, &n) || key == end || *key++ != ' ' ||
		    n <= (size_t)(key - line) || n > (size_t)(end - line))
			return -EINVAL;
		next = line + n;
		value = memchr(key, '=', (size_t)(next - key));
		if (!value || value == key || next[-1] != '\n')
			return -EINVAL;
		value++;
		if (!record(key, (size_t)(value - 1 - key), value, (size_t)(next - 1 - value),
			    pax)) {
			*why = "a value in an extended header is malformed";
			return -EINVAL;
		}
		p = next;
	}
	return 0;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * iconv_open(), iconv(), iconv_close(): POSIX XSH, and glibc's //TRANSLIT (here: a question
 * mark) and //IGNORE.
 */
#include <iconv.h>
#include <string.h>
#include <strings.h>
#include <uk/heap.h>
#include "iconv/iconv_priv.h"
#include "posix.h"

struct conversion {
	struct uk_iconv_side from, to;
	bool translit, ignore;
};

/* The encoding that @name begins with; what follows it is in *rest. */
static const struct uk_charset *find(const char *name, const char **rest)
{
	const char *end = strstr(name, "//");
	size_t len = end ? (size_t)(end - name) : strlen(name);

	*rest = end ? end : "";
	/* None is that of the locale, which is UTF-8 or its part ASCII. */
	return len ? uk_charset_find(name, len) : uk_charset_find("UTF-8", 5);
}

iconv_t iconv_open(const char *to, const char *from)
{
	const char *how, *unused;
	const struct uk_charset *t = find(to, &how), *f = find(from, &unused);
	struct conversion *c = t && f ? uk_zalloc(sizeof(*c)) : NULL;

	if (!c) {
		errno = t && f ? ENOMEM : EINVAL;
		return (iconv_t)-1;
	}
	c->to.set = t;
	c->from.set = f;
	c->translit = strcasestr(how, "//TRANSLIT") != NULL;
	c->ignore = strcasestr(how, "//IGNORE") != NULL;
	return (iconv_t)c;
}

int iconv_close(iconv_t cd)
{
	uk_free((void *)cd);
	return 0;
}

/* Put character @ch: 1, UK_ICONV_MORE, UK_ICONV_BAD; *odd counts those that are not as they
 * were. */
static int put(struct conversion *c, uint32_t ch, char **out, size_t *left, size_t *odd)
{
	int n = c->to.set->encode(&c->to, ch, (uint8_t *)*out, *left);

	if (n == UK_ICONV_BAD && c->translit) {
		n = c->to.set->encode(&c->to, '?', (uint8_t *)*out, *left);
		*odd += n > 0;
	}
	if (n <= 0)
		return n;
	*out += n;
	*left -= (size_t)n;
	return 1;
}

size_t iconv(iconv_t cd, char **restrict in, size_t *restrict inleft, char **restrict out,
	     size_t *restrict outleft)
{
	struct conversion *c = (struct conversion *)cd;
	size_t odd = 0;
	bool skipped = false;

	if (!in || !*in) { /* back to the start */
		c->from.begun = c->to.begun = c->from.big_endian = c->to.big_endian = false;
		return 0;
	}
	while (*inleft) {
		uint32_t ch;
		int n = c->from.set->decode(&c->from, (const uint8_t *)*in, *inleft, &ch),
		    r = 1;

		if (n == UK_ICONV_MORE) {
			errno = EINVAL;
			return (size_t)-1;
		}
		if (n > 0 && ch != UK_ICONV_NONE)
			r = put(c, ch, out, outleft, &odd);
		if (r == UK_ICONV_MORE) {
			errno = E2BIG;
			return (size_t)-1;
		}
		if (n < 0 || r < 0) {
			if (!c->ignore) {
				errno = EILSEQ;
				return (size_t)-1;
			}
			skipped = true;
			n = n < 0 ? 1 : n;
		}
		*in += n;
		*inleft -= (size_t)n;
	}
	if (skipped) {
		errno = EILSEQ;
		return (size_t)-1;
	}
	return odd;
}

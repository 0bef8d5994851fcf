/* SPDX-License-Identifier: BSD-3-Clause */
/* Private to iconv(): an encoding, and the state of a conversion. */
#ifndef ICONV_PRIV_H
#define ICONV_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UK_ICONV_MORE 0	 /* decode: the input ends inside a character; encode: no room */
#define UK_ICONV_BAD  -1 /* decode: no character; encode: not in this encoding */
#define UK_ICONV_NONE \
	0xffffffffu /* decode: what was taken is no character: a byte order mark */

struct uk_iconv_side {
	const struct uk_charset *set;
	bool begun;	 /* a byte order mark was looked for, or written */
	bool big_endian; /* as that said */
};

struct uk_charset {
	const char *names; /* each with its zero byte, then another one; upper case */
	/* One character at @p, of @n bytes, not 0: how many it has, or one of the above. */
	int (*decode)(struct uk_iconv_side *s, const uint8_t *p, size_t n, uint32_t *c);
	/* Put @c where there is room for @n bytes: how many it takes, or one of the above. */
	int (*encode)(struct uk_iconv_side *s, uint32_t c, uint8_t *p, size_t n);
	int param; /* of the two */
};

/* charset.c: the encoding of that name, of @len bytes, in any case; NULL: unknown. */
const struct uk_charset *uk_charset_find(const char *name, size_t len);

#endif

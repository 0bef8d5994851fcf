/* SPDX-License-Identifier: BSD-3-Clause */
/* Private to <uchar.h>: half of a pair of surrogates is kept in the state, marked by its count.
 */
#ifndef UCHAR_PRIV_H
#define UCHAR_PRIV_H

#include <stdbool.h>
#include <string.h>
#include <uchar.h>

#define UCHAR_HALF 16 /* no count of bytes of a character is that high */

static inline bool uchar_has_half(const mbstate_t *ps)
{
	return ps->__count == UCHAR_HALF;
}

static inline void uchar_keep_half(mbstate_t *ps, unsigned half)
{
	ps->__count = UCHAR_HALF;
	ps->__value.__wch = (wint_t)half;
}

static inline unsigned uchar_take_half(mbstate_t *ps)
{
	unsigned half = (unsigned)ps->__value.__wch;

	memset(ps, 0, sizeof(*ps));
	return half;
}

#endif

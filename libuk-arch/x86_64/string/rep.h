/* SPDX-License-Identifier: BSD-3-Clause */
/* When to use the processor's string instructions; measured by bench/string. */
#ifndef STRING_REP_H
#define STRING_REP_H

/* From here on they win where they are good: 2 KiB when aligned, 3 when not. */
#define REP_MIN 3072

/* rep.c: 0 not yet known, 1 fast, -1 slow. */
extern signed char uk_string_rep_state;
int uk_string_rep_detect(void);

static inline int rep_is_fast(void)
{
	return uk_string_rep_state ? uk_string_rep_state > 0 : uk_string_rep_detect();
}

#endif

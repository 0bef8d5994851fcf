/* SPDX-License-Identifier: BSD-3-Clause */
/* What long copies may use of the processor; the limits are measured by bench/string. */
#ifndef STRING_DETECT_H
#define STRING_DETECT_H

/* From here on `rep movsb` and `rep stosb` win where they are good: 2 KiB when aligned, 3
 * when not. */
#define REP_MIN 3072
/* Below, vectors of 32 bytes gain little. */
#define WIDE_MIN 512

/* detect.c: a mask of these; 0 is "not yet asked". */
extern unsigned char uk_string_cpu;
#define STRING_ASKED 1
#define STRING_REP   2 /* the processor's string instructions are fast */
#define STRING_AVX   4

unsigned uk_string_detect(void);

static inline unsigned string_cpu(void)
{
	return uk_string_cpu ? uk_string_cpu : uk_string_detect();
}

#endif

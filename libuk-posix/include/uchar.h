/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * UTF-16 and UTF-32 from and to the multibyte characters of the locale: ISO C11 7.28. @ps NULL:
 * a state of the function's own.
 */
#ifndef _UCHAR_H
#define _UCHAR_H

#include <sys/cdefs.h>
#include <wchar.h>

#ifndef __cplusplus
typedef __CHAR16_TYPE__ char16_t;
typedef __CHAR32_TYPE__ char32_t;
#endif

__BEGIN_DECLS
/*
 * One character of up to @n bytes at @s into *@c (unless NULL). How many bytes it took; 0: it
 * was
 * '\0'; (size_t)-3: the second half of what came before, no bytes taken; (size_t)-2: all @n
 * bytes are the beginning of one; (size_t)-1: EILSEQ, also for surrogates that are encoded.
 */
size_t mbrtoc16(char16_t *__restrict c, const char *__restrict s, size_t n,
		mbstate_t *__restrict ps);
size_t mbrtoc32(char32_t *__restrict c, const char *__restrict s, size_t n,
		mbstate_t *__restrict ps);
/*
 * The bytes of @c into @s (MB_CUR_MAX of them at most; NULL: what resets *@ps). How many; of
 * c16rtomb 0 for the first half of a pair, whose bytes come with the second; (size_t)-1:
 * EILSEQ.
 */
size_t c16rtomb(char *__restrict s, char16_t c, mbstate_t *__restrict ps);
size_t c32rtomb(char *__restrict s, char32_t c, mbstate_t *__restrict ps);
__END_DECLS

#endif

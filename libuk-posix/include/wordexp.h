/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Words as a shell expands them: POSIX XBD <wordexp.h>. Tilde, parameters, arithmetic, fields,
 * pathnames, quotes, in this order (XCU 2.6); parameters are the environment's. Values are
 * Linux's.
 */
#ifndef _WORDEXP_H
#define _WORDEXP_H

#include <sys/cdefs.h>
#include <sys/types.h>

typedef struct {
	size_t we_wordc; /* words found, without the we_offs null pointers */
	char **we_wordv; /* those, the words, a null pointer */
	size_t we_offs;	 /* in, with WRDE_DOOFFS: null pointers to leave in front */
} wordexp_t;

/* Flags. */
#define WRDE_DOOFFS  0x01
#define WRDE_APPEND  0x02 /* to the words of an earlier call */
#define WRDE_NOCMD   0x04 /* changes nothing: there are no commands */
#define WRDE_REUSE   0x08 /* frees those first */
#define WRDE_SHOWERR 0x10 /* the message of ${name:?message} is written to standard error */
#define WRDE_UNDEF   0x20 /* WRDE_BADVAL where a parameter is not set */

/* Results other than 0. */
#define WRDE_NOSPACE 1 /* no memory; what was found so far is in the structure */
#define WRDE_BADCHAR 2 /* newline or one of | & ; < > ( ) { } not quoted */
#define WRDE_BADVAL  3
#define WRDE_CMDSUB  4 /* $(command) or `command`, with or without WRDE_NOCMD */
#define WRDE_SYNTAX                                                               \
	5 /* a quote or brace without its end, wrong arithmetic, ${name?} not set \
	   */

__BEGIN_DECLS
/*
 * Expand @words into *@we, which the caller gives to wordfree(). 0 or one of the results above;
 * but for WRDE_NOSPACE *@we is then as it was. $((…)) has C's operators on long, without
 * assignments; there are no positional parameters ($# is 0). 50 braces may be nested. Reads
 * directories where a word has a pattern.
 */
int wordexp(const char *__restrict words, wordexp_t *__restrict we, int flags);
/* Free the words of *@we; all are gone. */
void wordfree(wordexp_t *we);
__END_DECLS

#endif

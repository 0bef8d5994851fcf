/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Catalogues of messages: POSIX XBD <nl_types.h>. Files are those that glibc's gencat writes,
 * of either byte order. The functions read files as open() and read() do.
 */
#ifndef _NL_TYPES_H
#define _NL_TYPES_H

#include <sys/cdefs.h>
#include <sys/_types.h>

#define NL_SETD	      1 /* the set of messages that are in none */
#define NL_CAT_LOCALE 1 /* for catopen: the language is LC_MESSAGES', not $LANG's */

typedef void *nl_catd;
#ifndef _NL_ITEM_DECLARED
typedef __nl_item nl_item;
#define _NL_ITEM_DECLARED
#endif

__BEGIN_DECLS
/*
 * Open catalogue @name, a path if there is a '/' in it, or looked for as $NLSPATH says:
 * templates between ':', in which %N is the name, %L the locale, %l %t %c its language,
 * territory, codeset. Without $NLSPATH: /usr/share/locale/%L/LC_MESSAGES/%N,
 * /usr/share/locale/%L/%N. All of the file is read. (nl_catd)-1: ENOENT and what open() and
 * read() say, EINVAL: not a catalogue, ENOMEM.
 */
nl_catd catopen(const char *name, int flag);
/* Message @message of @set, which the catalogue keeps; @fallback without, ENOMSG then. */
char *catgets(nl_catd catalogue, int set, int message, const char *fallback);
/* -1 and EBADF if there is none. */
int catclose(nl_catd catalogue);
__END_DECLS

#endif

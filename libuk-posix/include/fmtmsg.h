/* SPDX-License-Identifier: BSD-3-Clause */
/* Messages of programs in one form: POSIX XBD <fmtmsg.h>. Values are Linux's. */
#ifndef _FMTMSG_H
#define _FMTMSG_H

#include <sys/cdefs.h>

/* Classification: where it comes from, and where it goes (MM_PRINT, MM_CONSOLE). */
#define MM_HARD	   0x001L
#define MM_SOFT	   0x002L
#define MM_FIRM	   0x004L
#define MM_APPL	   0x008L
#define MM_UTIL	   0x010L
#define MM_OPSYS   0x020L
#define MM_RECOVER 0x040L
#define MM_NRECOV  0x080L
#define MM_PRINT   0x100L
#define MM_CONSOLE 0x200L
#define MM_NULLMC  0L

/* Severity. */
#define MM_NOSEV   0
#define MM_HALT	   1
#define MM_ERROR   2
#define MM_WARNING 3
#define MM_INFO	   4

/* A part that is not there. */
#define MM_NULLLBL ((char *)0)
#define MM_NULLSEV MM_NOSEV
#define MM_NULLTXT ((char *)0)
#define MM_NULLACT ((char *)0)
#define MM_NULLTAG ((char *)0)

/* Results. */
#define MM_OK	 0
#define MM_NOTOK (-1)
#define MM_NOMSG 1
#define MM_NOCON 4

__BEGIN_DECLS
/*
 * Write "label: SEVERITY: text", and on a line of its own "TO FIX: action  tag", to standard
 * error with MM_PRINT, to the console (which is standard error) with MM_CONSOLE. The parts for
 * MM_PRINT are those that environment variable MSGVERB names (label:severity:text:action:tag),
 * or all. @label: up to ten bytes, ':', up to 14 bytes. MM_NOTOK: not so, or a severity that is
 * none of those above; MM_NOMSG, MM_NOCON: not written to standard error, to the console.
 */
int fmtmsg(long classification, const char *label, int severity, const char *text,
	   const char *action, const char *tag);
__END_DECLS

#endif

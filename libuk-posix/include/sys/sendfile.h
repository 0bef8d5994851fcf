/* SPDX-License-Identifier: BSD-3-Clause */
/* From one descriptor to another, as Linux has it. */
#ifndef _SYS_SENDFILE_H
#define _SYS_SENDFILE_H

#include <sys/cdefs.h>
#include <sys/types.h>

__BEGIN_DECLS
/*
 * Up to @count bytes of @in from *@off on (which moves; NULL: its position) to @out. Bytes
 * written, or -1: the errors of pread() and write().
 */
ssize_t sendfile(int out, int in, off_t *off, size_t count);
__END_DECLS

#endif

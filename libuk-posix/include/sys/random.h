/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Random bytes, from real sources only: an image without any fails with
 * EAGAIN (GRND_NONBLOCK) or EIO rather than make them up.
 */
#ifndef _SYS_RANDOM_H
#define _SYS_RANDOM_H

#include <sys/cdefs.h>
#include <sys/types.h>

#define GRND_NONBLOCK 1
#define GRND_RANDOM   2

__BEGIN_DECLS
ssize_t getrandom(void *buf, size_t len, unsigned flags);
int getentropy(void *buf, size_t len);
__END_DECLS

#endif

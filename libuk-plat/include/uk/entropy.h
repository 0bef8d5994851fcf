/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Random bytes. Sources register (libuk-virtio-rng); the platform's own source
 * (RDSEED/RDRAND, the host's getrandom) is always asked first.
 */
#ifndef UK_ENTROPY_H
#define UK_ENTROPY_H

#include <stddef.h>

struct uk_entropy {
	struct uk_entropy *next;
	/* Up to @len random bytes; may block the thread. Returns how many (0: none now) or
	 * -errno. */
	int (*read)(struct uk_entropy *e, void *buf, size_t len);
};

/* @e lives for ever. Thread context. */
void uk_entropy_register(struct uk_entropy *e);

/*
 * Fill @buf with @len bytes from real sources, never from a fallback
 * generator. Returns 0, or -EAGAIN if no source can deliver. May block.
 */
int uk_entropy_read(void *buf, size_t len);

#endif

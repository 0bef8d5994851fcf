/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How 9P messages reach a server: a transport (libuk-virtio-9p) registers
 * under its mount tag; libuk-fs-9p mounts it.
 */
#ifndef UK_P9_TRANSPORT_H
#define UK_P9_TRANSPORT_H

#include <stddef.h>

struct uk_p9_transport {
	struct uk_p9_transport *next;
	const char *tag;
	size_t max_msize;    /* largest message, bytes */
	unsigned long calls; /* messages so far, counted by libuk-fs-9p */
	void *session;	     /* libuk-fs-9p's: the mount that speaks through it, or NULL */
	/*
	 * Send the request in @req (complete, size field included), wait, and
	 * store the reply in @reply. Returns the reply's length as the transport saw it
	 * (never more than @max), or -errno. May be called by several threads at once. Blocks.
	 */
	int (*call)(struct uk_p9_transport *t, const void *req, size_t len, void *reply,
		    size_t max);
};

/* @t lives for ever. Probe. */
void uk_p9_transport_register(struct uk_p9_transport *t);
struct uk_p9_transport *uk_p9_transport_find(const char *tag);

#endif

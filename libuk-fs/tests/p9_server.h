/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A 9P2000.L server to test the client with. It serves a small fixed tree, and is strict: a fid
 *that is not open, is used twice or is never given back is the client's fault and fails the
 *test.
 *
 *	/f  20 bytes "0123456789abcdefghij"	/d  a directory		/l -> "f"
 *	/new  once it was made
 */
#ifndef P9_SERVER_H
#define P9_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uk/p9_transport.h>

extern struct uk_p9_transport p9_server;

/* What is done to the next reply to a request of type @type, once. */
enum p9_harm {
	P9_NONE,
	P9_CUT,	      /* only @arg bytes arrive, though its size field says more */
	P9_SHORT,     /* @arg bytes, and the size field says so */
	P9_LONG,      /* @arg bytes more, and the size field says so */
	P9_SIZE,      /* the size field says @arg */
	P9_TAG,	      /* tag @arg */
	P9_TYPE,      /* type @arg */
	P9_BYTES,     /* @len bytes at @arg (from the first of the message) are @with */
	P9_ERROR,     /* Rlerror with number @arg */
	P9_TRANSPORT, /* the transport itself fails with -@arg */
};
struct p9_harm_spec {
	unsigned type;
	enum p9_harm harm;
	uint32_t arg;
	const void *with;
	size_t len;
};
extern struct p9_harm_spec p9_harm;
extern bool p9_dead;	     /* from now on the transport fails with -EIO */
extern unsigned p9_calls;    /* requests that came */
extern unsigned p9_last_len; /* bytes of the last reply to a request of type p9_harm.type */
extern unsigned p9_limit;    /* read and write at most so many bytes at once; 0: any number */
extern uint32_t p9_offer_msize; /* what the server says; 0: what the client asked for */
extern uint32_t p9_version;	/* of every file */
extern uint32_t p9_seen_flags;	/* of the last lopen or lcreate */
extern uint32_t p9_seen_valid;	/* of the last setattr */

/* Fids that the client has. */
unsigned p9_fids(void);
/*
 * Nothing is made, no harm is done; fids other than the first (the root's) are forgotten:
 * those of which the client never heard, because the reply was spoilt.
 */
void p9_reset(void);

#endif

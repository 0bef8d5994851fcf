/* SPDX-License-Identifier: BSD-3-Clause */
/* Private: what the three kinds of System V IPC have in common: identifiers and keys. */
#ifndef SYSV_PRIV_H
#define SYSV_PRIV_H

#include <sys/ipc.h>
#include <uk/wait.h>
#include "posix.h"

#define UK_IPC_MAX 256

struct uk_ipc {
	int id;
	unsigned refs;	       /* the identifier; who waits, or is attached */
	bool removed;	       /* the identifier is no more */
	struct ipc_perm *perm; /* in the kind's own object */
};

struct uk_ipc_kind {
	struct uk_ipc *at[UK_IPC_MAX];
	int made; /* so far: identifiers differ from those of objects that are gone */
	/* A new object, all but what uk_ipc_get() knows; NULL and *r: -EINVAL, -ENOMEM. */
	struct uk_ipc *(*make)(size_t size, int *r);
	/* Whether one that there is has room for @size. */
	bool (*fits)(const struct uk_ipc *o, size_t size);
	/* Nobody has it any more. */
	void (*free)(struct uk_ipc *o);
};

/* The identifier for @key, of a new object or one that there is, or -errno. */
int uk_ipc_get(struct uk_ipc_kind *k, key_t key, size_t size, int flags);
/* The object @id; NULL and *r: -EINVAL, -EIDRM. */
struct uk_ipc *uk_ipc_find(const struct uk_ipc_kind *k, int id, int *r);
/* One user less. */
void uk_ipc_drop(struct uk_ipc_kind *k, struct uk_ipc *o);
/* The identifier is no more. */
void uk_ipc_remove(struct uk_ipc_kind *k, struct uk_ipc *o);
/* IPC_SET. */
void uk_ipc_set(struct uk_ipc *o, const struct ipc_perm *perm);

static inline time_t uk_ipc_now(void)
{
	return (time_t)(uk_clock_wall_ns() / UK_NS_PER_SEC);
}

#endif

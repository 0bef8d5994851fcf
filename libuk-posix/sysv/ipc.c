/* SPDX-License-Identifier: BSD-3-Clause */
/* Identifiers and keys of System V IPC: POSIX XSH 2.7. */
#include <unistd.h>
#include "sysv/sysv_priv.h"

static struct uk_ipc *by_key(const struct uk_ipc_kind *k, key_t key)
{
	for (int i = 0; key != IPC_PRIVATE && i < UK_IPC_MAX; i++) {
		if (k->at[i] && k->at[i]->perm->__key == key)
			return k->at[i];
	}
	return NULL;
}

static int make(struct uk_ipc_kind *k, key_t key, size_t size, int flags)
{
	struct uk_ipc *o;
	int slot = 0, r;

	while (slot < UK_IPC_MAX && k->at[slot])
		slot++;
	if (slot == UK_IPC_MAX)
		return -ENOSPC;
	o = k->make(size, &r);
	if (!o)
		return r;
	*o->perm = (struct ipc_perm){
		.__key = key,
		.uid = geteuid(),
		.gid = getegid(),
		.cuid = geteuid(),
		.cgid = getegid(),
		.mode = (mode_t)flags & 0777,
	};
	o->refs = 1;
	o->id = k->made * UK_IPC_MAX + slot;
	k->made = (k->made + 1) % (INT32_MAX / UK_IPC_MAX);
	k->at[slot] = o;
	return o->id;
}

int uk_ipc_get(struct uk_ipc_kind *k, key_t key, size_t size, int flags)
{
	const struct uk_ipc *o = by_key(k, key);

	if (!o)
		return key == IPC_PRIVATE || flags & IPC_CREAT ? make(k, key, size, flags)
							       : -ENOENT;
	if ((flags & (IPC_CREAT | IPC_EXCL)) == (IPC_CREAT | IPC_EXCL))
		return -EEXIST;
	return k->fits(o, size) ? o->id : -EINVAL;
}

struct uk_ipc *uk_ipc_find(const struct uk_ipc_kind *k, int id, int *r)
{
	struct uk_ipc *o = id >= 0 ? k->at[id % UK_IPC_MAX] : NULL;

	*r = o ? -EIDRM : -EINVAL;
	return o && o->id == id ? o : NULL;
}

void uk_ipc_drop(struct uk_ipc_kind *k, struct uk_ipc *o)
{
	if (--o->refs == 0)
		k->free(o);
}

void uk_ipc_remove(struct uk_ipc_kind *k, struct uk_ipc *o)
{
	o->removed = true;
	k->at[o->id % UK_IPC_MAX] = NULL;
	uk_ipc_drop(k, o);
}

void uk_ipc_set(struct uk_ipc *o, const struct ipc_perm *perm)
{
	o->perm->uid = perm->uid;
	o->perm->gid = perm->gid;
	o->perm->mode = (o->perm->mode & ~(mode_t)0777) | (perm->mode & 0777);
}

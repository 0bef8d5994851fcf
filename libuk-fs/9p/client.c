/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls to a 9P server: one request, one reply that must fit it. */
#include "p9.h"
#include <errno.h>

void p9_begin(struct p9_fs *fs, struct p9_msg *m, unsigned type)
{
	uk_mutex_lock(&fs->lock);
	*m = (struct p9_msg){ fs->req, fs->req + fs->msize, false };
	p9_put(m, 4, 0);
	p9_put(m, 1, type);
	p9_put(m, 2, type == P9_VERSION ? P9_NOTAG : 0);
}

/* Make @m the body of the reply of @len bytes, if that answers a request of @type. */
static int check(struct p9_fs *fs, struct p9_msg *m, size_t len, unsigned type)
{
	unsigned got;

	*m = (struct p9_msg){ fs->reply, fs->reply + len, false };
	if (len < P9_HEADER || len > fs->msize || p9_get(m, 4) != len)
		return -EPROTO;
	got = (unsigned)p9_get(m, 1);
	if (p9_get(m, 2) != (type == P9_VERSION ? P9_NOTAG : 0))
		return -EPROTO;
	if (got == P9_LERROR)
		return m->end - m->at == 4 ? p9_errno(p9_get(m, 4)) : -EPROTO;
	return got == type + 1 ? 0 : -EPROTO;
}

int p9_call(struct p9_fs *fs, struct p9_msg *m)
{
	size_t len = (size_t)(m->at - fs->req);
	struct p9_msg size = { fs->req, fs->req + 4, false };
	unsigned type = fs->req[4];
	int r;

	if (m->bad)
		return -ENAMETOOLONG;
	p9_put(&size, 4, len);
	fs->t->calls++;
	r = fs->t->call(fs->t, fs->req, len, fs->reply, fs->msize);
	return r < 0 ? r : check(fs, m, (size_t)r, type);
}

int p9_end(struct p9_fs *fs, struct p9_msg *m, int r)
{
	if (r >= 0 && (m->bad || m->at != m->end))
		r = -EPROTO;
	uk_mutex_unlock(&fs->lock);
	return r;
}

int p9_simple(struct p9_fs *fs, struct p9_msg *m)
{
	int r = p9_call(fs, m);

	return p9_end(fs, m, r);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* File system "9p": fs.mount=9p:TAG:/PATH mounts what the transport TAG leads to. */
#include "p9.h"
#include <errno.h>
#include <string.h>
#include <uk/anchor.h>
#include <uk/heap.h>

UK_ANCHOR(fs_9p);
UK_NEED(uk_class_9p);

#define P9_DIALECT "9P2000.L"

/* Agree on the version, and on messages no larger than ours. */
static int version(struct p9_fs *fs)
{
	const char *s = NULL;
	struct p9_msg m;
	uint64_t msize = 0;
	bool same = false;
	size_t len = 0;
	int r;

	p9_begin(fs, &m, P9_VERSION);
	p9_put(&m, 4, fs->msize);
	p9_put_str(&m, P9_DIALECT);
	r = p9_call(fs, &m);
	if (r == 0) {
		msize = p9_get(&m, 4);
		s = p9_get_str(&m, &len);
		same = s && len == strlen(P9_DIALECT) && memcmp(s, P9_DIALECT, len) == 0;
	}
	r = p9_end(fs, &m, r);
	if (r < 0)
		return r;
	if (!same)
		return -EPROTONOSUPPORT;
	if (msize < P9_MSIZE_MIN || msize > fs->msize)
		return -EPROTO;
	fs->msize = (uint32_t)msize;
	return 0;
}

static int attach(struct p9_fs *fs, uint32_t fid, struct p9_qid *qid)
{
	struct p9_msg m;
	int r;

	p9_begin(fs, &m, P9_ATTACH);
	p9_put(&m, 4, fid);
	p9_put(&m, 4, P9_NOFID);
	p9_put_str(&m, "root");
	p9_put_str(&m, "");
	p9_put(&m, 4, 0);
	r = p9_call(fs, &m);
	if (r == 0)
		*qid = p9_get_qid(&m);
	r = p9_end(fs, &m, r);
	return r == 0 && !(qid->type & P9_QTDIR) ? -ENOTDIR : r;
}

/* Both buffers in one piece, smaller where memory is short. */
static int buffers(struct p9_fs *fs)
{
	size_t n = UK_MIN(fs->t->max_msize, (size_t)P9_MSIZE_MAX);

	for (; n >= P9_MSIZE_MIN; n /= 2) {
		fs->req = uk_malloc(2 * n);
		if (fs->req) {
			fs->reply = fs->req + n;
			fs->msize = (uint32_t)n;
			return 0;
		}
	}
	return -ENOMEM;
}

static int p9_mount(struct uk_mount *m, const char *source)
{
	struct uk_p9_transport *t = uk_p9_transport_find(source);
	struct p9_qid qid = { 0, 0, 0 };
	struct p9_fs *fs;
	uint32_t fid;
	int r;

	if (!t)
		return -ENODEV;
	/* A second Tversion would end the first mount's session. */
	if (t->session)
		return -EBUSY;
	fs = uk_zalloc(sizeof(*fs));
	if (!fs)
		return -ENOMEM;
	fs->t = t;
	t->session = fs;
	uk_mutex_init(&fs->lock);
	m->fs = fs;
	r = buffers(fs);
	if (r == 0)
		r = version(fs);
	if (r == 0) {
		fid = p9_fid_new(fs);
		r = fid == P9_NOFID ? -ENOMEM : attach(fs, fid, &qid);
	}
	if (r == 0 && p9_cache_loose)
		r = p9_names_init(fs);
	if (r == 0)
		r = p9_vnode(m, NULL, "", fid, qid, &m->root);
	if (r < 0) {
		t->session = NULL;
		uk_free(fs->names);
		uk_free(fs->fids);
		uk_free(fs->req);
		uk_free(fs);
	}
	return r;
}

UK_FS_TYPE(p9_type) = { .name = "9p", .mount = p9_mount };

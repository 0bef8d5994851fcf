/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is kept of files, and until when. fs.9p_cache=none keeps nothing: each call asks the
 * server. With "loose" names, attributes and contents are kept until this image changes them,
 * or the server's reply to something else shows another version of the file (its qid): right
 * as long as nobody else writes, as Linux' cache=loose is.
 */
#include "p9.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/param.h>

bool p9_cache_loose;

static int set_policy(const char *value)
{
	p9_cache_loose = strcmp(value, "loose") == 0;
	return p9_cache_loose || strcmp(value, "none") == 0 ? 0 : -EINVAL;
}
UK_PARAM_CUSTOM(fs, 9p_cache, set_policy,
		"what 9P keeps of files: none, or loose (no one else writes)");

void p9_changed(struct uk_vnode *v, uint64_t from, uint64_t len)
{
	struct p9_node *n = p9_node(v);

	n->has_st = false;
	if (len)
		uk_pages_drop(&n->pages, from / UK_PAGES_SIZE,
			      from > UINT64_MAX - len ? UINT64_MAX
						      : (from + len - 1) / UK_PAGES_SIZE);
}

void p9_seen(struct p9_node *n, struct p9_qid qid)
{
	if (n->version != qid.version)
		p9_changed(&n->v, 0, UINT64_MAX);
	n->version = qid.version;
}

/* The pages that @len bytes at @data, from @start in the file on, fill. */
static void keep(struct p9_node *n, uint64_t start, const uint8_t *data, size_t len)
{
	for (size_t at = 0; at < len; at += UK_PAGES_SIZE) {
		size_t part = UK_MIN(len - at, (size_t)UK_PAGES_SIZE);

		/* A short one may be a short answer, unless the file ends there. */
		if (part == UK_PAGES_SIZE || start + len == (uint64_t)n->st.st_size)
			uk_pages_put(&n->pages, (start + at) / UK_PAGES_SIZE, data + at, part);
	}
}

/*
 * How much to ask for from page boundary @start on, for @len bytes: a whole message if the file
 * is read from its beginning or where the last message ended.
 */
static size_t window(const struct p9_node *n, uint64_t start, size_t len)
{
	size_t most = (p9_fs(&n->v)->msize - P9_IOHDR) / UK_PAGES_SIZE * UK_PAGES_SIZE;
	size_t want =
		len < most ? (len + UK_PAGES_SIZE - 1) / UK_PAGES_SIZE * UK_PAGES_SIZE : most;

	if (start == 0 || start == n->ahead)
		want = most;
	return UK_MIN(want, (uint64_t)n->st.st_size - start);
}

/* Ask for pages; what of them was wanted to @buf. 0: too little came for that. */
static ssize_t fetch(struct uk_vfile *f, void *buf, size_t len, uint64_t off)
{
	struct p9_fs *fs = p9_fs(f->vnode);
	struct p9_node *n = p9_node(f->vnode);
	uint64_t start = off / UK_PAGES_SIZE * UK_PAGES_SIZE;
	size_t at = (size_t)(off - start), want = window(n, start, at + len), got = 0;
	struct p9_msg m;
	uint8_t *p;
	int r;

	p9_begin(fs, &m, P9_READ);
	p9_put(&m, 4, (uint32_t)f->handle);
	p9_put(&m, 8, start);
	p9_put(&m, 4, want);
	r = p9_call(fs, &m);
	if (r == 0) {
		got = p9_get(&m, 4);
		p = got <= want ? p9_take(&m, got) : NULL;
		if (!p || m.at != m.end) {
			r = -EPROTO;
		} else {
			if (n->has_st)
				keep(n, start, p, got);
			n->ahead = start + got;
			got = got > at ? UK_MIN(got - at, len) : 0;
			memcpy(buf, p + at, got);
		}
	}
	r = p9_end(fs, &m, r);
	return r < 0 ? r : (ssize_t)got;
}

ssize_t p9_read_cached(struct uk_vfile *f, void *buf, size_t len, off_t off)
{
	struct p9_node *n = p9_node(f->vnode);
	size_t have, at = (size_t)off % UK_PAGES_SIZE;
	const uint8_t *page;
	ssize_t r;

	if (!n->has_st) {
		struct stat st;

		memset(&st, 0, sizeof(st));
		r = p9_fstat(f, &st);
		if (r < 0)
			return r;
	}
	/* Files that a system makes up when they are read say that they are empty. */
	if (n->st.st_size == 0 || p9_fs(f->vnode)->msize < UK_PAGES_SIZE + P9_IOHDR)
		return p9_read_some(f, buf, len, off);
	if (off >= n->st.st_size)
		return 0;
	page = uk_pages_get(&n->pages, (uint64_t)off / UK_PAGES_SIZE, &have);
	if (page && at < have) {
		have = UK_MIN(have - at, len);
		memcpy(buf, page + at, have);
		return (ssize_t)have;
	}
	r = fetch(f, buf, len, (uint64_t)off);
	return r == 0 ? p9_read_some(f, buf, len, off) : r;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The 9P client, in TAP, against a hostile server: replies of the right shape with random
 * changes, cuts, wrong lengths, types and tags. Whatever comes, calls end with a result or an
 * error, nothing is read behind a reply (its buffer ends with it), and nothing leaks.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <fcntl.h>
#include <uk/heap.h>
#include <uk/init.h>
#include "../9p/p9.h"

#define CHECK(c)                                                                \
	do {                                                                    \
		if (!(c)) {                                                     \
			printf("not ok - %s:%d: %s\n", __FILE__, __LINE__, #c); \
			exit(1);                                                \
		}                                                               \
	} while (0)

const char uk_class_9p[1];
static long live;
static int depth;

void *uk_malloc(size_t n)
{
	void *p = malloc(n);

	CHECK(p);
	live++;
	return p;
}
void *uk_zalloc(size_t n)
{
	return memset(uk_malloc(n), 0, n);
}
void *uk_realloc(void *p, size_t n)
{
	live += !p;
	return realloc(p, n);
}
void uk_free(void *p)
{
	live -= !!p;
	free(p);
}
void uk_devices_find(void)
{
}
void uk_mutex_init(struct uk_mutex *m)
{
	(void)m;
}
void uk_mutex_lock(struct uk_mutex *m)
{
	(void)m;
	CHECK(depth++ == 0);
}
int uk_mutex_unlock(struct uk_mutex *m)
{
	(void)m;
	return --depth;
}
void uk_file_init(struct uk_file *f, const struct uk_file_ops *ops, int oflags)
{
	memset(f, 0, sizeof(*f));
	f->ops = ops;
	f->refs = 1;
	f->oflags = oflags;
}
void uk_file_unref(struct uk_file *f)
{
	if (--f->refs == 0)
		f->ops->close(f);
}
int uk_vfile_setattr(struct uk_vfile *f, const struct uk_attr *a)
{
	return f->vnode->ops->fsetattr(f, a);
}

static uint32_t x = 1;
static unsigned rnd(unsigned n)
{
	x = x * 1664525 + 1013904223;
	return (x >> 8) % n;
}

static unsigned evil; /* of 100 replies, how many are changed */
static bool directory;

static void pad(struct p9_msg *m, unsigned n)
{
	while (n--)
		p9_put(m, 1, 0);
}

/* A fitting reply into @m, which starts behind the header. */
static void answer(struct p9_msg *m, const uint8_t *req, struct p9_msg q)
{
	uint8_t qtype = directory ? P9_QTDIR : 0;
	uint64_t n, off;

	switch (req[4]) {
	case P9_VERSION:
		p9_put(m, 4, 8192);
		p9_put_str(m, "9P2000.L");
		break;
	case P9_ATTACH:
		qtype = P9_QTDIR;
		/* fall through */
	case P9_MKDIR:
	case P9_SYMLINK:
		p9_put(m, 1, qtype);
		pad(m, 12);
		break;
	case P9_WALK:
		p9_get(&q, 8);
		n = p9_get(&q, 2);
		p9_put(m, 2, n);
		if (n) {
			p9_put(m, 1, qtype);
			pad(m, 12);
		}
		break;
	case P9_LOPEN:
	case P9_LCREATE:
		p9_put(m, 8, 0);
		pad(m, 9);
		break;
	case P9_GETATTR:
		for (int i = 0; i < 153; i++)
			p9_put(m, 1, i == 8 ? 0 : 1);
		break;
	case P9_STATFS:
		for (int i = 0; i < 60; i++)
			p9_put(m, 1, 1);
		break;
	case P9_READLINK:
		p9_put_str(m, "target");
		break;
	case P9_READ:
		p9_take(&q, 12);
		n = p9_get(&q, 4);
		n = n > 100 ? 100 : n;
		p9_put(m, 4, n);
		for (; n; n--)
			p9_put(m, 1, 'r');
		break;
	case P9_WRITE:
		p9_take(&q, 12);
		p9_put(m, 4, p9_get(&q, 4));
		break;
	case P9_READDIR:
		p9_get(&q, 4);
		off = p9_get(&q, 8);
		p9_put(m, 4, off < 3 ? 2 * (24 + 4) : 0);
		for (int i = 1; off < 3 && i <= 2; i++) {
			pad(m, 13);
			p9_put(m, 8, off + (uint64_t)i);
			p9_put(m, 1, 8);
			p9_put_str(m, "name");
		}
		break;
	default:
		break;
	}
}

static int call(struct uk_p9_transport *t, const void *req, size_t len, void *reply, size_t max)
{
	uint8_t buf[9000], *exact;
	struct p9_msg m = { buf + 7, buf + sizeof(buf), false }, h = { buf, buf + 7, false };
	struct p9_msg q = { (uint8_t *)req + 7, (uint8_t *)req + len, false };
	size_t n;

	(void)t;
	CHECK(len >= 7);
	answer(&m, req, q);
	CHECK(!m.bad);
	n = (size_t)(m.at - buf);
	p9_put(&h, 4, n);
	p9_put(&h, 1, ((const uint8_t *)req)[4] + 1u);
	memcpy(h.at, (const uint8_t *)req + 5, 2);
	if (rnd(100) < evil) {
		switch (rnd(7)) {
		case 0:
			return -EIO;
		case 1: /* shorter than it says, or all of it */
			n = rnd((unsigned)n + 1);
			break;
		case 2: /* and consistently so */
			n = rnd((unsigned)n + 1);
			for (int i = 0; i < 4; i++)
				buf[i] = (uint8_t)(n >> 8 * i);
			break;
		case 3:
			buf[rnd(7)] = (uint8_t)rnd(256);
			break;
		case 4: /* an error, of any number */
			n = 11;
			buf[0] = 11;
			buf[1] = buf[2] = buf[3] = 0;
			buf[4] = P9_LERROR;
			buf[7] = (uint8_t)rnd(256);
			buf[8] = (uint8_t)(rnd(4) ? 0 : rnd(256));
			buf[9] = buf[10] = 0;
			break;
		default:
			for (unsigned k = 1 + rnd(4); n > 7 && k; k--)
				buf[7 + rnd((unsigned)n - 7)] =
					(uint8_t)(rnd(2) ? 0xff : rnd(256));
		}
	}
	n = n < max ? n : max;
	/* What lies behind the reply is poison: it must not come out as data. */
	memset(reply, 0xee, max);
	exact = reply;
	memcpy(exact, buf, n);
	return (int)n;
}

static struct uk_p9_transport transport = { .tag = "t", .max_msize = 8192, .call = call };
static int emitted;

static bool emit(struct uk_dirent_sink *s, const char *name, size_t len, uint64_t ino,
		 unsigned char type, off_t next)
{
	(void)s, (void)ino, (void)type;
	CHECK(len > 0 && len <= 255 && !memchr(name, '/', len) && next > 0);
	emitted++;
	return rnd(8) != 0;
}

static void use(struct uk_vnode *root, bool all_good)
{
	const struct uk_vnode_ops *o = root->ops;
	struct uk_dirent_sink sink = { emit };
	struct uk_vnode *v = NULL, *v2 = NULL;
	struct uk_file *f = NULL;
	char buf[300];
	struct iovec iov[2] = { { buf, 250 }, { buf + 250, 50 } };
	struct uk_attr a = { .which = UK_ATTR_MODE | UK_ATTR_TIMES, .mode = 0600 };
	struct statvfs vfs;
	struct stat st;
	ssize_t n;
	int r;

	directory = rnd(2);
	r = o->lookup(root, "name", &v);
	CHECK(!all_good || r == 0);
	if (r == 0) {
		/* The second time it may come from a cache. */
		if (rnd(2) && o->lookup(root, "name", &v2) == 0)
			uk_vnode_unref(v2);
		memset(&st, 0, sizeof(st));
		r = o->stat(v, &st);
		CHECK(r <= 0 && (!all_good || (r == 0 && st.st_size == 0x0101010101010101)));
		o->statvfs(v, &vfs);
		o->setattr(v, &a);
		n = o->readlink(v, buf, 4);
		CHECK(n <= 4);
		if (o->open(v, O_RDWR, &f) == 0) {
			struct uk_vfile *vf = uk_vfile_of(f);

			n = o->readv(vf, iov, 2, 0);
			CHECK(n <= 300);
			n = o->writev(vf, iov, 2, 0);
			CHECK(n <= 300 && n != 0 && (!all_good || n == 300));
			o->fstat(vf, &st);
			o->sync(vf);
			for (int i = 0; i < 4; i++)
				if (o->getdents(vf, &sink) < 0)
					break;
			uk_file_unref(f);
		}
		o->rename(root, "a", v, root, "b", NULL);
		o->link(root, "c", v);
		o->unlink(root, "d", v);
		uk_vnode_unref(v);
	}
	directory = true;
	if (o->create(root, "new", S_IFDIR | 0755, NULL, &v2) == 0)
		uk_vnode_unref(v2);
	if (o->create_open(root, "file", 0644, O_RDWR, &f) == 0)
		uk_file_unref(f);
}

int main(void)
{
	unsigned mounted = 0;

	uk_p9_transport_register(&transport);
	CHECK(uk_p9_transport_find("t") == &transport && !uk_p9_transport_find("u"));
	CHECK(p9_errno(39) == -ENOTEMPTY && p9_errno(2) == -ENOENT && p9_errno(0) == -EIO &&
	      p9_errno(UINT32_MAX) == -EIO);
	for (int i = 0; i < 60000; i++) {
		long before = live;
		struct uk_mount m = { .dev = 1 };
		int r;

		p9_cache_loose = i % 2;
		evil = i < 100 ? 0 : 1 + rnd(60);
		UK_SET_FOREACH(fs_type, const struct uk_fs_type, t) {
			r = t->mount(&m, "t");
			CHECK(r <= 0 && (i >= 100 || r == 0));
			if (r == 0) {
				struct p9_fs *fs = m.fs;

				mounted++;
				use(m.root, i < 100);
				/* All fids but the root's were given back. */
				p9_names_forget(fs);
				CHECK(fs->fids[0] == 1);
				uk_vnode_unref(m.root);
				transport.session = NULL;
				uk_free(fs->names);
				uk_free(fs->fids);
				uk_free(fs->req);
				uk_free(fs);
			}
		}
		CHECK(live == before && depth == 0);
		if (i == 99)
			printf("ok 1 - 100 sessions with a server that behaves\n");
	}
	CHECK(mounted > 20000 && emitted > 1000);
	printf("ok 2 - random replies: %u sessions mounted\n1..2\n", mounted);
	return 0;
}

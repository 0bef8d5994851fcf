/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Shared mappings of files: map_priv.h. A region is a part of a file in memory, from the first
 * mapping of it to the last munmap(). A writable one has a copy of what was read beside
 * it, so that only what the program changed is ever written back.
 */
#include <string.h>
#include <sys/stat.h>
#include <uk/heap.h>
#include <uk/init.h>
#include "memory/map_priv.h"

struct region {
	struct uk_list link;
	struct uk_file *file; /* reference; open for writing if there is a copy */
	uint64_t dev, ino;
	off_t off;
	uintptr_t start;
	size_t len;
	size_t mapped; /* bytes, as often as they are */
	char *copy;
};

static struct uk_list regions = UK_LIST_INIT(regions);

static int identify(struct uk_file *f, uint64_t *dev, uint64_t *ino)
{
	struct stat st;
	int r;

	memset(&st, 0, sizeof(st));
	r = f->ops->stat ? f->ops->stat(f, &st) : -ENODEV;
	*dev = (uint64_t)st.st_dev;
	*ino = (uint64_t)st.st_ino;
	return r;
}

static struct region *find(uint64_t dev, uint64_t ino, off_t off, size_t len)
{
	UK_LIST_FOREACH(r, &regions, struct region, link) {
		if (r->dev == dev && r->ino == ino && off >= r->off &&
		    off + (off_t)len <= r->off + (off_t)r->len)
			return r;
	}
	return NULL;
}

/* Write the changed pages of [from, to), offsets in the region. */
static int write_back(struct region *r, size_t from, size_t to)
{
	off_t size = r->file->ops->size(r->file);

	for (size_t at = from; r->copy && at < to; at += UK_PAGE_SIZE) {
		struct iovec iov = { (char *)r->start + at, UK_PAGE_SIZE };
		off_t pos = r->off + (off_t)at;
		ssize_t n;

		if (memcmp(iov.iov_base, r->copy + at, UK_PAGE_SIZE) == 0)
			continue;
		/* What is mapped beyond the end of the file is not of the file. */
		if (pos >= size)
			break;
		iov.iov_len = (size_t)UK_MIN((off_t)UK_PAGE_SIZE, size - pos);
		while (iov.iov_len) {
			n = r->file->ops->writev(r->file, &iov, 1, pos);
			if (n <= 0)
				return n < 0 ? (int)n : -EIO;
			iov.iov_base = (char *)iov.iov_base + n;
			iov.iov_len -= (size_t)n;
			pos += n;
		}
		memcpy(r->copy + at, (char *)r->start + at, UK_PAGE_SIZE);
	}
	return 0;
}

static void destroy(struct region *r)
{
	uintptr_t end = r->start + r->len;
	struct uk_map *m;

	uk_list_remove(&r->link);
	uk_map_protect(r->start, end, PROT_READ | PROT_WRITE);
	while ((m = uk_map_find(r->start, end)) != NULL) {
		uk_list_remove(&m->link);
		uk_free(m);
	}
	uk_page_free((void *)r->start, r->len / UK_PAGE_SIZE);
	uk_file_unref(r->file);
	uk_free(r->copy);
	uk_free(r);
}

/* Have @r written back through @f. Nobody could change it yet. */
static int make_writable(struct region *r, struct uk_file *f)
{
	int e;

	if (r->copy)
		return 0;
	if (!f->ops->writev)
		return -EACCES;
	r->copy = uk_malloc(r->len);
	if (!r->copy)
		return -ENOMEM;
	memcpy(r->copy, (void *)r->start, r->len);
	e = uk_map_protect(r->start, r->start + r->len, PROT_READ | PROT_WRITE);
	if (e < 0) {
		uk_free(r->copy);
		r->copy = NULL;
		return e;
	}
	uk_file_unref(r->file);
	r->file = uk_file_ref(f);
	return 0;
}

static int make(struct uk_file *f, uint64_t dev, uint64_t ino, off_t off, size_t len,
		struct region **out)
{
	struct region *r = uk_zalloc(sizeof(*r));
	void *p = r ? uk_page_alloc(len / UK_PAGE_SIZE) : NULL;
	struct uk_map *m =
		p ? uk_map_add((uintptr_t)p, (uintptr_t)p + len, PROT_READ | PROT_WRITE) : NULL;
	int e;

	if (!m) {
		if (p)
			uk_page_free(p, len / UK_PAGE_SIZE);
		uk_free(r);
		return -ENOMEM;
	}
	m->shared = true;
	*r = (struct region){ .file = uk_file_ref(f),
			      .dev = dev,
			      .ino = ino,
			      .off = off,
			      .start = (uintptr_t)p,
			      .len = len };
	uk_list_insert(&regions, &r->link);
	memset(p, 0, len);
	e = uk_map_fill(p, len, f, off);
	if (e < 0)
		destroy(r);
	else
		*out = r;
	return e;
}

int uk_shared_map(struct uk_file *f, off_t off, size_t len, int prot, char **out)
{
	uint64_t dev, ino;
	struct region *r;
	int e = identify(f, &dev, &ino);

	if (e < 0)
		return e;
	r = find(dev, ino, off, len);
	if (!r)
		e = make(f, dev, ino, off, len, &r);
	if (e < 0)
		return e;
	if (prot & PROT_WRITE)
		e = make_writable(r, f);
	else if (!r->mapped)
		e = uk_map_protect(r->start, r->start + r->len, prot);
	if (e < 0) {
		if (!r->mapped)
			destroy(r);
		return e;
	}
	r->mapped += len;
	*out = (char *)r->start + (off - r->off);
	return 0;
}

void uk_shared_unmap(uintptr_t start, uintptr_t end)
{
	struct uk_list *l, *next;

	for (l = regions.next; l != &regions; l = next) {
		struct region *r = uk_list_entry(l, struct region, link);
		uintptr_t from = UK_MAX(start, r->start), to = UK_MIN(end, r->start + r->len);

		next = l->next;
		if (from >= to)
			continue;
		write_back(r, from - r->start, to - r->start);
		r->mapped -= UK_MIN(r->mapped, to - from);
		if (!r->mapped)
			destroy(r);
	}
}

/* What the program did not change is read again: others may have. */
static int reread(struct region *r, size_t from, size_t to)
{
	int e = uk_map_fill((char *)r->start + from, to - from, r->file, r->off + (off_t)from);

	if (e == 0 && r->copy)
		memcpy(r->copy + from, (char *)r->start + from, to - from);
	return e;
}

int uk_shared_sync(uintptr_t start, uintptr_t end, int flags)
{
	int e = 0;

	UK_LIST_FOREACH(r, &regions, struct region, link) {
		uintptr_t from = UK_MAX(start, r->start), to = UK_MIN(end, r->start + r->len);

		if (from >= to || e < 0)
			continue;
		e = write_back(r, from - r->start, to - r->start);
		if (e == 0 && flags & MS_SYNC && r->copy && r->file->ops->sync)
			e = r->file->ops->sync(r->file);
		if (e == 0 && flags & MS_INVALIDATE && r->copy)
			e = reread(r, from - r->start, to - r->start);
	}
	return e;
}

/* The program ended with what it had mapped. */
static void write_all(void)
{
	uk_shared_sync(0, UINTPTR_MAX, MS_ASYNC);
}
UK_TERM(UK_LEVEL_APP, write_all);

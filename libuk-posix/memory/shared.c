/* SPDX-License-Identifier: BSD-3-Clause */
/* Shared mappings of files: map_priv.h. How regions come and go: shared_priv.h. */
#include <string.h>
#include <sys/stat.h>
#include <uk/heap.h>
#include "memory/shared_priv.h"

struct uk_list uk_regions = UK_LIST_INIT(uk_regions);
struct uk_mutex uk_regions_lock = UK_MUTEX_INIT(uk_regions_lock);

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

static struct uk_region *find(uint64_t dev, uint64_t ino, off_t off, size_t len)
{
	UK_LIST_FOREACH(r, &uk_regions, struct uk_region, link) {
		if (uk_region_of(r, dev, ino) && off >= r->off &&
		    off + (off_t)len <= r->off + (off_t)r->len)
			return r;
	}
	return NULL;
}

static void destroy(struct uk_region *r)
{
	uintptr_t end = r->start + r->len;
	struct uk_map *m;

	uk_list_remove(&r->link);
	uk_map_protect(r->start, end, PROT_READ | PROT_WRITE);
	while ((m = uk_map_find(r->start, end)) != NULL) {
		uk_list_remove(&m->link);
		uk_free(m);
	}
	uk_map_free(r->start, end);
	uk_file_unref(r->file);
	uk_free(r->copy);
	uk_free(r);
}

/* Have @r written back through @f. Nobody could change it yet. */
static int keep_copy(struct uk_region *r, struct uk_file *f)
{
	if (r->copy)
		return 0;
	if ((f->oflags & O_ACCMODE) != O_RDWR || !f->ops->writev)
		return -EACCES;
	r->copy = uk_malloc(r->len);
	if (!r->copy)
		return -ENOMEM;
	memcpy(r->copy, (void *)r->start, r->len);
	uk_file_ref(f);
	uk_file_unref(r->file);
	r->file = f;
	return 0;
}

/* What @f has of it. A write() that began before there was @r does not know the lock. */
static int fill(struct uk_region *r, struct uk_file *f)
{
	ssize_t n;

	do {
		r->again = false;
		n = uk_map_fill((char *)r->start, r->len, f, r->off);
	} while (n >= 0 && r->again);
	if (n > 0)
		r->end = UK_MAX(r->end, (size_t)n);
	return (int)UK_MIN(n, 0);
}

static int make(struct uk_file *f, uint64_t dev, uint64_t ino, off_t off, size_t len,
		struct uk_region **out)
{
	struct uk_region *r = uk_zalloc(sizeof(*r));
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
	*r = (struct uk_region){ .file = uk_file_ref(f),
				 .dev = dev,
				 .ino = ino,
				 .off = off,
				 .start = (uintptr_t)p,
				 .len = len };
	uk_list_insert(&uk_regions, &r->link);
	memset(p, 0, len);
	e = fill(r, f);
	if (e < 0)
		destroy(r);
	else
		*out = r;
	return e;
}

static int map(struct uk_file *f, off_t off, size_t len, int prot, char **out)
{
	uint64_t dev, ino;
	struct uk_region *r;
	int e = identify(f, &dev, &ino);

	if (e < 0)
		return e;
	r = find(dev, ino, off, len);
	if (!r)
		e = make(f, dev, ino, off, len, &r);
	if (e < 0)
		return e;
	if (prot & PROT_WRITE) {
		e = keep_copy(r, f);
		prot |= PROT_READ;
	}
	if (e == 0 && (prot & PROT_WRITE || !r->mapped))
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

int uk_shared_map(struct uk_file *f, off_t off, size_t len, int prot, char **out)
{
	int e;

	uk_mutex_lock(&uk_regions_lock);
	e = map(f, off, len, prot, out);
	uk_mutex_unlock(&uk_regions_lock);
	return e;
}

/* The part of @r that is in [start, end), as offsets in it; is there any? */
static bool part(const struct uk_region *r, uintptr_t start, uintptr_t end, size_t *from,
		 size_t *to)
{
	*from = UK_MAX(start, r->start) - r->start;
	*to = UK_MIN(end, r->start + r->len) - r->start;
	return start < r->start + r->len && end > r->start;
}

int uk_shared_writable(uintptr_t start, uintptr_t end)
{
	size_t from, to;
	int e = 0;

	UK_LIST_FOREACH(r, &uk_regions, struct uk_region, link) {
		if (e == 0 && part(r, start, end, &from, &to))
			e = keep_copy(r, r->file);
	}
	return e;
}

bool uk_shared_any(uintptr_t start, uintptr_t end)
{
	size_t from, to;

	UK_LIST_FOREACH(r, &uk_regions, struct uk_region, link) {
		if (part(r, start, end, &from, &to))
			return true;
	}
	return false;
}

void uk_shared_unmap(uintptr_t start, uintptr_t end)
{
	struct uk_list *l, *next;
	size_t from, to;

	/* Other memory does not wait for a file. */
	if (!uk_shared_any(start, end))
		return;
	uk_mutex_lock(&uk_regions_lock);
	for (l = uk_regions.next; l != &uk_regions; l = next) {
		struct uk_region *r = uk_list_entry(l, struct uk_region, link);

		next = l->next;
		if (!part(r, start, end, &from, &to))
			continue;
		uk_region_write_back(r, from, to);
		r->mapped -= UK_MIN(r->mapped, to - from);
		if (!r->mapped)
			destroy(r);
	}
	uk_mutex_unlock(&uk_regions_lock);
}

/* fsync(), of which the lock's holder knows that it is part of its msync(). */
int uk_mapped_sync(uint64_t dev, uint64_t ino)
{
	int e = 0;

	uk_mutex_lock(&uk_regions_lock);
	UK_LIST_FOREACH(r, &uk_regions, struct uk_region, link) {
		if (e == 0 && !uk_regions_source && uk_region_of(r, dev, ino))
			e = uk_region_write_back(r, 0, r->len);
	}
	uk_mutex_unlock(&uk_regions_lock);
	return e;
}

static int sync_file(const struct uk_region *r)
{
	int e;

	if (!r->copy || !r->file->ops->sync)
		return 0;
	uk_regions_source = r;
	e = r->file->ops->sync(r->file);
	uk_regions_source = NULL;
	return e;
}

int uk_shared_sync(uintptr_t start, uintptr_t end, int flags)
{
	size_t from, to;
	int e = 0;

	if (!uk_shared_any(start, end))
		return 0;
	uk_mutex_lock(&uk_regions_lock);
	UK_LIST_FOREACH(r, &uk_regions, struct uk_region, link) {
		if (e < 0 || !part(r, start, end, &from, &to))
			continue;
		e = uk_region_write_back(r, from, to);
		if (e == 0 && flags & MS_SYNC)
			e = sync_file(r);
		if (e == 0 && flags & MS_INVALIDATE)
			e = uk_region_reread(r, from, to);
	}
	uk_mutex_unlock(&uk_regions_lock);
	return e;
}

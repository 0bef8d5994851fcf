/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * read() and write() see shared mappings, and mappings what write() does (uk/file.h), as if
 * both were one page cache:
 *
 *	read	the file's bytes, then over them what was stored and is not in the file yet
 *	write	to the file, then the same to every region of it
 *
 * So a file without regions is not slowed down, and one that is mapped for reading only by
 * copies of what is written.
 */
#include <string.h>
#include "memory/shared_priv.h"

unsigned uk_regions_written;
const struct uk_region *uk_regions_source;

static void protect(uintptr_t from, uintptr_t to, unsigned rights, const struct uk_map *m)
{
	/* A large page could not be split for want of memory: all that has these rights needs
	 * no splitting. */
	if (uk_vm_protect((void *)from, to - from, rights) < 0)
		uk_vm_protect((void *)m->start, m->end - m->start, rights);
}

/*
 * Have [at, at + len) of the region readable, for @write writable, or (@done) with the rights
 * of the mapping again. The program's threads do not run in between: nothing here waits.
 */
static void reach(const struct uk_region *r, size_t at, size_t len, bool write, bool done)
{
	uintptr_t from = r->start + at / UK_PAGE_SIZE * UK_PAGE_SIZE;
	uintptr_t to = r->start + UK_ALIGN_UP(at + len, UK_PAGE_SIZE);

	while (from < to) {
		const struct uk_map *m = uk_map_find(from, from + 1);
		uintptr_t end = UK_MIN(m->end, to);
		unsigned rights = UK_PROT_READ | UK_PROT_WRITE;

		if (done)
			uk_map_rights(m->prot, &rights);
		if (write ? !(m->prot & PROT_WRITE) : m->prot == PROT_NONE)
			protect(from, end, rights, m);
		from = end;
	}
}

void uk_region_get(const struct uk_region *r, size_t at, void *to, size_t len)
{
	reach(r, at, len, false, false);
	memcpy(to, (char *)r->start + at, len);
	reach(r, at, len, false, true);
}

void uk_region_put(struct uk_region *r, size_t at, const void *from, size_t len)
{
	if (len == 0)
		return;
	reach(r, at, len, true, false);
	memmove((char *)r->start + at, from, len);
	reach(r, at, len, true, true);
	if (r->copy)
		memmove(r->copy + at, from, len);
	r->end = UK_MAX(r->end, at + len);
	r->again = true;
}

/* Where [off, off + len) of the file and @r meet: *@at in it, *@skip in those. How much. */
static size_t meet(const struct uk_region *r, off_t off, size_t len, size_t *at, size_t *skip)
{
	off_t from = UK_MAX(off, r->off);
	off_t to = UK_MIN(off + (off_t)len, r->off + (off_t)r->len);

	if (from >= to)
		return 0;
	*at = (size_t)(from - r->off);
	*skip = (size_t)(from - off);
	return (size_t)(to - from);
}

/* What was stored to [at, at + len) of @r, into @iov from @skip on. */
static void show(const struct uk_region *r, size_t at, size_t len, const struct iovec *iov,
		 size_t skip)
{
	const char *now = (const char *)r->start + at, *was = r->copy + at;

	reach(r, at, len, false, false);
	for (size_t i = 0, n; i < len; i += n) {
		n = UK_MIN(len - i, (size_t)1024);
		/* Mostly nothing was. */
		if (memcmp(now + i, was + i, n) == 0)
			continue;
		while (now[i] == was[i])
			i++;
		for (n = 1; i + n < len && now[i + n] != was[i + n]; n++)
			;
		uk_iov_put_at(iov, skip + i, now + i, n);
	}
	reach(r, at, len, false, true);
}

ssize_t uk_mapped_readv(struct uk_file *f, uint64_t dev, uint64_t ino, const struct iovec *iov,
			int cnt, off_t off, uk_file_move *op)
{
	size_t len, at, skip;
	unsigned written;
	ssize_t n;

	do {
		written = uk_regions_written;
		n = op(f, iov, cnt, off);
	} while (n > 0 && written != uk_regions_written);
	UK_LIST_FOREACH(r, &uk_regions, struct uk_region, link) {
		if (n <= 0 || !r->copy || !uk_region_of(r, dev, ino))
			continue;
		len = meet(r, off, (size_t)n, &at, &skip);
		if (len)
			show(r, at, len, iov, skip);
	}
	return n;
}

/* The file has @n bytes of @iov at @off now. */
static void put(const struct uk_region *source, uint64_t dev, uint64_t ino,
		const struct iovec *iov, off_t off, size_t n)
{
	size_t len, at, skip;

	for (size_t piece; n; off += (off_t)piece, n -= piece, iov++) {
		piece = UK_MIN(n, iov->iov_len);
		UK_LIST_FOREACH(r, &uk_regions, struct uk_region, link) {
			if (r == source || !uk_region_of(r, dev, ino))
				continue;
			len = meet(r, off, piece, &at, &skip);
			if (len)
				uk_region_put(r, at, (const char *)iov->iov_base + skip, len);
		}
	}
}

static bool mapped(uint64_t dev, uint64_t ino)
{
	UK_LIST_FOREACH(r, &uk_regions, struct uk_region, link) {
		if (uk_region_of(r, dev, ino))
			return true;
	}
	return false;
}

ssize_t uk_mapped_writev(struct uk_file *f, uint64_t dev, uint64_t ino, const struct iovec *iov,
			 int cnt, off_t off, uk_file_move *op)
{
	bool held = mapped(dev, ino);
	ssize_t n;

	if (held)
		uk_mutex_lock(&uk_regions_lock);
	n = op(f, iov, cnt, off);
	if (n > 0)
		put(held ? uk_regions_source : NULL, dev, ino, iov, off, (size_t)n);
	if (held)
		uk_mutex_unlock(&uk_regions_lock);
	return n;
}

void uk_mapped_hold(void)
{
	uk_mutex_lock(&uk_regions_lock);
}

/* What is beyond the end now is zeros if the file grows again. */
static void cut(struct uk_region *r, size_t size)
{
	size_t end = UK_MIN(UK_ALIGN_UP(r->end, UK_PAGE_SIZE), r->len);

	if (size < r->end) {
		reach(r, size, end - size, true, false);
		memset((char *)r->start + size, 0, end - size);
		reach(r, size, end - size, true, true);
		if (r->copy)
			memset(r->copy + size, 0, end - size);
	}
	r->end = UK_MIN(size, r->len);
}

void uk_mapped_resized(uint64_t dev, uint64_t ino, off_t size)
{
	UK_LIST_FOREACH(r, &uk_regions, struct uk_region, link) {
		if (size >= 0 && uk_region_of(r, dev, ino))
			cut(r, (size_t)UK_MAX(size - r->off, (off_t)0));
	}
	uk_mutex_unlock(&uk_regions_lock);
}

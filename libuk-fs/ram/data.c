/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Contents of RAM files: an array of pages with holes, or bytes that lie
 * somewhere read-only (an initrd) until the first change copies them.
 */
#include "ram.h"
#include <errno.h>
#include <string.h>
#include <sys/uio.h>
#include <uk/heap.h>
#include <uk/page.h>

/* Where a file could not be by its page array alone. */
#define SIZE_MAX_FILE ((off_t)1 << 40)

/* Room for @n entries in the page array. */
static int reserve(struct ram_node *f, size_t n)
{
	size_t have = f->npages, want = UK_MAX(n, have + have / 2);
	char **p;

	if (n <= have)
		return 0;
	p = uk_realloc(f->pages, want * sizeof(*p));
	if (!p && want > n) {
		want = n;
		p = uk_realloc(f->pages, want * sizeof(*p));
	}
	if (!p)
		return -ENOSPC;
	memset(p + have, 0, (want - have) * sizeof(*p));
	f->pages = p;
	f->npages = want;
	return 0;
}

/* Byte @off for writing; its page is made if it is missing. NULL: no memory. */
static char *page_for(struct ram_node *f, size_t i, bool whole)
{
	if (!f->pages[i]) {
		f->pages[i] = uk_page_alloc(1);
		if (f->pages[i] && !whole)
			memset(f->pages[i], 0, UK_PAGE_SIZE);
	}
	return f->pages[i];
}

/* Copy @len bytes to @off; bytes copied, fewer when memory is out. */
static size_t put(struct ram_node *f, const char *from, size_t len, off_t off)
{
	size_t done = 0;

	while (done < len) {
		size_t at = (size_t)(off + (off_t)done) % UK_PAGE_SIZE;
		size_t n = UK_MIN(len - done, UK_PAGE_SIZE - at);
		char *p = page_for(f, (size_t)(off + (off_t)done) / UK_PAGE_SIZE,
				   n == UK_PAGE_SIZE);

		if (!p)
			break;
		memcpy(p + at, from + done, n);
		done += n;
	}
	return done;
}

static size_t pages_of(off_t size)
{
	return ((size_t)size + UK_PAGE_SIZE - 1) / UK_PAGE_SIZE;
}

void uk_ram_free_data(struct ram_node *f)
{
	if (!f->rom)
		for (size_t i = 0; i < f->npages; i++)
			if (f->pages[i])
				uk_page_free(f->pages[i], 1);
	uk_free(f->pages);
	f->pages = NULL;
	f->rom = NULL;
	f->npages = 0;
}

/* Copy bytes that are in place into pages, the first @keep of them. */
static int copy_up(struct ram_node *f, off_t keep)
{
	const char *rom = f->rom;

	if (!rom)
		return 0;
	f->rom = NULL;
	if (reserve(f, pages_of(keep)) < 0 || put(f, rom, (size_t)keep, 0) < (size_t)keep) {
		uk_ram_free_data(f);
		f->rom = rom;
		return -ENOSPC;
	}
	return 0;
}

int uk_ram_resize(struct ram_node *f, off_t size)
{
	int r;

	if (size < 0)
		return -EINVAL;
	if (size > SIZE_MAX_FILE)
		return -EFBIG;
	r = copy_up(f, UK_MIN(size, f->size));
	if (r < 0)
		return r;
	if (size < f->size) {
		size_t tail = (size_t)size % UK_PAGE_SIZE;

		for (size_t i = pages_of(size); i < f->npages; i++) {
			if (f->pages[i])
				uk_page_free(f->pages[i], 1);
			f->pages[i] = NULL;
		}
		/* What grows back later reads as zeros. */
		if (tail && (size_t)size / UK_PAGE_SIZE < f->npages &&
		    f->pages[(size_t)size / UK_PAGE_SIZE])
			memset(f->pages[(size_t)size / UK_PAGE_SIZE] + tail, 0,
			       UK_PAGE_SIZE - tail);
	}
	f->size = size;
	f->mtime = f->ctime = uk_ram_now();
	return 0;
}

static void get(const struct ram_node *f, char *to, size_t len, off_t off)
{
	if (f->rom) {
		memcpy(to, f->rom + off, len);
		return;
	}
	while (len) {
		size_t i = (size_t)off / UK_PAGE_SIZE, at = (size_t)off % UK_PAGE_SIZE;
		size_t n = UK_MIN(len, UK_PAGE_SIZE - at);

		if (i < f->npages && f->pages[i])
			memcpy(to, f->pages[i] + at, n);
		else
			memset(to, 0, n);
		to += n;
		off += (off_t)n;
		len -= n;
	}
}

ssize_t uk_ram_readv(struct uk_vfile *vf, const struct iovec *iov, int cnt, off_t off)
{
	struct ram_node *f = ram_node(vf->vnode);
	ssize_t done = 0;

	for (int i = 0; i < cnt && off < f->size; i++) {
		size_t n = UK_MIN(iov[i].iov_len, (size_t)(f->size - off));

		get(f, iov[i].iov_base, n, off);
		off += (off_t)n;
		done += (ssize_t)n;
	}
	return done;
}

ssize_t uk_ram_writev(struct uk_vfile *vf, const struct iovec *iov, int cnt, off_t off)
{
	struct ram_node *f = ram_node(vf->vnode);
	size_t total = 0, done = 0;
	int r;

	for (int i = 0; i < cnt; i++)
		total += iov[i].iov_len;
	if (total == 0)
		return 0;
	if (off > SIZE_MAX_FILE || total > (size_t)SIZE_MAX_FILE - (size_t)off)
		return -EFBIG;
	r = copy_up(f, f->size);
	if (r == 0)
		r = reserve(f, pages_of(off + (off_t)total));
	if (r < 0)
		return r;
	for (int i = 0; i < cnt; i++) {
		size_t n = put(f, iov[i].iov_base, iov[i].iov_len, off + (off_t)done);

		done += n;
		if (n < iov[i].iov_len)
			break;
	}
	if (done == 0)
		return -ENOSPC;
	if (off + (off_t)done > f->size)
		f->size = off + (off_t)done;
	f->mtime = f->ctime = uk_ram_now();
	return (ssize_t)done;
}

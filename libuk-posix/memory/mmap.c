/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * mmap(): POSIX XSH, see <sys/mman.h> for what is offered. A file is read in,
 * so a private mapping differs from the standard's only in that later changes
 * of the file do not show, which the standard leaves open; for shared ones see shared.c.
 */
#include <string.h>
#include <sys/uio.h>
#include "memory/map_priv.h"

#define RW (PROT_READ | PROT_WRITE)

static int check(size_t len, int prot, int flags, off_t off)
{
	unsigned rights;

	if (len == 0 || off < 0 || off % (off_t)UK_PAGE_SIZE)
		return -EINVAL;
	if (len > SIZE_MAX / 2)
		return -ENOMEM;
	if (!(flags & MAP_SHARED) == !(flags & MAP_PRIVATE))
		return -EINVAL;
	return uk_map_rights(prot, &rights);
}

ssize_t uk_map_fill(char *p, size_t len, struct uk_file *f, off_t off)
{
	size_t done = 0;
	ssize_t r = 0;

	while (done < len) {
		struct iovec iov = { p + done, len - done };

		r = f->ops->readv(f, &iov, 1, off + (off_t)done);
		if (r <= 0)
			break;
		done += (size_t)r;
	}
	return r < 0 ? r : (ssize_t)done;
}

/* May the file of @fd be mapped so? With a reference. */
static int mappable(int fd, int prot, int flags, struct uk_file **out)
{
	struct uk_file *f = uk_fd_get(fd);
	int mode, r = 0;

	if (!f)
		return -EBADF;
	mode = f->oflags & O_ACCMODE;
	if (mode == O_WRONLY || (flags & MAP_SHARED && prot & PROT_WRITE && mode != O_RDWR))
		r = -EACCES;
	else if (!f->ops->size || !f->ops->readv)
		r = -ENODEV;
	else if (flags & MAP_SHARED && flags & MAP_FIXED)
		r = -ENOTSUP;
	if (r < 0)
		uk_file_unref(f);
	else
		*out = f;
	return r;
}

/* Memory for the mapping: new pages, or with MAP_FIXED the part of an earlier one. */
static int place(void *addr, size_t len, int flags, char **p)
{
	uintptr_t at = (uintptr_t)addr;

	if (!(flags & MAP_FIXED)) {
		*p = uk_page_alloc(len / UK_PAGE_SIZE);
		if (!*p)
			return -ENOMEM;
		if (uk_map_add((uintptr_t)*p, (uintptr_t)*p + len, RW))
			return 0;
		uk_page_free(*p, len / UK_PAGE_SIZE);
		return -ENOMEM;
	}
	if (at % UK_PAGE_SIZE || at + len < at)
		return -EINVAL;
	/* What is stored to a file's memory would reach the file. */
	if (!uk_map_covers(at, at + len) || uk_shared_any(at, at + len))
		return -ENOTSUP;
	*p = addr;
	return uk_map_protect(at, at + len, RW);
}

void *mmap(void *addr, size_t len, int prot, int flags, int fd, off_t off)
{
	int r = check(len, prot, flags, off);
	struct uk_file *f = NULL;
	char *p = NULL;

	len = UK_ALIGN_UP(len, UK_PAGE_SIZE);
	if (r == 0 && !(flags & MAP_ANONYMOUS))
		r = mappable(fd, prot, flags, &f);
	if (r == 0 && f && flags & MAP_SHARED)
		r = uk_shared_map(f, off, len, prot, &p);
	else if (r == 0)
		r = place(addr, len, flags, &p);
	if (r < 0)
		goto fail;
	if (!f || !(flags & MAP_SHARED)) {
		memset(p, 0, len);
		if (f)
			r = (int)UK_MIN(uk_map_fill(p, len, f, off), 0);
		if (r == -EISDIR)
			r = -ENODEV;
		if (r == 0 && prot != RW)
			r = uk_map_protect((uintptr_t)p, (uintptr_t)p + len, prot);
	}
	if (r < 0 && !(flags & MAP_FIXED))
		munmap(p, len);
fail:
	if (f)
		uk_file_unref(f);
	if (r == 0)
		return p;
	uk_ret(r);
	return MAP_FAILED;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private: the list of mappings. Each is whole pages of the page allocator
 * with one set of rights; a change to a part splits it. The list is in no
 * order and searched from the front: mappings are few and large.
 */
#ifndef MAP_PRIV_H
#define MAP_PRIV_H

#include <sys/mman.h>
#include <uk/page.h>
#include "posix.h"

struct uk_map {
	struct uk_list link;
	uintptr_t start, end;
	int prot;
	bool shared; /* of a region of shared.c, which looks after the pages */
};

/* map.c */
extern struct uk_list uk_maps;
/* The first mapping that meets [start, end), or NULL. */
struct uk_map *uk_map_find(uintptr_t start, uintptr_t end);
/* Add one; NULL: out of memory. */
struct uk_map *uk_map_add(uintptr_t start, uintptr_t end, int prot);
/* Split @m so that one mapping ends and one begins at @at, if that is inside. 0 or -ENOMEM. */
int uk_map_split(struct uk_map *m, uintptr_t at);
/* PROT_* to the page allocator's; -ENOTSUP for what is never allowed. */
int uk_map_rights(int prot, unsigned *rights);
/* Is all of [start, end) mapped? */
bool uk_map_covers(uintptr_t start, uintptr_t end);
/* Change the rights of mapped memory. 0 or -errno. */
int uk_map_protect(uintptr_t start, uintptr_t end, int prot);

/*
 * shared.c: mappings with MAP_SHARED of a file. Those of one part of a file are the same pages,
 * and one with what read() and write() move (coherent.c). What the program changed there is
 * written by msync(), by the last munmap() and at the end (write_back.c). All may block.
 */
int uk_shared_map(struct uk_file *f, off_t off, size_t len, int prot, char **out);
/* Memory [start, end) is not used any more, as often as it was mapped. */
void uk_shared_unmap(uintptr_t start, uintptr_t end);
/* Memory [start, end) is going to be changed: 0, -EACCES if its file may not be, -ENOMEM. */
int uk_shared_writable(uintptr_t start, uintptr_t end);
/* Does [start, end) meet any of it? */
bool uk_shared_any(uintptr_t start, uintptr_t end);
int uk_shared_sync(uintptr_t start, uintptr_t end, int flags);
/* thread/pthread_robust.c, where somebody has robust mutexes: those in [start, end) end with
 * it. */
void uk_pthread_robust_unmapped(uintptr_t start, uintptr_t end) uk_weak;
/* Memory [start, end) of whole pages of mappings goes back. */
static inline void uk_map_free(uintptr_t start, uintptr_t end)
{
	if (uk_pthread_robust_unmapped)
		uk_pthread_robust_unmapped(start, end);
	uk_page_free((void *)start, (end - start) / UK_PAGE_SIZE);
}
/* mmap.c: read @len bytes of @f from @off on to @p; how many there were, or -errno. */
ssize_t uk_map_fill(char *p, size_t len, struct uk_file *f, off_t off);

#endif

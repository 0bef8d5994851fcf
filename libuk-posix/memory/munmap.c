/* SPDX-License-Identifier: BSD-3-Clause */
/* munmap(): POSIX XSH. */
#include <uk/heap.h>
#include "memory/map_priv.h"

/* The first that meets [start, end) and owns its pages. */
static struct uk_map *own(uintptr_t start, uintptr_t end)
{
	UK_LIST_FOREACH(m, &uk_maps, struct uk_map, link) {
		if (!m->shared && m->start < end && start < m->end)
			return m;
	}
	return NULL;
}

static int unmap(uintptr_t start, uintptr_t end)
{
	struct uk_map *m;

	while ((m = own(start, end)) != NULL) {
		int r = uk_map_split(m, start);

		if (r < 0)
			return r;
		if (m->end <= start)
			continue; /* its tail is a mapping of its own now */
		r = uk_map_split(m, end);
		if (r == 0)
			r = uk_map_protect(m->start, m->end, PROT_READ | PROT_WRITE);
		if (r < 0)
			return r;
		uk_map_free(m->start, m->end);
		uk_list_remove(&m->link);
		uk_free(m);
	}
	uk_shared_unmap(start, end);
	return 0;
}

int munmap(void *addr, size_t len)
{
	uintptr_t start = (uintptr_t)addr, end = start + UK_ALIGN_UP(len, UK_PAGE_SIZE);

	if (start % UK_PAGE_SIZE || len == 0 || end <= start)
		return (int)uk_ret(-EINVAL);
	return (int)uk_ret(unmap(start, end));
}

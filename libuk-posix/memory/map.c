/* SPDX-License-Identifier: BSD-3-Clause */
/* The list of mappings: map_priv.h. */
#include <uk/heap.h>
#include "memory/map_priv.h"

struct uk_list uk_maps = UK_LIST_INIT(uk_maps);

struct uk_map *uk_map_find(uintptr_t start, uintptr_t end)
{
	UK_LIST_FOREACH(m, &uk_maps, struct uk_map, link) {
		if (m->start < end && start < m->end)
			return m;
	}
	return NULL;
}

struct uk_map *uk_map_add(uintptr_t start, uintptr_t end, int prot)
{
	struct uk_map *m = uk_malloc(sizeof(*m));

	if (m) {
		*m = (struct uk_map){ .start = start, .end = end, .prot = prot };
		uk_list_insert(uk_maps.next, &m->link);
	}
	return m;
}

int uk_map_split(struct uk_map *m, uintptr_t at)
{
	struct uk_map *tail;

	if (at <= m->start || at >= m->end)
		return 0;
	tail = uk_map_add(at, m->end, m->prot);
	if (!tail)
		return -ENOMEM;
	tail->shared = m->shared;
	m->end = at;
	return 0;
}

int uk_map_rights(int prot, unsigned *rights)
{
	if (prot & ~(PROT_READ | PROT_WRITE | PROT_EXEC))
		return -EINVAL;
	if (prot & PROT_WRITE && prot & PROT_EXEC)
		return -ENOTSUP;
	*rights = (prot & PROT_READ ? UK_PROT_READ : 0) |
		  (prot & PROT_WRITE ? UK_PROT_READ | UK_PROT_WRITE : 0) |
		  (prot & PROT_EXEC ? UK_PROT_READ | UK_PROT_EXEC : 0);
	return 0;
}

bool uk_map_covers(uintptr_t start, uintptr_t end)
{
	while (start < end) {
		struct uk_map *m = uk_map_find(start, start + 1);

		if (!m)
			return false;
		start = m->end;
	}
	return true;
}

int uk_map_protect(uintptr_t start, uintptr_t end, int prot)
{
	unsigned rights;
	int r = uk_map_rights(prot, &rights);

	while (r == 0 && start < end) {
		struct uk_map *m = uk_map_find(start, start + 1);

		if (m->prot != prot) {
			if ((r = uk_map_split(m, start)) < 0)
				break;
			if (m->start != start)
				continue; /* the new one, of which it is the start, is next */
			if ((r = uk_map_split(m, end)) < 0)
				break;
			r = uk_vm_protect((void *)start, m->end - start, rights);
			if (r < 0)
				break;
			m->prot = prot;
		}
		start = m->end;
	}
	return r;
}

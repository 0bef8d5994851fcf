/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The cache of files' contents: a hash table by file and index, and one list of all pages in
 * order of their last use.
 */
#include <string.h>
#include <uk/heap.h>
#include <uk/pages.h>
#include <uk/param.h>

static unsigned long most = 4 << 20;
UK_PARAM_UINT(fs, cache, most, "contents of files to keep, bytes (9P with fs.9p_cache=loose)");

#define BUCKETS 256

struct page {
	struct uk_list used; /* in lru */
	struct uk_list file; /* in owner->all */
	struct page *next;   /* in its bucket */
	struct uk_pages *owner;
	uint64_t index;
	size_t len;
	unsigned char data[UK_PAGES_SIZE];
};

static struct uk_list lru = UK_LIST_INIT(lru); /* the oldest first */
static struct page *buckets[BUCKETS];
static size_t count;

void uk_pages_init(struct uk_pages *p)
{
	uk_list_init(&p->all);
}

static struct page **bucket(const struct uk_pages *p, uint64_t index)
{
	uint64_t h = ((uintptr_t)p >> 4) * 31 + index;

	return &buckets[(h ^ h >> 8 ^ h >> 16) % BUCKETS];
}

static struct page *find(const struct uk_pages *p, uint64_t index)
{
	struct page *g = *bucket(p, index);

	while (g && (g->owner != p || g->index != index))
		g = g->next;
	return g;
}

/* Take @g out of everything. */
static void forget(struct page *g)
{
	struct page **at = bucket(g->owner, g->index);

	while (*at != g)
		at = &(*at)->next;
	*at = g->next;
	uk_list_remove(&g->used);
	uk_list_remove(&g->file);
	count--;
}

static void insert(struct page *g)
{
	struct page **at = bucket(g->owner, g->index);

	g->next = *at;
	*at = g;
	uk_list_insert(&lru, &g->used);
	uk_list_insert(&g->owner->all, &g->file);
	count++;
}

const void *uk_pages_get(struct uk_pages *p, uint64_t index, size_t *len)
{
	struct page *g = find(p, index);

	if (!g)
		return NULL;
	uk_list_remove(&g->used);
	uk_list_insert(&lru, &g->used);
	*len = g->len;
	return g->data;
}

/* A page to fill: the oldest one if there may be no more, or none can be had. */
static struct page *fresh(void)
{
	struct page *g = NULL;

	if (count < most / sizeof(*g)) {
		g = uk_malloc(sizeof(*g));
		if (g)
			return g;
	}
	if (uk_list_empty(&lru))
		return NULL;
	g = uk_list_entry(lru.next, struct page, used);
	forget(g);
	return g;
}

void uk_pages_put(struct uk_pages *p, uint64_t index, const void *data, size_t len)
{
	struct page *g = find(p, index);

	if (g)
		forget(g);
	else
		g = fresh();
	if (!g)
		return;
	g->owner = p;
	g->index = index;
	g->len = len;
	memcpy(g->data, data, len);
	insert(g);
}

void uk_pages_drop(struct uk_pages *p, uint64_t first, uint64_t last)
{
	struct uk_list *l = p->all.next;

	while (l != &p->all) {
		struct page *g = uk_list_entry(l, struct page, file);

		l = l->next;
		if (g->index >= first && g->index <= last) {
			forget(g);
			uk_free(g);
		}
	}
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Intrusive doubly linked circular list. A head is a node of its own; an
 * unlinked node points to itself. All operations are O(1) and never fail.
 */
#ifndef UK_LIST_H
#define UK_LIST_H

#include <stdbool.h>
#include <uk/compiler.h>

struct uk_list {
	struct uk_list *next, *prev;
};

#define UK_LIST_INIT(name)       \
	{                        \
		&(name), &(name) \
	}

static inline void uk_list_init(struct uk_list *l)
{
	l->next = l->prev = l;
}

static inline bool uk_list_empty(const struct uk_list *l)
{
	return l->next == l;
}

/* Insert @n before @at; with a head for @at that appends to the list. */
static inline void uk_list_insert(struct uk_list *at, struct uk_list *n)
{
	n->next = at;
	n->prev = at->prev;
	at->prev->next = n;
	at->prev = n;
}

/* Unlink @n; harmless when it is not linked. */
static inline void uk_list_remove(struct uk_list *n)
{
	n->prev->next = n->next;
	n->next->prev = n->prev;
	uk_list_init(n);
}

/* Unlink and return the first node, or NULL. */
static inline struct uk_list *uk_list_pop(struct uk_list *head)
{
	struct uk_list *n = head->next;

	if (n == head)
		return NULL;
	uk_list_remove(n);
	return n;
}

#define uk_list_entry(p, type, member) uk_container_of(p, type, member)

/* Iterate; the current entry may not be removed inside the loop. */
#define UK_LIST_FOREACH(e, head, type, member)                                          \
	for (type *e = uk_list_entry((head)->next, type, member); &e->member != (head); \
	     e = uk_list_entry(e->member.next, type, member))

#endif

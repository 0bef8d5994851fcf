/* SPDX-License-Identifier: BSD-3-Clause */
/* insque(), remque(): POSIX XSH. An element begins with pointers to the next and the former
 * one. */
#include <search.h>
#include <stddef.h>

struct element {
	struct element *next, *former;
};

void insque(void *element, void *after)
{
	struct element *e = element, *a = after;

	e->former = a;
	e->next = a ? a->next : NULL;
	if (a)
		a->next = e;
	if (e->next)
		e->next->former = e;
}

void remque(void *element)
{
	struct element *e = element;

	if (e->former)
		e->former->next = e->next;
	if (e->next)
		e->next->former = e->former;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tell the watchers of an open file. A watcher may take itself off the list
 * while it is told; it must not take off another one.
 */
#include <poll.h>
#include "posix.h"

volatile unsigned uk_file_events;

void uk_file_notify(struct uk_file *f, short events)
{
	struct uk_list *l, *next;

	uk_file_events++;
	for (l = f->watchers.next; l != &f->watchers; l = next) {
		struct uk_file_watch *w = uk_list_entry(l, struct uk_file_watch, link);

		next = l->next;
		/* Errors and hang-ups concern everybody. */
		if (events & (w->events | POLLERR | POLLHUP | POLLNVAL))
			w->notify(w, events);
	}
}

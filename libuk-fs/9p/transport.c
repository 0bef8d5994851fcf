/* SPDX-License-Identifier: BSD-3-Clause */
/* The transports there are. */
#include "p9.h"
#include <string.h>
#include <uk/init.h>

static struct uk_p9_transport *transports;

void uk_p9_transport_register(struct uk_p9_transport *t)
{
	t->next = transports;
	transports = t;
}

struct uk_p9_transport *uk_p9_transport_find(const char *tag)
{
	struct uk_p9_transport *t;

	uk_devices_find();
	t = transports;
	while (t && strcmp(t->tag, tag) != 0)
		t = t->next;
	return t;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of interfaces: POSIX XBD <net/if.h>. */
#include <errno.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>

#include <uk/net.h>

unsigned if_nametoindex(const char *name)
{
	struct uk_net_if i;

	for (unsigned n = 0; uk_net_backend->interface(n, &i) == 0; n++)
		if (strcmp(i.name, name) == 0)
			return i.index;
	errno = ENODEV;
	return 0;
}

char *if_indextoname(unsigned index, char *name)
{
	struct uk_net_if i;

	for (unsigned n = 0; uk_net_backend->interface(n, &i) == 0; n++)
		if (i.index == index)
			return strcpy(name, i.name);
	errno = ENXIO;
	return NULL;
}

struct if_nameindex *if_nameindex(void)
{
	struct uk_net_if i;
	struct if_nameindex *list;
	unsigned count = 0;
	char *names;

	while (uk_net_backend->interface(count, &i) == 0)
		count++;
	list = malloc((count + 1) * sizeof(*list) + count * IF_NAMESIZE);
	if (!list)
		return NULL;
	names = (char *)(list + count + 1);
	for (unsigned n = 0; n < count; n++) {
		uk_net_backend->interface(n, &i);
		list[n].if_index = i.index;
		list[n].if_name = strcpy(names + n * IF_NAMESIZE, i.name);
	}
	list[count] = (struct if_nameindex){ 0, NULL };
	return list;
}

void if_freenameindex(struct if_nameindex *list)
{
	free(list);
}

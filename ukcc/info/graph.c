/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The packages of an image as a Graphviz graph; an arrow is a Requires of the
 * installed .pc files.
 */
#include <stdio.h>
#include <string.h>

#include "info.h"

static const char *shape(const char *role)
{
	if (!role)
		return "box";
	return !strcmp(role, "named")	   ? "box,style=bold"
	       : !strcmp(role, "platform") ? "house"
	       : !strcmp(role, "driver")   ? "component"
	       : !strcmp(role, "slot")	   ? "box,style=rounded"
					   : "box";
}

static void node(char *value, void *data)
{
	struct strv *names = data;
	char *name = strsep(&value, " "), *version = strsep(&value, " ");

	strv_push(names, name);
	printf("\t\"%s\" [label=\"%s\\n%s\",shape=%s];\n", name, name, version ? version : "",
	       shape(value));
}

int print_graph(struct info *in)
{
	struct strv names = { 0 };

	printf("digraph image {\n\trankdir=BT;\n");
	note_each(in, "package", node, &names);
	for (size_t i = 0; i < names.n; i++) {
		const struct package *p = pool_find(&in->pool, names.v[i]);

		for (size_t j = 0; p && j < p->n_requires; j++)
			if (strv_has(&names, p->requires[j].name))
				printf("\t\"%s\" -> \"%s\";\n", p->name, p->requires[j].name);
	}
	puts("}");
	return fflush(stdout) ? 1 : 0;
}

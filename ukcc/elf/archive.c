/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Write an ar archive as GNU ar does: a symbol index "/" (number and offsets
 * big-endian, then the names), and the members, each at an even offset.
 */
#include <stdio.h>
#include <string.h>

#include "object.h"

#define HEADER 60

static void header(struct buf *out, const char *name, size_t size)
{
	char h[HEADER + 1];

	snprintf(h, sizeof(h), "%-16s%-12s%-6s%-6s%-8s%-10zu`\n", name, "0", "0", "0", "644",
		 size);
	buf_add(out, h, HEADER);
}

static void even(struct buf *out)
{
	if (out->n & 1)
		buf_add(out, "\n", 1);
}

static void be32(struct buf *out, size_t v)
{
	unsigned char b[4] = { (unsigned char)(v >> 24), (unsigned char)(v >> 16),
			       (unsigned char)(v >> 8), (unsigned char)v };

	buf_add(out, b, 4);
}

void archive_write(const struct archive_member *m, size_t n, struct buf *out)
{
	size_t index = 4 + 4 * n, at;
	char name[17];

	for (size_t i = 0; i < n; i++)
		index += strlen(m[i].symbol) + 1;
	buf_str(out, "!<arch>\n");
	header(out, "/", index);
	at = out->n + index + (index & 1);
	be32(out, n);
	for (size_t i = 0; i < n; i++) {
		be32(out, at);
		at += HEADER + m[i].object.n + (m[i].object.n & 1);
	}
	for (size_t i = 0; i < n; i++)
		buf_add(out, m[i].symbol, strlen(m[i].symbol) + 1);
	even(out);
	for (size_t i = 0; i < n; i++) {
		snprintf(name, sizeof(name), "%.15s/", m[i].name);
		header(out, name, m[i].object.n);
		buf_add(out, m[i].object.p, m[i].object.n);
		even(out);
	}
}

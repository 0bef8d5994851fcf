/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reads of the device tree (Devicetree Specification 0.3) through libfdt, which keeps
 * within the tree; what a property means is checked here.
 */
#include <libfdt.h>
#include "arm.h"
#include "layout.h"

struct mach_tree mach_tree;

#define FDT mach_tree.fdt

uint64_t mach_fdt_cells(const void *p, unsigned n)
{
	const fdt32_t *c = p;
	uint64_t v = 0;

	while (n--)
		v = v << 32 | fdt32_ld(c++);
	return v;
}

const void *mach_fdt_prop(int node, const char *name, int min, int *len)
{
	int n = 0;
	const void *p = fdt_getprop(FDT, node, name, &n);

	if (!p || n < min)
		return NULL;
	if (len)
		*len = n;
	return p;
}

/*
 * libfdt finds a parent by reading the tree from its start, and the way up is asked for with
 * each device; so the way to where a walk is, is kept.
 */
int mach_fdt_walk(int node)
{
	struct mach_tree *t = &mach_tree;
	int depth;

	if (node < 0) {
		t->depth = 0;
		return t->way[0] = 0;
	}
	/* Another walk may have been here meanwhile. */
	for (depth = t->depth; depth && t->way[depth] != node;)
		depth--;
	if (t->way[depth] != node) {
		mach_fdt_parent(node);
		depth = t->depth;
	}
	node = fdt_next_node(FDT, node, &depth);
	if (node < 0 || depth < 0 || depth > MACH_FDT_DEPTH)
		return -1;
	t->depth = depth;
	return t->way[depth] = node;
}

int mach_fdt_parent(int node)
{
	const struct mach_tree *t = &mach_tree;
	int at;

	for (int i = 1; i <= t->depth; i++)
		if (t->way[i] == node)
			return t->way[i - 1];
	for (at = mach_fdt_walk(-1); at >= 0 && at != node; at = mach_fdt_walk(at))
		;
	return at < 0 || !t->depth ? -1 : t->way[t->depth - 1];
}

/* Numbers of cells that make 64-bit numbers; 0 cells of address make none. */
static bool good_cells(int address, int size)
{
	return address >= 1 && address <= 2 && size >= 1 && size <= 2;
}

/* From addresses of the bus @node's children to the CPU's. */
static bool translate(int node, uint64_t *addr, uint64_t len)
{
	while (node > 0) {
		int parent = mach_fdt_parent(node), ac = fdt_address_cells(FDT, node),
		    sc = fdt_size_cells(FDT, node), pac, n, at;
		const fdt32_t *r = mach_fdt_prop(node, "ranges", 0, &n);

		if (!r || parent < 0)
			return false;
		pac = fdt_address_cells(FDT, parent);
		for (at = 0; n; at += 4 * (ac + pac + sc)) {
			uint64_t child, size;

			if (!good_cells(ac, sc) || !good_cells(pac, 1) ||
			    at + 4 * (ac + pac + sc) > n)
				return false;
			child = mach_fdt_cells(r + at / 4, ac);
			size = mach_fdt_cells(r + at / 4 + ac + pac, sc);
			if (*addr >= child && *addr - child < size &&
			    len <= size - (*addr - child)) {
				*addr = mach_fdt_cells(r + at / 4 + ac, pac) + (*addr - child);
				break;
			}
		}
		node = parent;
	}
	return *addr + len >= *addr;
}

bool mach_fdt_reg(int node, unsigned index, uint64_t *addr, uint64_t *len)
{
	int parent = mach_fdt_parent(node), ac, sc, n;
	const fdt32_t *p = mach_fdt_prop(node, "reg", 4, &n);

	if (parent < 0 || !p)
		return false;
	ac = fdt_address_cells(FDT, parent);
	sc = fdt_size_cells(FDT, parent);
	if (!good_cells(ac, sc) || index > 64 || (int)(index + 1) * (ac + sc) > n / 4)
		return false;
	p += index * (ac + sc);
	*addr = mach_fdt_cells(p, ac);
	*len = mach_fdt_cells(p + ac, sc);
	return *addr + *len >= *addr && translate(parent, addr, *len);
}

unsigned mach_fdt_intid(const void *cells)
{
	uint64_t type = mach_fdt_cells(cells, 1),
		 n = mach_fdt_cells((const fdt32_t *)cells + 1, 1);

	/* Documentation/devicetree/bindings/interrupt-controller/arm,gic*.yaml */
	if (type == 0 && n < MACH_INTIDS - 32)
		return 32 + n;
	return type == 1 && n < 16 ? 16 + n : 0;
}

unsigned mach_fdt_irq(int node, unsigned index)
{
	int n;
	const fdt32_t *p = mach_fdt_prop(node, "interrupts", 12, &n), *parent = NULL;

	if (!p || index > 16 || (int)(index + 1) * 12 > n)
		return 0;
	for (; node >= 0 && !parent; node = mach_fdt_parent(node))
		parent = mach_fdt_prop(node, "interrupt-parent", 4, NULL);
	if (!parent || fdt32_ld(parent) != mach_tree.gic_phandle)
		return 0;
	return mach_fdt_intid(p + 3 * index);
}

bool mach_fdt_disabled(int node)
{
	const char *status = mach_fdt_prop(node, "status", 2, NULL);

	return status && !(status[0] == 'o' && status[1] == 'k');
}

int mach_fdt_next(int node, const char *compatible)
{
	do
		node = mach_fdt_walk(node);
	while (node >= 0 &&
	       (fdt_node_check_compatible(FDT, node, compatible) || mach_fdt_disabled(node)));
	return node;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* A tree is made, read, and refused once any byte of its header says something else. */
#include <libfdt.h>
#include <stdio.h>
#include <string.h>

static char tree[1024];

static int make(void)
{
	return fdt_create(tree, sizeof(tree)) || fdt_finish_reservemap(tree) ||
	       fdt_begin_node(tree, "") || fdt_begin_node(tree, "memory") ||
	       fdt_property_u32(tree, "reg", 0x40000000) || fdt_end_node(tree) ||
	       fdt_end_node(tree) || fdt_finish(tree);
}

int main(void)
{
	const fdt32_t *reg;
	int len, node, bad = 0;

	if (make() || fdt_check_full(tree, sizeof(tree)))
		return 1;
	node = fdt_path_offset(tree, "/memory");
	reg = fdt_getprop(tree, node, "reg", &len);
	if (!reg || len != 4 || fdt32_ld(reg) != 0x40000000)
		return 2;
	/* Magic number, offsets and sizes of the three blocks; the top byte of each is 0. */
	for (unsigned i = 0; i < 40; i += 4) {
		if (i == 28) /* boot_cpuid_phys may be anything */
			continue;
		tree[i] ^= 0x7f;
		bad += fdt_check_full(tree, sizeof(tree)) == 0;
		tree[i] ^= 0x7f;
	}
	printf("%d malformed headers accepted\n", bad);
	return bad != 0;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * virtio-mmio devices by device tree. There is a node for each slot of the machine; QEMU
 * fills them from the last.
 */
#include <libfdt.h>
#include "arm.h"

/* More than any device has; what claims more is mapped no further. */
#define LEN_MAX 0x1000

void mach_virtio_mmio(void (*found)(uint64_t base, uint64_t len, unsigned line))
{
	uint64_t addr, len;
	int node = -1;
	unsigned line;

	while ((node = mach_fdt_next(node, "virtio,mmio")) >= 0) {
		line = mach_fdt_irq(node, 0);
		if (line && mach_fdt_reg(node, 0, &addr, &len))
			found(addr, UK_MIN(len, (uint64_t)LEN_MAX), line);
	}
}

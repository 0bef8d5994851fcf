/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where virtio-mmio register blocks are (command line, ACPI), offered at
 * UK_LEVEL_BUS to the one handler that libuk-virtio puts into set virtio_mmio.
 * Such code refers to UK_NEED(uk_bus_virtio_mmio).
 */
#ifndef UK_VIRTIO_MMIO_H
#define UK_VIRTIO_MMIO_H

#include <stdint.h>
#include <uk/set.h>

struct uk_virtio_mmio_handler {
	/* @base: mapped, uncached, @len >= 0x200 bytes; @line for uk_irq_attach. 0 or -errno
	 * (-ENODEV: empty slot). */
	int (*probe)(volatile void *base, size_t len, unsigned line);
};
#define UK_VIRTIO_MMIO_HANDLER(var) UK_SET_ADD(virtio_mmio, struct uk_virtio_mmio_handler, var)

#endif

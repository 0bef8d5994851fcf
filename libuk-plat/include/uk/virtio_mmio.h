/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where virtio-mmio register blocks are (command line, ACPI) is found by the bus
 * (UK_NEED(uk_bus_virtio_mmio)), and offered at UK_LEVEL_BUS to libuk-virtio's transport, if
 * that is in the image. A function and no linker set: there is one, and a set has a section
 * header.
 */
#ifndef UK_VIRTIO_MMIO_H
#define UK_VIRTIO_MMIO_H

#include <stddef.h>
#include <stdint.h>

/*
 * @base: mapped, uncached, @len >= 0x200 bytes; @line for uk_irq_attach. 0 or -errno (-ENODEV:
 * empty slot). Thread context.
 */
int uk_virtio_mmio_probe(volatile void *base, size_t len, unsigned line);

#endif

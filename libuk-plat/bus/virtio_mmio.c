/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * virtio-mmio transports: from the command line, in Linux's syntax
 * virtio_mmio.device=<size>@<base>:<irq>[:<id>], else from the firmware.
 */
#include <errno.h>
#include <uk/anchor.h>
#include <uk/console.h>
#include <uk/init.h>
#include <uk/param.h>
#include <uk/virtio_mmio.h>
#include "machine.h"

#define DEVICES_MAX 32
#define SIZE_MIN    0x200

#pragma weak uk_virtio_mmio_probe

/* What UK_NEED(uk_bus_virtio_mmio) refers to. */
extern const char uk_bus_virtio_mmio[];
const char uk_bus_virtio_mmio[1] = { 0 };

static struct {
	uint64_t base, size;
	unsigned line;
} device[DEVICES_MAX];
static unsigned ndevices;

static int from_parameter(const char *s)
{
	unsigned long size, base, line, id;

	s = uk_param_number(s, &size);
	if (!s || *s != '@' || !(s = uk_param_number(s + 1, &base)) || *s != ':' ||
	    !(s = uk_param_number(s + 1, &line)))
		return -EINVAL;
	if (*s == ':')
		s = uk_param_number(s + 1, &id);
	if (!s || *s || size < SIZE_MIN || base + size < base || line > 0xffff ||
	    ndevices == DEVICES_MAX)
		return -EINVAL;
	device[ndevices].base = base;
	device[ndevices].size = size;
	device[ndevices++].line = line;
	return 0;
}
UK_PARAM_CUSTOM(virtio_mmio, device, from_parameter, "SIZE@BASE:IRQ[:ID], once a device");

static void from_firmware(uint64_t base, uint64_t len, unsigned line)
{
	if (ndevices == DEVICES_MAX || len < SIZE_MIN)
		return;
	device[ndevices].base = base;
	device[ndevices].size = len;
	device[ndevices++].line = line;
}

static int probe_all(void)
{
	if (!mach_running)
		return 0; /* the image runs on another of its platforms */
	if (!ndevices)
		mach_virtio_mmio(from_firmware);
	for (unsigned i = 0; i < ndevices; i++) {
		void *base = mach_mmio(device[i].base, device[i].size);
		int r = base ? -ENODEV : -EFAULT;

		if (base && uk_virtio_mmio_probe)
			r = uk_virtio_mmio_probe(base, device[i].size, device[i].line);
		if (r < 0 && r != -ENODEV)
			uk_log("virtio-mmio: %#lx cannot be used: error %d",
			       (unsigned long)device[i].base, -r);
	}
	return 0;
}
UK_INIT(UK_LEVEL_BUS, probe_all);

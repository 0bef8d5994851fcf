/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What QEMU emulates: the architectures of images, and the machines of each.
 * All that differs between them is in one table (machine.c).
 */
#ifndef UKRUN_MACHINE_H
#define UKRUN_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

/* The descriptor on which QEMU finds the pipe of the status protocol. */
#define STATUS_FD 3
/* Descriptors from here on are ours: below it, QEMU's are put in their places when it starts.
 */
#define FIRST_FREE_FD 10

struct machine {
	const char *name;		/* --machine; NULL ends a list */
	const char *words;		/* the name in a message */
	const char *qemu;		/* -M */
	bool mmio;			/* devices are on virtio-mmio, not PCI */
	unsigned mmio_first, mmio_last; /* transports to use */
	bool mmio_params;		/* the guest is told of them on its command line */
	uint64_t ram;			/* first address of memory */
};

struct arch {
	const char *name;   /* as uname -m has it */
	uint16_t elf;	    /* e_machine */
	const char *qemu;   /* program */
	const char *debian; /* package with it */
	const char *gdb;
	const char *cpu_kvm, *cpu_tcg;
	bool pvh; /* an image is started by its PVH note; else at its ELF entry point */
	/* QEMU's options by which the guest ends it with a status, and whether that
	 * status becomes QEMU's own: else it comes by the pipe. */
	const char *const *status;
	bool status_is_qemus;
	bool flat_for_initrd;  /* QEMU hands a boot module only to an image of Linux's form */
	const char *kvm_fault; /* why KVM is not chosen although it may work; or NULL */
	const struct machine *machines; /* the first starts fastest */
};

/* NULL: no image is for that e_machine. */
const struct arch *arch_of(uint16_t elf);
/* All of them, ended by one without name. */
extern const struct arch archs[];
/*
 * The fastest machine; with @devices_unknown the fastest that tells the image of devices that
 * ukrun does not know.
 */
const struct machine *machine_default(const struct arch *a, bool devices_unknown);
/* NULL if @a has no machine @name. */
const struct machine *machine_of(const struct arch *a, const char *name);

#endif

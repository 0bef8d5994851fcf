/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From what the user asked for and what the image needs to QEMU's argv.
 */
#ifndef UKRUN_QEMU_H
#define UKRUN_QEMU_H

#include "image.h"
#include "options.h"

/* Everything decided. */
struct machine_plan {
	const struct arch *arch;
	const struct machine *machine;
	const char *flat; /* what to boot in place of the image's file, or NULL */
	bool kvm;
	bool virtio_console;
	bool rng;
	bool early;   /* the image can begin on the early console (qemu.c) */
	bool tty;     /* the image is to be the terminal (terminal.h) */
	bool eof;     /* the image understands the end of input (console.h) */
	enum net net; /* never NET_AUTO */
};

/* QEMU's command, argv[0] included. */
void qemu_command(struct words *argv, const struct options *o, const struct machine_plan *plan);

/* The command as a shell would read it, one line on stdout. */
void qemu_print(const struct words *argv);

#endif

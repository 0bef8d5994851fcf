/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the user asked for. options_parse checks everything that can be
 * checked without looking at the image or the machine.
 */
#ifndef UKRUN_OPTIONS_H
#define UKRUN_OPTIONS_H

#include <stdbool.h>

#include "words.h"

enum accel { ACCEL_AUTO, ACCEL_KVM, ACCEL_TCG };

enum net {
	NET_AUTO, /* user if the image uses the class net */
	NET_NONE,
	NET_USER,
	NET_TAP
};

enum net_model { NET_MODEL_VIRTIO, NET_MODEL_E1000E, NET_MODEL_E1000 };

enum console {
	CONSOLE_AUTO, /* virtio if the image has a driver for it */
	CONSOLE_SERIAL,
	CONSOLE_VIRTIO
};

/* One -v. */
struct share {
	char *host;
	char *guest;
	bool readonly;
};

#define SHARES_MAX 8

struct options {
	const char *image;
	char **args;	     /* of the guest, NULL-terminated */
	const char *machine; /* a name of machine.c; NULL: the default of the image's
				architecture */
	enum accel accel;
	enum net net;
	enum net_model net_model;
	enum console console;
	const char *tap;
	const char *mac;
	const char *initrd;
	const char *symbols; /* file to name addresses from instead of the image */
	const char *qemu;    /* NULL: the architecture's */
	unsigned long mem_kib;
	unsigned gdb_port; /* 0: no debugger */
	double timeout;	   /* seconds; 0: none */
	bool dry_run;
	bool quiet;
	struct words forwards; /* QEMU's form: "tcp:127.0.0.1:8080-:80" */
	struct words env;      /* "K=V" */
	struct words set;      /* "component.name=value" */
	struct words qemu_args;
	struct share shares[SHARES_MAX];
	unsigned nshares;
};

/* Ends the program for --help, --version and what is wrong. */
void options_parse(struct options *o, int argc, char **argv);

#endif

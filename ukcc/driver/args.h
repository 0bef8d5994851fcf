/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The command line: what ukcc owns is taken out, what it must know is looked
 * at, everything else is gcc's and keeps its place.
 */
#ifndef UKCC_ARGS_H
#define UKCC_ARGS_H

#include <stdbool.h>

#include "../common/mem.h"

enum mode {
	MODE_GCC,    /* gcc alone: it compiles, preprocesses, prints something */
	MODE_LINK,   /* gcc links, with what the pool adds */
	MODE_PARAMS, /* link, print the image's parameters, keep nothing */
};

struct args {
	enum mode mode;
	struct strv gcc;     /* for gcc, in order, -luk-NAME included */
	struct strv named;   /* "libuk-NAME" of each -luk-NAME, in order, once each */
	struct strv libdirs; /* -L */
	struct strv inputs;  /* names of files; for messages */
	struct strv sets;    /* --set NAME=VALUE */
	const char *initrd;
	const char *sysroot; /* --sysroot, or NULL */
	const char *target;  /* --target, or NULL */
	const char *output;  /* -o, or NULL */
	const char *query;   /* -print-* and -dump* that ukcc answers; without dashes */
	bool nano;
	bool no_stubs; /* --no-stubs */
	bool verbose;  /* -v or -### */
	bool dry;      /* -### */
	bool shared;
	bool no_libs;	  /* -nostdlib, -nodefaultlibs or -r: nothing is added */
	bool no_start;	  /* -nostartfiles */
	bool relocatable; /* -r */
	bool script;	  /* the user's own -T */
	bool colour;	  /* the user said something about colour */
	bool has_input;
};

/* Expand @FILE arguments as gcc does. */
void response_expand(int argc, char **argv, struct strv *out);
/* Sort the expanded arguments into @a. Ends the program on a wrong one. */
void args_parse(struct args *a, const struct strv *argv);

#endif

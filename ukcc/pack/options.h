/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the user asked for. options_parse checks whatever can be checked without looking at an
 * image or at this machine.
 */
#ifndef UKPACK_OPTIONS_H
#define UKPACK_OPTIONS_H

#include <stdint.h>

#include "../common/mem.h"

struct options {
	struct strv images;
	struct strv args;	      /* what follows -- */
	const char *iso, *disk, *oci; /* where to; NULL: not asked for */
	const char *initrd;
	const char *tag;
	const char *user;    /* "UID" or "UID:GID" */
	struct strv env;     /* "NAME=VALUE" */
	struct strv set;     /* "component.name=value" */
	struct strv ports;   /* "8080/tcp" */
	struct strv volumes; /* "/data": absolute, no "." or ".." in it, no / at the end */
	struct strv labels;  /* "KEY=VALUE" */
	int64_t epoch; /* the time of all that is written: SOURCE_DATE_EPOCH, or EPOCH_MIN */
};

/* Of the formats written, FAT knows the latest first day and the earliest last one. */
#define EPOCH_MIN INT64_C(315532800)  /* 1980-01-01 */
#define EPOCH_MAX INT64_C(4354819198) /* 2107-12-31 */

/* Ends the program for --help, --version and what is wrong. */
void options_parse(struct options *o, int argc, char **argv);

#endif

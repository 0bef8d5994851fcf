/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The parameters of a linked image: its records of struct uk_param in set
 * uk_set_param (libuk-plat's uk/param.h).
 */
#ifndef UKCC_PARAMS_H
#define UKCC_PARAMS_H

#include "../common/mem.h"

/* Name of an empty temporary file for an image that is only to be read. */
char *params_temporary(void);
/* List the parameters of image @path on stdout. Returns an exit status. */
int params_print(const char *path);
/*
 * Does image @path have every parameter of @sets ("component.name=value"), and
 * does its type admit the value? If not: say so, remove the image, return 1.
 */
int params_check(const char *path, const struct strv *sets);

#endif

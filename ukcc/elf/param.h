/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Read the parameters of a linked image (struct uk_param of uk/param.h).
 */
#ifndef UKCC_PARAM_H
#define UKCC_PARAM_H

#include "image.h"

enum param_type { PARAM_UINT, PARAM_BOOL, PARAM_STRING, PARAM_CUSTOM };

struct param {
	const char *name, *help;
	enum param_type type;
	char *value; /* the default in the source, as text */
};

extern const char *const param_types[];

/* All of them, sorted by name; *n is 0 if the image has none. */
struct param *params_read(const struct elf_image *im, size_t *n);
/* Does @type admit @value? (CUSTOM: unknown here, so yes.) */
bool param_admits(enum param_type type, const char *value);
/*
 * Has @v, of @n parameters, the one that --set @set ("name=value") names, and does it admit the
 * value? If not, it says so.
 */
bool param_check(const struct param *v, size_t n, const char *set);

#endif

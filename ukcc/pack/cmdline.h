/* SPDX-License-Identifier: BSD-3-Clause */
/* Text that an image takes apart again: docs/architecture.md, section 4. */
#ifndef UKPACK_CMDLINE_H
#define UKPACK_CMDLINE_H

#include "options.h"

/* The parameters, for UK_PARAMS; "" if there are none. */
char *cmdline_params(const struct options *o);
/* Parameters, environment and arguments as separate words, for a machine's command line. */
void cmdline_words(const struct options *o, struct strv *words);

#endif

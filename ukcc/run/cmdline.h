/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The kernel command line of an image: "param=value … [-- arg …]"
 * (docs/architecture.md section 4).
 */
#ifndef UKRUN_CMDLINE_H
#define UKRUN_CMDLINE_H

#include "words.h"

/*
 * Append @word (and a blank before it, if needed) so that the image reads it
 * back as it is: double quotes group, a backslash takes the next character as it is. @what
 * names it in the message that ends the program if it cannot be passed.
 */
void cmdline_add(struct text *line, const char *what, const char *word);

/* Append " --" and the guest's arguments, if there are any; check the length. */
void cmdline_end(struct text *line, char *const *args);

#endif

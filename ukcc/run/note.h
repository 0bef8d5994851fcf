/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What ukcc wrote into the image about itself: lines "KEY VALUE" in the ELF
 * note of owner "ukpool" (ukcc/elf/note.h).
 */
#ifndef UKRUN_NOTE_H
#define UKRUN_NOTE_H

#include <stdbool.h>

#include "image.h"

/* Is there a line "@key @value"? False without a note. */
bool note_says(const struct image *im, const char *key, const char *value);

#endif

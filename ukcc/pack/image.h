/* SPDX-License-Identifier: BSD-3-Clause */
/* An image as ukpack needs it: the file, its note, what it is for. */
#ifndef UKPACK_IMAGE_H
#define UKPACK_IMAGE_H

#include "../common/target.h"
#include "../elf/image.h"
#include "options.h"

struct image {
	struct elf_image elf; /* .path, and .file: the bytes that are packed */
	char *note;
	const struct target *target;
	const char *name; /* of the file, without folders */
};

/* Read it; the program ends if @path is no image or has no parameter that --set names. */
void image_open(struct image *im, const char *path, const struct options *o);
/* Values of the lines "KEY VALUE" of the note with that key, in their order. */
void image_note(const struct image *im, const char *key, struct strv *values);
/* End the program unless the image has platform @name; @for_what is the option that needs it.
 */
void image_needs_platform(const struct image *im, const char *name, const char *for_what);
/* Is a multiboot2 header where loaders look for it? (Specification 2.0, section 3.1.1) */
bool image_has_multiboot2(const struct image *im);

#endif

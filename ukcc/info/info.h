/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ukinfo: what an image is made of. Each view is one function that prints on
 * stdout and returns an exit status.
 */
#ifndef UKCC_INFO_H
#define UKCC_INFO_H

#include "../common/paths.h"
#include "../elf/image.h"
#include "../resolve/providers.h"

struct info {
	struct elf_image image;
	char *note; /* NULL: it has none */
	const struct target *target;
	struct paths paths; /* with the sysroot of the image's target */
	struct pool pool;
};

/* Call @f for each line "KEY VALUE" of the note with that key. */
void note_each(const struct info *in, const char *key, void (*f)(char *value, void *data),
	       void *data);

int print_summary(const struct info *in);
int print_size(struct info *in);
int print_graph(struct info *in);

#endif

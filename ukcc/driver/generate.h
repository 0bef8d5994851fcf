/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What ukcc generates for each link; every function fills @out with a file
 * that the linker of target @t reads.
 */
#ifndef UKCC_GENERATE_H
#define UKCC_GENERATE_H

#include "../common/target.h"
#include "../resolve/pool.h"
#include "args.h"

/*
 * An object with the image's note (elf/note.h), the records of --set, and
 * undefined references to the anchors of the packages chosen and to symbols
 * that must not come from libc.
 */
void generate_description(const struct target *t, const struct image *im, const struct args *a,
			  struct buf *out);
/* An archive with a member per device class that refers to its drivers' anchors. */
void generate_classes(const struct target *t, const struct image *im, struct buf *out);
/* An object with the files under directory, or in archive (cpio, tar), @path, in section
 * .uk_initrd.
 */
void generate_initrd(const struct target *t, const char *path, struct buf *out);
/* A cpio archive (format newc) of directory @path: sorted, owner root, time 0. */
void cpio_pack(const char *path, struct buf *out);

#endif

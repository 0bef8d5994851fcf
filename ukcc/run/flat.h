/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An ELF image as the flat one of the arm64 boot protocol (Linux,
 * Documentation/arch/arm64/booting.rst): its memory from the first byte on, which
 * is the protocol's header.
 */
#ifndef UKRUN_FLAT_H
#define UKRUN_FLAT_H

#include "image.h"

/* A name under which QEMU, our child, finds it: a descriptor from FIRST_FREE_FD on. Ends the
 * program with a message if it cannot. */
char *flat_image(const struct image *im);

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One link: resolve the packages, generate what describes the image, run gcc,
 * and say what its errors mean.
 */
#ifndef UKCC_LINK_H
#define UKCC_LINK_H

#include "../common/paths.h"
#include "args.h"

/* Returns the exit status. */
int link_image(const struct args *a, const struct paths *p);

#endif

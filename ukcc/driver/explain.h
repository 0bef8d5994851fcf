/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the linker's errors mean, and what to type next.
 */
#ifndef UKCC_EXPLAIN_H
#define UKCC_EXPLAIN_H

#include "../common/paths.h"
#include "../resolve/pool.h"

/* Read what gcc and ld said (@errors), and say on stderr what can be said about it. */
void explain(const struct buf *errors, const struct image *im, const struct paths *p);

#endif

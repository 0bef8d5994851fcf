/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The string functions of an architecture may have faster ways for long pieces that small
 * images do without. An object with UK_NEED(uk_string_wide) brings them in; the heaps have
 * it, as who allocates copies. Every architecture defines the symbol, if only to say that
 * it has no such ways.
 */
#ifndef UK_STRING_WIDE_H
#define UK_STRING_WIDE_H

#include <uk/compiler.h>

extern const char uk_string_wide[1];

/*
 * From now on string functions use no registers but those that uk/trap.h's uk_fp_restore()
 * restores: a fault may interrupt a copy which then goes on. Thread context; weak: NULL where
 * they never do, or are not linked.
 */
void uk_string_wide_off(void) uk_weak;

#endif

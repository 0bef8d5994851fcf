/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The string functions of an architecture may have faster ways for long pieces that small
 * images do without. An object with UK_NEED(uk_string_wide) brings them in; the heaps have
 * it, as who allocates copies. Every architecture defines the symbol, if only to say that
 * it has no such ways.
 */
#ifndef UK_STRING_WIDE_H
#define UK_STRING_WIDE_H

extern const char uk_string_wide[1];

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/* memmove's loops for processors with AVX, @n from 160 bytes on; weak: not in every image. */
#ifndef STRING_WIDE_H
#define STRING_WIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <uk/compiler.h>

/* Does the processor have AVX, and is it on? */
bool uk_string_has_avx(void) uk_weak;
/* For @d below @s, or not overlapping. */
void uk_memmove_forward32(char *d, const char *s, size_t n) uk_weak;
/* For @d above @s. */
void uk_memmove_backward32(char *d, const char *s, size_t n) uk_weak;

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the native suites have below the allocators: an arena in place of the
 * boot memory map, and panics that can be caught.
 */
#ifndef FAKE_PLAT_H
#define FAKE_PLAT_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

/* Boot the page allocator over @n pages of fresh memory at @at pages behind a 2 MiB boundary.
 */
void fake_arena(size_t at, size_t n);
/* The same over two ranges with a hole of @hole pages between them. */
void fake_arena_with_hole(size_t n, size_t hole, size_t m);
/* How many pages of the arena were ever touched. */
size_t fake_arena_touched(void);
bool fake_arena_holds(const void *p, size_t len);

extern jmp_buf fake_panic_jump;
extern bool fake_panic_expected;
extern char fake_panic_message[256];

/* Run @stmt and fail the test unless it panics with a message that contains @text. */
#define ck_assert_panics(stmt, text)                                                       \
	do {                                                                               \
		fake_panic_expected = true;                                                \
		if (setjmp(fake_panic_jump) == 0) {                                        \
			stmt;                                                              \
			ck_abort_msg("no panic: %s", #stmt);                               \
		}                                                                          \
		fake_panic_expected = false;                                               \
		ck_assert_msg(strstr(fake_panic_message, text), "%s", fake_panic_message); \
	} while (0)

#endif

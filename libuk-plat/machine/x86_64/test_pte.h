/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: entries of page tables, for tests/test_stub.c. */
#include "stub.h"

#define TEST_ADDR	    PTE_ADDR
#define TEST_TABLE(pa)	    ((pa) | MAP_TABLE)
#define TEST_PAGE(pa, map)  ((pa) | (map))
#define TEST_BLOCK(pa, map) ((pa) | (map) | PTE_PS)

static inline int test_present(uint64_t e)
{
	return !!(e & PTE_P);
}

/* Of an entry above the last level, present or not. */
static inline int test_is_block(uint64_t e)
{
	return !!(e & PTE_PS);
}

static inline int test_writable(uint64_t e)
{
	return !!(e & PTE_W);
}

static inline int test_executable(uint64_t e)
{
	return !(e & PTE_NX);
}

static inline int test_user(uint64_t e)
{
	return !!(e & PTE_U);
}

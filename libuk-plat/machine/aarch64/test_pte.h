/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64: entries of page tables, for tests/test_stub.c. */
#include "stub.h"

#define TEST_ADDR	    PTE_ADDR
#define TEST_TABLE(pa)	    ((pa) | MAP_TABLE)
#define TEST_PAGE(pa, map)  ((pa) | (map) | ((map)&PTE_VALID ? PTE_PAGE : 0))
#define TEST_BLOCK(pa, map) ((pa) | (map))

static inline int test_present(uint64_t e)
{
	return !!(e & PTE_VALID);
}

/* Of an entry above the last level, present or not. */
static inline int test_is_block(uint64_t e)
{
	return e && (e & MAP_TABLE) != MAP_TABLE;
}

static inline int test_writable(uint64_t e)
{
	return !(e & PTE_RO);
}

/* EL1 never executes what EL0 may write, whatever PXN says. */
static inline int test_executable(uint64_t e)
{
	return !(e & PTE_UXN);
}

static inline int test_user(uint64_t e)
{
	return !!(e & PTE_USER);
}

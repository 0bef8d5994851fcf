/* SPDX-License-Identifier: BSD-3-Clause */
/* String helpers of the boot core, which has no libc. */
#include "boot_priv.h"

/* Or the compiler would make strlen() of the loop, which is large because it is fast. */
#pragma GCC optimize("no-tree-loop-distribute-patterns")

size_t uk_core_strlen(const char *s)
{
	size_t n = 0;

	while (s[n])
		n++;
	return n;
}

bool uk_core_streq(const char *a, const char *b, size_t b_len)
{
	for (size_t i = 0; i < b_len; i++)
		if (a[i] != b[i] || !a[i])
			return false;
	return a[b_len] == '\0';
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* free(): ISO C 7.22.3.3. */
#include <stdlib.h>
#include <uk/heap.h>

void free(void *p)
{
	if (p)
		uk_free(p);
}

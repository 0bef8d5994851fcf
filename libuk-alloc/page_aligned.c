/* SPDX-License-Identifier: BSD-3-Clause */
/* Pages with an alignment: what lies before them at the frontier becomes free blocks. */
#include "page_priv.h"
#include <uk/anchor.h>
#include <uk/page.h>

UK_NEED(uk_page_put);

void *uk_page_alloc_aligned(size_t n, size_t align)
{
	return uk_page_get(n, align);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Where platforms get pages for page tables from: libuk-alloc sets it. */
#include <uk/vm.h>

void *(*uk_vm_table_page)(void);

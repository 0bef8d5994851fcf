/* SPDX-License-Identifier: BSD-3-Clause */
/* Private: newlib's structure of the running thread, see reent.c. */
#ifndef REENT_PRIV_H
#define REENT_PRIV_H

#include <reent.h>

extern __thread struct _reent *uk_reent; /* NULL: the global one */

/* Give the global structure its initial values; most of them are 0. */
void uk_reent_init(void);

#endif

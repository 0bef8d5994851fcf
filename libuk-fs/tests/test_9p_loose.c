/* SPDX-License-Identifier: BSD-3-Clause */
/* test_9p.c with a cache. */
#define LOOSE 1
#define NAME  "9p, loose"
#include "test_9p.c"

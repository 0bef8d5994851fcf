/* SPDX-License-Identifier: BSD-3-Clause */
/* What the suites share: running one, and reading what the pool prints meanwhile. */
#ifndef TEST_H
#define TEST_H

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <uk/console.h>
#include <uk/plat.h>
#include "boot/boot_priv.h"

/* Between capture_begin and capture_end the console's output is appended to captured. */
extern char captured[4096];
void capture_begin(void);
void capture_end(void);

/* Run @suite; main's result. */
int run_suite(Suite *suite);

#endif

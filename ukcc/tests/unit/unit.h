/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The unit tests of ukcc's parts, one test case a file, run natively under
 * ASan and UBSan.
 */
#ifndef UKCC_UNIT_H
#define UKCC_UNIT_H

#include <check.h>

#include "../../common/mem.h"

TCase *test_args(void);
TCase *test_files(void);
TCase *test_pc(void);
TCase *test_resolve(void);
TCase *test_text(void);

/* A scratch directory of the running test, and files in it. */
const char *scratch(void);
char *scratch_file(const char *name, const void *data, size_t n);

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/* File system "9p": to come. */
#include <uk/anchor.h>

UK_ANCHOR(fs_9p);
UK_NEED(uk_class_9p);

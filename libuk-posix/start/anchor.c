/* SPDX-License-Identifier: BSD-3-Clause */
/* What naming the package brings in: the way to main(). */
#include <uk/anchor.h>

UK_ANCHOR(posix);
UK_NEED(uk_main_thread);

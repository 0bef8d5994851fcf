/* SPDX-License-Identifier: BSD-3-Clause */
/* The package's anchor: nothing must be there, all is by reference. */
#include <uk/anchor.h>

UK_ANCHOR(arch);

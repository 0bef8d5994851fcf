/* SPDX-License-Identifier: BSD-3-Clause */
/* The old name of <poll.h>. */
#include <poll.h>

/* SPDX-License-Identifier: BSD-3-Clause */
/* Private: results of <threads.h>. */
#ifndef C11_PRIV_H
#define C11_PRIV_H

#include <threads.h>
#include "posix.h"

static inline int uk_thrd_result(int error)
{
	switch (error) {
	case 0:
		return thrd_success;
	case EBUSY:
		return thrd_busy;
	case EAGAIN:
	case ENOMEM:
		return thrd_nomem;
	case ETIMEDOUT:
		return thrd_timedout;
	default:
		return thrd_error;
	}
}

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/* Its test. */
#include "twice.h"

int main(void)
{
	return twice("pool") != 22;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Its test. */
#include "thrice.h"

int main(void)
{
	return thrice("pool") != 33;
}

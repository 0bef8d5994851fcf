/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A failed assertion: the message on descriptor 2, then SIGABRT.
 */
#include <assert.h>

int main(void)
{
	assert(1 + 1 == 3);
	return 0;
}

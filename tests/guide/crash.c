/* SPDX-License-Identifier: BSD-3-Clause */
/* Writes where nothing is. */
#include <stddef.h>

static int *where;

static void store(int value)
{
	*where = value;
}

int main(void)
{
	store(1);
	return 0;
}

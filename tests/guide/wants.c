/* SPDX-License-Identifier: BSD-3-Clause */
/* wants MIB: takes that much memory. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
	size_t n = (argc > 1 ? strtoul(argv[1], NULL, 0) : 1) << 20;
	void *p = malloc(n);

	if (!p) {
		perror("malloc");
		return 1;
	}
	memset(p, 1, n);
	printf("took %s MiB\n", argc > 1 ? argv[1] : "1");
	return 0;
}

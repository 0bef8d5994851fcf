/* SPDX-License-Identifier: BSD-3-Clause */
/* lines FILE: how many it has. */
#include <stdio.h>

int main(int argc, char **argv)
{
	FILE *f = argc == 2 ? fopen(argv[1], "r") : NULL;
	int c, n = 0;

	if (!f) {
		perror(argc == 2 ? argv[1] : "lines");
		return 1;
	}
	while ((c = getc(f)) != EOF)
		n += c == '\n';
	fclose(f);
	printf("%d lines\n", n);
	return 0;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* basename() of <libgen.h>: POSIX XSH. It may cut trailing slashes off its argument. */
#include <libgen.h>
#include <string.h>

char *basename(char *path)
{
	static char dot[] = ".";
	size_t n;

	if (!path || !*path)
		return dot;
	for (n = strlen(path); n > 1 && path[n - 1] == '/'; n--)
		path[n - 1] = '\0';
	while (n > 0 && path[n - 1] != '/')
		n--;
	return path[n] ? path + n : path;
}

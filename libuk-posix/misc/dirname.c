/* SPDX-License-Identifier: BSD-3-Clause */
/* dirname(): POSIX XSH. It cuts its argument. */
#include <libgen.h>
#include <string.h>

char *dirname(char *path)
{
	static char dot[] = ".", slash[] = "/";
	size_t n;

	if (!path || !*path)
		return dot;
	n = strlen(path);
	while (n > 1 && path[n - 1] == '/')
		n--;
	while (n > 0 && path[n - 1] != '/')
		n--;
	if (n == 0)
		return dot;
	while (n > 1 && path[n - 1] == '/')
		n--;
	if (n == 1 && path[0] == '/')
		return slash;
	path[n] = '\0';
	return path;
}

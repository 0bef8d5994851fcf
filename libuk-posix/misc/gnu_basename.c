/* SPDX-License-Identifier: BSD-3-Clause */
/* basename() of <string.h> with _GNU_SOURCE: what follows the last slash. */
#include <string.h>

extern char *uk_gnu_basename(const char *path) __asm__("__gnu_basename");

char *uk_gnu_basename(const char *path)
{
	const char *slash = strrchr(path, '/');

	return (char *)(slash ? slash + 1 : path);
}

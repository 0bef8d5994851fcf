/* SPDX-License-Identifier: BSD-3-Clause */
/* gethostid(): POSIX XSH. A number that follows from the host name (FNV-1a, 32 bits). */
#include <limits.h>
#include <unistd.h>
#include "posix.h"

long gethostid(void)
{
	char name[HOST_NAME_MAX + 1] = "";
	uint32_t h = 2166136261u;

	gethostname(name, sizeof(name));
	for (const char *s = name; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return (long)(int32_t)h;
}

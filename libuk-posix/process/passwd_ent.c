/* SPDX-License-Identifier: BSD-3-Clause */
/* setpwent(), getpwent(), endpwent(): POSIX XSH. */
#include <pwd.h>
#include <stdbool.h>
#include "posix.h"

static bool told;

void setpwent(void)
{
	told = false;
}

void endpwent(void)
{
	told = false;
}

struct passwd *getpwent(void)
{
	if (told)
		return NULL;
	told = true;
	return getpwuid(0);
}

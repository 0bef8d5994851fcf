/* SPDX-License-Identifier: BSD-3-Clause */
/* Dynamic loading always fails, with a reason: POSIX XSH dlopen() and kin. */
#include <dlfcn.h>
#include <stddef.h>

static char why[] = "dynamic loading is not possible: an image is linked whole";
static char *error; /* since the last dlerror() */

void *dlopen(const char *path, int mode)
{
	(void)path;
	(void)mode;
	error = why;
	return NULL;
}

void *dlsym(void *restrict handle, const char *restrict name)
{
	(void)handle;
	(void)name;
	error = why;
	return NULL;
}

int dlclose(void *handle)
{
	(void)handle;
	error = why;
	return -1;
}

char *dlerror(void)
{
	char *e = error;

	error = NULL;
	return e;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Dynamic loading, which an image cannot do: dlopen() always fails and
 * dlerror() says so. POSIX XBD <dlfcn.h>.
 */
#ifndef _DLFCN_H
#define _DLFCN_H

#include <sys/cdefs.h>

#define RTLD_LAZY    1
#define RTLD_NOW     2
#define RTLD_GLOBAL  0x100
#define RTLD_LOCAL   0
#define RTLD_NEXT    ((void *)-1)
#define RTLD_DEFAULT ((void *)0)

__BEGIN_DECLS
void *dlopen(const char *path, int mode);
void *dlsym(void *__restrict handle, const char *__restrict name);
int dlclose(void *handle);
char *dlerror(void);

#if __GNU_VISIBLE
typedef struct {
	const char *dli_fname; /* the image's name: argv[0] */
	void *dli_fbase;       /* where it begins */
	const char *dli_sname; /* NULL: an image has no table of symbols in memory */
	void *dli_saddr;       /* NULL */
} Dl_info;

/* Not 0 and *info if address is the image's (code, data), 0 elsewhere. A GNU extension. */
int dladdr(const void *address, Dl_info *info);
#endif
__END_DECLS

#endif

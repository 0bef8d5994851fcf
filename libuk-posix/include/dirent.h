/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Directories: POSIX XBD <dirent.h>. struct dirent is in <sys/dirent.h>
 * (newlib's scandir and glob share it); the functions are libuk-fs's,
 * scandir and alphasort newlib's.
 */
#ifndef _DIRENT_H
#define _DIRENT_H

#include <sys/cdefs.h>
#include <sys/dirent.h>
#include <sys/types.h>

#ifndef MAXNAMLEN
#define MAXNAMLEN 255
#endif
#ifndef DTTOIF
#define IFTODT(mode) (((mode)&0170000) >> 12)
#define DTTOIF(type) ((type) << 12)
#endif
/* Programs ask whether the file number is called so. */
#define d_fileno d_ino

__BEGIN_DECLS
DIR *opendir(const char *path);
DIR *fdopendir(int fd);
struct dirent *readdir(DIR *dir);
int readdir_r(DIR *__restrict dir, struct dirent *__restrict entry,
	      struct dirent **__restrict result);
int closedir(DIR *dir);
void rewinddir(DIR *dir);
void seekdir(DIR *dir, long pos);
long telldir(DIR *dir);
int dirfd(DIR *dir);
int scandir(const char *path, struct dirent ***list, int (*filter)(const struct dirent *),
	    int (*order)(const struct dirent **, const struct dirent **));
int alphasort(const struct dirent **a, const struct dirent **b);
__END_DECLS

#endif

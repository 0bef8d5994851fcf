/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Read before every file of newlib (-include), assembler too.
 * What the system provides. stdio then calls write() and malloc(), not the
 * wrappers _write_r and _malloc_r, whose extra argument nobody would look at
 * and which want a global errno that threads would share.
 */
#define GETREENT_PROVIDED
#define REENTRANT_SYSCALLS_PROVIDED
#define MALLOC_PROVIDED
#define HAVE_BLKSIZE
#define _I386MACH_NEED_SOTYPE_FUNCTION

/* exp(), log(), pow() and kin: the exact and fast ones, which are the default for Arm only. */
#define __OBSOLETE_MATH 0

#define _malloc_r(r, n)	     malloc(n)
#define _free_r(r, p)	     free(p)
#define _calloc_r(r, n, m)   calloc(n, m)
#define _realloc_r(r, p, n)  realloc(p, n)
#define _memalign_r(r, a, n) memalign(a, n)

/* For the files that counted on the wrappers' declarations in <reent.h>. */
#ifndef __ASSEMBLER__
struct stat;
int close(int fd);
int fork(void);
int fstat(int fd, struct stat *st);
int getpid(void);
int isatty(int fd);
int kill(int pid, int sig);
long lseek(int fd, long offset, int whence);
int open(const char *path, int flags, ...);
long read(int fd, void *buf, unsigned long n);
int stat(const char *path, struct stat *st);
int unlink(const char *path);
int wait(int *status);
long write(int fd, const void *buf, unsigned long n);
#endif

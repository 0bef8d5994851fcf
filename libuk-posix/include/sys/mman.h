/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory mappings: POSIX XBD <sys/mman.h>, as far as one address space
 * without paging can: all memory is there from the start, a file is read in. Shared mappings
 * of one part of a file are the same memory; what is stored there read() shows at once, and
 * what write() and ftruncate() change is seen there. It reaches the file with msync(), fsync(),
 * the last munmap() and exit(). Behind the end of the file is memory, which becomes the file's
 * when that grows. MAP_FIXED elsewhere than inside an earlier mapping, with a shared file or
 * over one, and memory that is writable and executable at once, are refused (ENOTSUP).
 */
#ifndef _SYS_MMAN_H
#define _SYS_MMAN_H

#include <sys/cdefs.h>
#include <sys/types.h>

#define PROT_NONE  0
#define PROT_READ  1
#define PROT_WRITE 2
#define PROT_EXEC  4

#define MAP_SHARED    0x01
#define MAP_PRIVATE   0x02
#define MAP_FIXED     0x10
#define MAP_ANONYMOUS 0x20
#define MAP_ANON      MAP_ANONYMOUS
#define MAP_NORESERVE 0x4000
#define MAP_STACK     0x20000
#define MAP_FAILED    ((void *)-1)

#define MCL_CURRENT 1
#define MCL_FUTURE  2

#define MFD_CLOEXEC	  1u
#define MFD_ALLOW_SEALING 2u /* accepted; there are no seals */

#define MS_ASYNC      1
#define MS_INVALIDATE 2
#define MS_SYNC	      4

#define MADV_NORMAL	0
#define MADV_RANDOM	1
#define MADV_SEQUENTIAL 2
#define MADV_WILLNEED	3
#define MADV_DONTNEED \
	4 /* an anonymous mapping reads as zeros afterwards, a shared file's as before */
#define POSIX_MADV_NORMAL     0
#define POSIX_MADV_RANDOM     1
#define POSIX_MADV_SEQUENTIAL 2
#define POSIX_MADV_WILLNEED   3
#define POSIX_MADV_DONTNEED   4

__BEGIN_DECLS
void *mmap(void *addr, size_t len, int prot, int flags, int fd, off_t off);
int munmap(void *addr, size_t len);
int mprotect(void *addr, size_t len, int prot);
int msync(void *addr, size_t len, int flags);
int madvise(void *addr, size_t len, int advice);
int posix_madvise(void *addr, size_t len, int advice);
int mlock(const void *addr, size_t len);
int munlock(const void *addr, size_t len);
int mlockall(int flags);
int munlockall(void);
/* Named memory, shared within the image. EEXIST, EINVAL, ENAMETOOLONG, ENOENT, ENOMEM, EMFILE.
 */
int shm_open(const char *name, int flags, mode_t mode);
int shm_unlink(const char *name);
int memfd_create(const char *name, unsigned flags);
__END_DECLS

#endif

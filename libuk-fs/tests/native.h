/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Included before everything in native test builds: the functions that take paths or
 * descriptors get names of their own, so that the C library of the build machine,
 * which Check and the sanitizers use, keeps its own.
 */
#ifndef TESTS_NATIVE_H
#define TESTS_NATIVE_H

#define access	   uk_t_access
#define chdir	   uk_t_chdir
#define chmod	   uk_t_chmod
#define chown	   uk_t_chown
#define close	   uk_t_close
#define closedir   uk_t_closedir
#define creat	   uk_t_creat
#define dirfd	   uk_t_dirfd
#define faccessat  uk_t_faccessat
#define fchdir	   uk_t_fchdir
#define fchmod	   uk_t_fchmod
#define fchmodat   uk_t_fchmodat
#define fchown	   uk_t_fchown
#define fchownat   uk_t_fchownat
#define fcntl	   uk_t_fcntl
#define fdopendir  uk_t_fdopendir
#define fpathconf  uk_t_fpathconf
#define fstat	   uk_t_fstat
#define fstatat	   uk_t_fstatat
#define fstatvfs   uk_t_fstatvfs
#define ftruncate  uk_t_ftruncate
#define futimens   uk_t_futimens
#define getcwd	   uk_t_getcwd
#define lchown	   uk_t_lchown
#define link	   uk_t_link
#define linkat	   uk_t_linkat
#define lseek	   uk_t_lseek
#define lstat	   uk_t_lstat
#define lutimes	   uk_t_lutimes
#define mkdir	   uk_t_mkdir
#define mkdirat	   uk_t_mkdirat
#define mkdtemp	   uk_t_mkdtemp
#define mkfifo	   uk_t_mkfifo
#define mkfifoat   uk_t_mkfifoat
#define mknod	   uk_t_mknod
#define mknodat	   uk_t_mknodat
#define mkostemp   uk_t_mkostemp
#define mkostemps  uk_t_mkostemps
#define mkstemp	   uk_t_mkstemp
#define mkstemps   uk_t_mkstemps
#define mktemp	   uk_t_mktemp
#define ftw	   uk_t_ftw
#define nftw	   uk_t_nftw
#define open	   uk_t_open
#define openat	   uk_t_openat
#define opendir	   uk_t_opendir
#define pathconf   uk_t_pathconf
#define pread	   uk_t_pread
#define pwrite	   uk_t_pwrite
#define read	   uk_t_read
#define readdir	   uk_t_readdir
#define readdir_r  uk_t_readdir_r
#define readlink   uk_t_readlink
#define readlinkat uk_t_readlinkat
#define realpath   uk_t_realpath
#define remove	   uk_t_remove
#define rename	   uk_t_rename
#define renameat   uk_t_renameat
#define rewinddir  uk_t_rewinddir
#define rmdir	   uk_t_rmdir
#define seekdir	   uk_t_seekdir
#define stat	   uk_t_stat
#define statvfs	   uk_t_statvfs
#define symlink	   uk_t_symlink
#define symlinkat  uk_t_symlinkat
#define sync	   uk_t_sync
#define telldir	   uk_t_telldir
#define truncate   uk_t_truncate
#define umask	   uk_t_umask
#define unlink	   uk_t_unlink
#define unlinkat   uk_t_unlinkat
#define utime	   uk_t_utime
#define utimensat  uk_t_utimensat
#define utimes	   uk_t_utimes
#define write	   uk_t_write

/* What DIR is. */
#define __dirstream uk_dir

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Native tests only: our functions under other names, so that the C library of
 * the build machine, which Check and the sanitizers use, keeps its own.
 */
#define read		uk_t_read
#define write		uk_t_write
#define readv		uk_t_readv
#define writev		uk_t_writev
#define pread		uk_t_pread
#define pwrite		uk_t_pwrite
#define preadv		uk_t_preadv
#define pwritev		uk_t_pwritev
#define close		uk_t_close
#define lseek		uk_t_lseek
#define fstat		uk_t_fstat
#define isatty		uk_t_isatty
#define ioctl		uk_t_ioctl
#define fcntl		uk_t_fcntl
#define dup		uk_t_dup
#define dup2		uk_t_dup2
#define dup3		uk_t_dup3
#define ftruncate	uk_t_ftruncate
#define fsync		uk_t_fsync
#define fdatasync	uk_t_fdatasync
#define socketpair	uk_t_socketpair
#define pipe		uk_t_pipe
#define pipe2		uk_t_pipe2
#define poll		uk_t_poll
#define ppoll		uk_t_ppoll
#define eventfd		uk_t_eventfd
#define eventfd_read	uk_t_eventfd_read
#define eventfd_write	uk_t_eventfd_write
#define epoll_create	uk_t_epoll_create
#define epoll_create1	uk_t_epoll_create1
#define epoll_ctl	uk_t_epoll_ctl
#define epoll_wait	uk_t_epoll_wait
#define epoll_pwait	uk_t_epoll_pwait
#define epoll_pwait2	uk_t_epoll_pwait2
#define timerfd_create	uk_t_timerfd_create
#define timerfd_settime uk_t_timerfd_settime
#define timerfd_gettime uk_t_timerfd_gettime
#define select		uk_t_select
#define pselect		uk_t_pselect
#define mmap		uk_t_mmap
#define munmap		uk_t_munmap
#define mprotect	uk_t_mprotect
#define madvise		uk_t_madvise
#define posix_madvise	uk_t_posix_madvise
#define msync		uk_t_msync
#define mlock		uk_t_mlock
#define munlock		uk_t_munlock
#define mlockall	uk_t_mlockall
#define munlockall	uk_t_munlockall
#define shm_open	uk_t_shm_open
#define shm_unlink	uk_t_shm_unlink
#define memfd_create	uk_t_memfd_create
#define flock(fd, op)	uk_t_flock(fd, op)
#define lockf		uk_t_lockf
#define sendfile	uk_t_sendfile
#define posix_fallocate uk_t_posix_fallocate
#define posix_fadvise	uk_t_posix_fadvise
#define iconv_open	uk_t_iconv_open
#define iconv_close	uk_t_iconv_close
#define iconv		uk_t_iconv

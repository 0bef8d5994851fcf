/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Signals as input of a descriptor, as Linux has it (signalfd(2)). Block them first.
 */
#ifndef _SYS_SIGNALFD_H
#define _SYS_SIGNALFD_H

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/cdefs.h>

#define SFD_CLOEXEC  O_CLOEXEC
#define SFD_NONBLOCK O_NONBLOCK

struct signalfd_siginfo {
	uint32_t ssi_signo;
	int32_t ssi_errno, ssi_code;
	uint32_t ssi_pid, ssi_uid;
	int32_t ssi_fd;
	uint32_t ssi_tid, ssi_band, ssi_overrun, ssi_trapno;
	int32_t ssi_status, ssi_int;
	uint64_t ssi_ptr, ssi_utime, ssi_stime, ssi_addr;
	uint8_t __pad[48];
};

__BEGIN_DECLS
/*
 * @fd -1: a new descriptor that reads records of the signals of @mask, those of the process and
 * of the reading thread; else change the mask of one. EBADF, EINVAL (flags, no signalfd),
 * EMFILE, ENOMEM.
 */
int signalfd(int fd, const sigset_t *mask, int flags);
__END_DECLS

#endif

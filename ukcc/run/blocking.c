/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A seccomp filter that answers fcntl(1, F_SETFL, …) with success and lets
 * everything else through. SPEC_ALLOW: no mitigation that slows the guest.
 */
#include <fcntl.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

#include "blocking.h"

#define LOAD(field)	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define UNLESS(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (skip))

static int install(void)
{
	struct sock_filter code[] = {
		LOAD(nr),
		UNLESS(__NR_fcntl, 5),
		LOAD(args[0]),
		UNLESS(STDOUT_FILENO, 3),
		LOAD(args[1]),
		UNLESS(F_SETFL, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO), /* error 0 */
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(code) / sizeof(*code), code };

	return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
			    SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program);
}

void blocking_keep(void)
{
	if (install() < 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		install(); /* blocking_restore is there if it fails */
}

void blocking_restore(int copy)
{
	int flags = fcntl(copy, F_GETFL);

	if (flags >= 0 && flags & O_NONBLOCK)
		fcntl(copy, F_SETFL, flags & ~O_NONBLOCK);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From the bytes of the status protocol and QEMU's own exit to an exit status.
 */
#include <string.h>
#include <sys/wait.h>

#include "message.h"
#include "status.h"

void status_feed(struct status *st, const unsigned char *bytes, size_t len)
{
	for (; len; bytes++, len--) {
		if (!st->kind) {
			st->kind = *bytes;
			continue;
		}
		if (st->kind == STATUS_EXEC) {
			st->exec_errno = *bytes;
		} else if (st->kind == 'E' || st->kind == 'C') {
			st->known = true;
			st->crash = st->kind == 'C';
			st->value = *bytes;
		}
		st->kind = 0;
	}
}

int status_exit(const struct status *st, int wstatus, const char *qemu, const struct arch *arch)
{
	if (st->exec_errno) {
		say("%s: %s (Debian: apt install %s)", qemu, strerror(st->exec_errno),
		    arch->debian);
		return EXIT_UKRUN;
	}
	if (st->known)
		return st->value;
	if (WIFSIGNALED(wstatus)) {
		say("%s: killed by signal %d (%s)", qemu, WTERMSIG(wstatus),
		    strsignal(WTERMSIG(wstatus)));
		return EXIT_UKRUN;
	}
	if (arch->status_is_qemus)
		return WEXITSTATUS(wstatus);
	if (WEXITSTATUS(wstatus) == 0) {
		say("the guest crashed: the machine was reset or powered off without a status");
		return EXIT_GUEST_CRASH;
	}
	/* isa-debug-exit makes v into v * 2 + 1; 1 is also how QEMU fails. */
	if (WEXITSTATUS(wstatus) % 2 && WEXITSTATUS(wstatus) > 1)
		return WEXITSTATUS(wstatus) >> 1;
	say("%s failed, with status %d", qemu, WEXITSTATUS(wstatus));
	return EXIT_UKRUN;
}

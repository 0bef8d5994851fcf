/* SPDX-License-Identifier: BSD-3-Clause */
/* Platform linux as the rest of the pool sees it. */
#include "linux.h"

static size_t entropy(void *buf, size_t len)
{
	long r = SYS3(getrandom, buf, len, 0);

	return r > 0 ? r : 0;
}

/* A crash ends by the signal, so that a shell, a core dump and a debugger see it for what it is. */
static void uk_noreturn shutdown(enum uk_shutdown how, int status)
{
	if (how == UK_SHUTDOWN_CRASH) {
		int sig = status == 128 + LINUX_SIGSEGV ? LINUX_SIGSEGV : LINUX_SIGABRT;

		linux_signal_default(sig);
		SYS3(tgkill, SYS1(getpid, 0), SYS1(gettid, 0), sig);
	}
	for (;;)
		SYS1(exit_group, status);
}

const struct uk_plat linux_plat = {
	.name = "linux",
	.console_write = linux_console_write,
	.console_error = linux_console_error,
	.console_read = linux_console_read,
	.console_is_tty = linux_console_is_tty,
	.clock_ns = linux_clock_ns,
	.wall_offset_ns = linux_wall_offset_ns,
	.idle = linux_idle,
	.protect = linux_protect,
	.entropy = entropy,
	.irq_enable = linux_irq_enable,
	.shutdown = shutdown,
};

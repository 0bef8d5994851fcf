/* SPDX-License-Identifier: BSD-3-Clause */
/* Platform linux as the rest of the pool sees it. */
#include <uk/anchor.h>
#include "linux.h"

UK_ANCHOR(plat_linux);
UK_NEED(_start);
UK_NEED(uk_plat_linux_start);
UK_NEED(uk_anchor_plat);

static size_t entropy(void *buf, size_t len)
{
	long r;

	do
		r = sys3(SYS_getrandom, (long)buf, len, 0);
	while (r == -LINUX_EINTR);
	return r > 0 ? r : 0;
}

const struct uk_plat linux_plat = {
	.name = "linux",
	.console_write = linux_error_write,
	.console_read = linux_console_read,
	.console_tty = linux_console_tty,
	.clock_ns = linux_clock_ns,
	.wall_offset_ns = linux_wall_offset_ns,
	.memory = linux_memory,
	.idle = linux_idle,
	.protect = linux_protect,
	.entropy = entropy,
	.irq_enable = linux_irq_enable,
	.shutdown = linux_shutdown,
};

/* SPDX-License-Identifier: BSD-3-Clause */
/* Platform linux as the rest of the pool sees it. */
#include <uk/anchor.h>
#include "linux.h"

UK_ANCHOR(plat_linux);
UK_NEED(_start);
UK_NEED(uk_plat_linux_start);
UK_NEED(uk_anchor_plat);
UK_NEED(linux_catch);

static size_t entropy(void *buf, size_t len)
{
	long r;

	do
		r = sys3(UK_LINUX_NR_getrandom, (long)buf, len, 0);
	while (r == -LINUX_EINTR);
	return r > 0 ? r : 0;
}

bool uk_linux_running(void)
{
	return uk_plat == &uk_linux_plat;
}

const struct uk_plat uk_linux_plat = {
	.name = "linux",
	.console_write = uk_linux_error_write,
	.console_is_tty = uk_linux_console_tty,
	.clock_ns = uk_linux_clock_ns,
	.wall_offset_ns = uk_linux_wall_offset_ns,
	.memory = uk_linux_memory,
	.idle = uk_linux_idle,
	.protect = uk_linux_protect,
	.entropy = entropy,
	.irq_enable = uk_linux_irq_enable,
	.shutdown = uk_linux_shutdown,
};

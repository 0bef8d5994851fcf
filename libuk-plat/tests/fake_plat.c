/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * For native suites: a platform that does nothing, in place of the real ones
 * and of boot.c and crash.c, which need a machine.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <uk/crash.h>
#include <uk/irq.h>
#include <uk/plat.h>

char fake_output[256];
size_t fake_output_len;

static void console_write(const char *buf, size_t len)
{
	for (size_t i = 0; i < len && fake_output_len < sizeof(fake_output); i++)
		fake_output[fake_output_len++] = buf[i];
}

static int console_read(char *buf, size_t len)
{
	(void)len;
	*buf = 'p';
	return 1;
}

static uint64_t clock_ns(void)
{
	return 12345;
}

static uint64_t wall_offset_ns(void)
{
	return 1000000;
}

/* Odd requests, to see what the core makes of short answers. */
static size_t entropy(void *buf, size_t len)
{
	for (size_t i = 0; i < len / 2; i++)
		((char *)buf)[i] = 'P';
	return len / 2;
}

static int irq_enable(unsigned line)
{
	static int next;

	return line == 99 ? -ENODEV : line == 98 ? UK_IRQ_MAX : next++;
}

static const struct uk_plat fake = {
	.name = "fake",
	.console_write = console_write,
	.console_read = console_read,
	.clock_ns = clock_ns,
	.wall_offset_ns = wall_offset_ns,
	.entropy = entropy,
	.irq_enable = irq_enable,
};

static const struct uk_boot boot;
const struct uk_plat *uk_plat = &fake;
const struct uk_boot *uk_boot_info = &boot;

void uk_panic(const char *fmt, ...)
{
	fprintf(stderr, "panic: %s\n", fmt);
	abort();
}

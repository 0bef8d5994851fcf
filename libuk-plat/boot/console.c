/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The console, uk/console.h: the registered device, else the platform's early one. A program
 * that prints a line and ends needs no device for that, and to start one takes longer than the
 * rest of the boot: whoever knows that both consoles lead to the same place (ukrun(1) sees to
 * it) says with console.early how much may go to the early one first.
 */
#include <uk/console.h>
#include <uk/param.h>
#include <uk/plat.h>
#include "boot_priv.h"

struct uk_console *uk_console_current;
void (*uk_console_input_hook)(void);

void uk_console_register(struct uk_console *c)
{
	uk_console_current = c;
}

unsigned long uk_console_early;
UK_PARAM_UINT(console, early, uk_console_early,
	      "bytes for the early console before devices are looked for");

int uk_console_write(const char *buf, size_t len)
{
	if (!uk_console_current && len > uk_console_early)
		uk_devices_find();
	if (uk_console_current)
		return uk_console_current->write(uk_console_current, buf, len);
	uk_console_early -= UK_MIN(len, uk_console_early);
	uk_plat->console_write(buf, len);
	return len;
}

int uk_console_write_error(const char *buf, size_t len)
{
	if (uk_console_current && uk_console_current->write_error)
		return uk_console_current->write_error(uk_console_current, buf, len);
	return uk_console_write(buf, len);
}

int uk_console_is_tty(int fd)
{
	return !uk_plat->console_is_tty || uk_plat->console_is_tty(fd);
}

void uk_console_flush(void)
{
	if (uk_console_current && uk_console_current->flush)
		uk_console_current->flush(uk_console_current);
}

void uk_console_input(void)
{
	if (uk_console_input_hook)
		uk_console_input_hook();
}

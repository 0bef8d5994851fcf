/* SPDX-License-Identifier: BSD-3-Clause */
/* The console, uk/console.h: the registered device, else the platform's early one. */
#include <errno.h>
#include <uk/console.h>
#include <uk/plat.h>

static struct uk_console *console;
void (*uk_console_input_hook)(void);

void uk_console_register(struct uk_console *c)
{
	console = c;
}

int uk_console_write(const char *buf, size_t len)
{
	if (console)
		return console->write(console, buf, len);
	uk_plat->console_write(buf, len);
	return len;
}

int uk_console_write_error(const char *buf, size_t len)
{
	if (console || !uk_plat->console_error)
		return uk_console_write(buf, len);
	uk_plat->console_error(buf, len);
	return len;
}

int uk_console_is_tty(int fd)
{
	return console || !uk_plat->console_is_tty || uk_plat->console_is_tty(fd);
}

int uk_console_read(char *buf, size_t len)
{
	if (console && console->read) {
		int r = console->read(console, buf, len);

		if (r != 0)
			return r;
	}
	return uk_plat->console_read ? uk_plat->console_read(buf, len) : console ? 0 : -EPIPE;
}

void uk_console_flush(void)
{
	if (console && console->flush)
		console->flush(console);
}

void uk_console_input(void)
{
	if (uk_console_input_hook)
		uk_console_input_hook();
}

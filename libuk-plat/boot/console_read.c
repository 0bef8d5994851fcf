/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Console input, uk/console.h. A virtual machine's console has no end of input; with the
 * parameter console.eof=dle, which ukrun gives, DLE (0x10) EOT (0x04) is one, and DLE
 * before any other byte stands for that byte.
 */
#include <errno.h>
#include <uk/console.h>
#include <uk/param.h>
#include <uk/plat.h>
#include "boot_priv.h"

#define DLE 0x10
#define EOT 0x04

static bool escapes;

static int set_eof(const char *value)
{
	escapes = uk_core_streq(value, "dle", 3);
	return escapes ? 0 : -EINVAL;
}
UK_PARAM_CUSTOM(console, eof, set_eof,
		"dle: bytes 0x10 0x04 end the input, 0x10 0x10 is one 0x10");

static int read_raw(char *buf, size_t len)
{
	struct uk_console *c;

	uk_devices_find();
	c = uk_console_current;
	if (c && c->read) {
		int r = c->read(c, buf, len);

		if (r != 0)
			return r;
	}
	return uk_plat->console_read ? uk_plat->console_read(buf, len) : c ? 0 : -EPIPE;
}

/* Unescape @n bytes in place, up to the end of input; returns how many remain. */
static int unescape(char *buf, int n, bool *ended)
{
	static bool escaped;
	int out = 0;

	for (int i = 0; i < n && !*ended; i++) {
		if (!escaped && buf[i] == DLE) {
			escaped = true;
			continue;
		}
		*ended = escaped && buf[i] == EOT;
		escaped = false;
		if (!*ended)
			buf[out++] = buf[i];
	}
	return out;
}

int uk_console_read(char *buf, size_t len)
{
	static bool ended;
	int n;

	if (!escapes)
		return read_raw(buf, len);
	if (len == 0)
		return 0;
	do {
		n = ended ? -EPIPE : read_raw(buf, len);
		if (n <= 0)
			return n;
		n = unescape(buf, n, &ended);
	} while (n == 0);
	return n;
}

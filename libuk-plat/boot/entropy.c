/* SPDX-License-Identifier: BSD-3-Clause */
/* Random bytes from the platform, then from registered sources, uk/entropy.h. */
#include <errno.h>
#include <stdint.h>
#include <uk/entropy.h>
#include <uk/init.h>
#include <uk/plat.h>

static struct uk_entropy *sources;

void uk_entropy_register(struct uk_entropy *e)
{
	e->next = sources;
	sources = e;
}

int uk_entropy_read(void *buf, size_t len)
{
	size_t got = uk_plat->entropy ? uk_plat->entropy(buf, len) : 0;

	if (got < len)
		uk_devices_find();
	for (struct uk_entropy *e = sources; e && got < len;) {
		int n = e->read(e, (uint8_t *)buf + got, len - got);

		if (n > 0)
			got += n;
		else
			e = e->next;
	}
	return got >= len ? 0 : -EAGAIN;
}

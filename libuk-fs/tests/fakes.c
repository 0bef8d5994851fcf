/* SPDX-License-Identifier: BSD-3-Clause */
/* Native tests only: memory that runs out when told, a clock, the log. See fakes.h. */
#include <stdarg.h>
#include <stdio.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uk/console.h>
#include <uk/init.h>
#include <uk/heap.h>
#include <uk/init.h>
#include <uk/lock.h>
#include <uk/page.h>
#include <uk/plat.h>
#include "fakes.h"

long fake_left = -1, fake_live, fake_pages_live;
int fake_locks;
char fake_log[4096];
uint64_t fake_now = UINT64_C(1700000000) * 1000000000;

/* Classes that UK_NEED refers to. */
extern const char uk_class_fs[], uk_class_9p[];
const char uk_class_fs[1], uk_class_9p[1];

static const struct uk_boot boot;
const struct uk_boot *uk_boot_info = &boot;

/* What tests mount is registered from the start. */
void uk_devices_find(void)
{
}

static bool none_left(void)
{
	if (fake_left == 0)
		return true;
	if (fake_left > 0)
		fake_left--;
	return false;
}

void *uk_malloc(size_t n)
{
	if (none_left())
		return NULL;
	fake_live++;
	return malloc(n);
}

void *uk_zalloc(size_t n)
{
	void *p = uk_malloc(n);

	return p ? memset(p, 0, n) : NULL;
}

void *uk_realloc(void *p, size_t n)
{
	if (none_left())
		return NULL;
	fake_live += !p;
	return realloc(p, n);
}

void uk_free(void *p)
{
	fake_live -= !!p;
	free(p);
}

void *uk_page_alloc(size_t n)
{
	void *p;

	if (none_left())
		return NULL;
	fake_pages_live += (long)n;
	p = aligned_alloc(UK_PAGE_SIZE, n * UK_PAGE_SIZE);
	return memset(p, 0xa5, n * UK_PAGE_SIZE);
}

void uk_page_free(void *p, size_t n)
{
	fake_pages_live -= (long)n;
	free(p);
}

void uk_page_stats(struct uk_page_stats *s)
{
	*s = (struct uk_page_stats){ .total = 1000, .free = 600, .largest = 500 };
}

uint64_t uk_clock_wall_ns(void)
{
	return fake_now++;
}

void uk_mutex_init(struct uk_mutex *m)
{
	m->depth = 0;
}

void uk_mutex_lock(struct uk_mutex *m)
{
	if (m->depth++)
		abort(); /* one thread: it would wait for itself or get in twice */
	fake_locks++;
}

int uk_mutex_unlock(struct uk_mutex *m)
{
	if (m->depth-- != 1)
		abort();
	fake_locks--;
	return 0;
}

void uk_log(const char *fmt, ...)
{
	size_t n = strlen(fake_log);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(fake_log + n, sizeof(fake_log) - n - 1, fmt, ap);
	va_end(ap);
	strcat(fake_log, "\n");
}

int uk_snprintf(char *buf, size_t len, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(buf, len, fmt, ap);
	va_end(ap);
	return n;
}

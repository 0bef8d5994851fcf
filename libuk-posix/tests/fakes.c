/* SPDX-License-Identifier: BSD-3-Clause */
/* Native tests only: see fakes.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <uk/console.h>
#include <uk/file.h>
#include <uk/heap.h>
#include <uk/lock.h>
#include <uk/page.h>
#include <uk/plat.h>
#include <uk/timer.h>
#include <uk/wait.h>
#include "fakes.h"
#include "posix.h"

uint64_t fake_now = 1000, uk_start_ns;
void (*fake_progress)(void);
long fake_heap_left = -1, fake_heap_live, fake_pages_live;
int fake_protect_calls;
char fake_output[4096];
size_t fake_output_len;
const char *fake_input = "";
bool fake_input_end;
int fake_errors, fake_not_tty = -1;

/* Classes and slots that UK_NEED refers to. */
const char uk_class_console[1], uk_provides_heap[1];

uint64_t uk_clock_ns(void)
{
	return fake_now;
}

uint64_t uk_clock_wall_ns(void)
{
	return fake_now + UINT64_C(1700000000) * 1000000000;
}

long fake_refuse, fake_refusals;
bool fake_refuse_alone;

/* Is this the allocation that is to fail? Each that can comes by here once. */
static bool refused(void)
{
	if (fake_heap_left == 0)
		return true;
	if (fake_heap_left > 0)
		fake_heap_left--;
	if (fake_refuse == 0 || --fake_refuse > 0)
		return false;
	fake_refuse = !fake_refuse_alone;
	fake_refusals++;
	return true;
}

void *uk_malloc(size_t size)
{
	if (refused())
		return NULL;
	fake_heap_live++;
	return malloc(size);
}

void *uk_zalloc(size_t size)
{
	void *p = uk_malloc(size);

	return p ? memset(p, 0, size) : NULL;
}

void *uk_realloc(void *p, size_t size)
{
	if (!p)
		return uk_malloc(size);
	if (refused())
		return NULL;
	return realloc(p, size);
}

void uk_free(void *p)
{
	if (p)
		fake_heap_live--;
	free(p);
}

/* Pages come from an array and are never used again: what counts is the account. */
void *uk_page_alloc(size_t n)
{
	static char arena[2048 * 4096] __attribute__((aligned(4096)));
	static size_t used;
	char *p = arena + used;

	if (refused() || n * 4096 > sizeof(arena) - used)
		return NULL;
	used += n * 4096;
	fake_pages_live += (long)n;
	return memset(p, 0xa5, n * 4096);
}

void uk_page_free(void *p, size_t n)
{
	memset(p, 0x5a, n * 4096);
	fake_pages_live -= (long)n;
}

static int protect(void *addr, size_t len, unsigned prot)
{
	fake_protect_calls++;
	if ((uintptr_t)addr % 4096 || len % 4096)
		return -EINVAL;
	return prot & UK_PROT_WRITE && prot & UK_PROT_EXEC ? -EINVAL : 0;
}

static const struct uk_plat fake_plat = { .name = "fake", .protect = protect };
const struct uk_plat *uk_plat = &fake_plat;

void uk_sched_lock(void)
{
}

void uk_sched_unlock(void)
{
}

void uk_thread_yield(void)
{
}

static struct uk_thread thread;
__thread struct uk_thread *uk_thread_current = &thread;

void fake_notify(void)
{
	thread.notice = true;
}

/* What libuk-posix's signals would do: a handler with SA_RESTART runs, or without. */
int fake_attended, fake_handler;

int uk_attend(void)
{
	thread.notice = false;
	fake_attended++;
	return fake_handler;
}

ssize_t uk_sigpipe(int flags)
{
	(void)flags;
	return -EPIPE;
}

int uk_waitq_wait_intr(struct uk_waitq *q, uint64_t deadline)
{
	int r;

	if (thread.notice)
		return -EINTR;
	r = uk_waitq_wait(q, deadline);
	return thread.notice ? -EINTR : r;
}

int uk_waitq_wait(struct uk_waitq *q, uint64_t deadline)
{
	(void)q;
	if (fake_progress) {
		fake_progress();
		return 0;
	}
	if (deadline == UK_FOREVER)
		abort(); /* would hang */
	fake_now = UK_MAX(fake_now, deadline);
	return -ETIMEDOUT;
}

/* There is one thread. */
void uk_mutex_lock(struct uk_mutex *m)
{
	m->depth++;
}

int uk_mutex_unlock(struct uk_mutex *m)
{
	if (m->depth == 0)
		abort();
	m->depth--;
	return 0;
}

/* Armed timers go off in a wait; fake_timer is the last one. */
struct uk_timer *fake_timer;

void uk_timer_init(struct uk_timer *t, void (*fn)(struct uk_timer *t))
{
	*t = (struct uk_timer){ .fn = fn };
}

int uk_timer_arm(struct uk_timer *t, uint64_t deadline_ns)
{
	if (!t->slot && refused())
		return -ENOMEM;
	t->deadline = deadline_ns;
	t->slot = 1;
	fake_timer = t;
	return 0;
}

void uk_timer_cancel(struct uk_timer *t)
{
	t->slot = 0;
	if (fake_timer == t)
		fake_timer = NULL;
}

unsigned uk_waitq_wake(struct uk_waitq *q, unsigned n)
{
	(void)q;
	(void)n;
	return 0;
}

void (*uk_console_input_hook)(void);

int uk_console_write(const char *buf, size_t len)
{
	if (len > sizeof(fake_output) - fake_output_len)
		abort();
	memcpy(fake_output + fake_output_len, buf, len);
	fake_output_len += len;
	return (int)len;
}

int uk_console_write_error(const char *buf, size_t len)
{
	fake_errors += (int)len;
	return uk_console_write(buf, len);
}

int uk_console_is_tty(int fd)
{
	return fd != fake_not_tty;
}

#pragma weak uk_console_files /* in tests that have the console */

int uk_console_ioctl(struct uk_file *f, unsigned long cmd, void *arg)
{
	(void)arg;
	return cmd == 0x5401 && uk_console_is_tty((int)(f - uk_console_files)) ? 0 : -ENOTTY;
}

int uk_console_read(char *buf, size_t len)
{
	size_t n = UK_MIN(len, strlen(fake_input));

	memcpy(buf, fake_input, n);
	fake_input += n;
	return n ? (int)n : fake_input_end ? -EPIPE : 0;
}

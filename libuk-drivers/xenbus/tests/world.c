/* SPDX-License-Identifier: BSD-3-Clause */
/* See world.h. */
#include "world.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uk/console.h>
#include <uk/heap.h>
#include <uk/irq.h>
#include <uk/lock.h>
#include <uk/xen.h>

struct xenstore_domain_interface ring;
void (*store_turn)(void);
uint64_t now_ns = 1;
unsigned notified;
int exit_status;
bool rebooted;

static void (*handler)(void *arg);

/* -- scheduler -- */

__thread struct uk_thread *uk_thread_current;

void uk_sched_lock(void)
{
}

void uk_sched_unlock(void)
{
}

int uk_waitq_wait(struct uk_waitq *q, uint64_t deadline)
{
	(void)q;
	now_ns += 1000000000;
	if (store_turn)
		store_turn();
	return now_ns >= deadline ? -ETIMEDOUT : 0;
}

unsigned uk_waitq_wake(struct uk_waitq *q, unsigned n)
{
	(void)q;
	return n ? 1 : 0;
}

uint64_t uk_clock_ns(void)
{
	return now_ns;
}

void uk_mutex_lock(struct uk_mutex *m)
{
	if (m->depth++)
		abort(); /* there is one thread here */
}

int uk_mutex_unlock(struct uk_mutex *m)
{
	m->depth--;
	return 0;
}

int uk_thread_create(struct uk_thread **out, const struct uk_thread_attr *attr,
		     void *(*fn)(void *), void *arg)
{
	(void)out, (void)attr, (void)fn, (void)arg;
	return 0;
}

/* -- platform -- */

int uk_irq_attach(unsigned line, void (*fn)(void *arg), void *arg)
{
	(void)line, (void)arg;
	handler = fn;
	return 0;
}

void uk_xen_notify(int port)
{
	(void)port;
	notified++;
}

void uk_xen_reboot(void)
{
	rebooted = true;
}

void uk_exit(int status)
{
	exit_status = status;
	extern void world_exit(void) uk_noreturn;
	world_exit();
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

void uk_log(const char *fmt, ...)
{
	(void)fmt;
}

void *uk_zalloc(size_t size)
{
	return calloc(1, size);
}

void uk_free(void *p)
{
	free(p);
}

/* -- store -- */

void world_start(void)
{
	memset(&ring, 0, sizeof(ring));
	/* Over the end of the indices soon. */
	ring.req_cons = ring.req_prod = UINT32_MAX - 700;
	ring.rsp_cons = ring.rsp_prod = UINT32_MAX - 300;
	notified = 0;
	exit_status = -1;
	rebooted = false;
	store_turn = NULL;
	xs_start(&ring, 1);
}

static bool peek(void *p, size_t at, size_t len)
{
	uint32_t there = ring.req_prod - ring.req_cons;

	if (there < at + len || there > XENSTORE_RING_SIZE)
		return false;
	for (size_t i = 0; i < len; i++)
		((char *)p)[i] = ring.req[(ring.req_cons + at + i) % XENSTORE_RING_SIZE];
	return true;
}

bool store_request(struct xsd_sockmsg *head, char payload[XENSTORE_PAYLOAD_MAX + 1])
{
	if (!peek(head, 0, sizeof(*head)) || head->len > XENSTORE_PAYLOAD_MAX ||
	    !peek(payload, sizeof(*head), head->len))
		return false;
	payload[head->len] = '\0';
	ring.req_cons += sizeof(*head) + head->len;
	return true;
}

void store_send(const void *p, size_t len)
{
	const char *from = p;

	while (len) {
		/* A ring at a time, as the domain takes it. */
		size_t n = XENSTORE_RING_SIZE - (ring.rsp_prod - ring.rsp_cons);

		n = n < len ? n : len;
		if (!n)
			return;
		for (size_t i = 0; i < n; i++)
			ring.rsp[(ring.rsp_prod + i) % XENSTORE_RING_SIZE] = from[i];
		ring.rsp_prod += n;
		from += n;
		len -= n;
		handler(NULL);
	}
}

void store_answer(uint32_t type, uint32_t id, const void *payload, size_t len)
{
	struct xsd_sockmsg head = { .type = type, .req_id = id, .len = len };

	store_send(&head, sizeof(head));
	store_send(payload, len);
}

void store_fire(const char *path, uint32_t token)
{
	char payload[300];
	int n = snprintf(payload, sizeof(payload), "%s%c%u", path, 0, token) + 1;

	store_answer(XS_WATCH_EVENT, 0, payload, n);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Requests and watches. One request is under way at a time: whoever asks holds the lock, and
 * sleeps until the interrupt handler has seen the answer with its number. Watches that fire are
 * marked there, and called by a thread, so that they may ask in turn.
 */
#include <errno.h>
#include <string.h>
#include <uk/console.h>
#include <uk/irq.h>
#include <uk/lock.h>
#include <uk/xen.h>
#include "xenbus_priv.h"

#define PATIENCE_NS UINT64_C(10000000000)

static struct xs_wire wire;
static int port;
static struct uk_mutex lock = UK_MUTEX_INIT(lock);
static struct uk_waitq wake = UK_WAITQ_INIT(wake);   /* a request's */
static struct uk_waitq fired = UK_WAITQ_INIT(fired); /* the thread's */
static struct uk_xs_watch *watches;
static const struct uk_xs_watch *running; /* whose function is being called, perhaps asleep */
static struct uk_thread *server;	  /* the thread that does */
static uint32_t last_token;

/* The request that is under way. */
static struct {
	bool waiting;
	uint32_t id, type;
	char *buf;
	size_t len;
	int result;
} request;

/* What the store says in words (xs_wire.h, xsd_errors). */
static int error_of(const char *name)
{
	static const struct {
		const char *name;
		int error;
	} errors[] = {
		{ "ENOENT", ENOENT }, { "EACCES", EACCES }, { "EINVAL", EINVAL },
		{ "EEXIST", EEXIST }, { "ENOSPC", ENOSPC }, { "EAGAIN", EAGAIN },
		{ "EBUSY", EBUSY },   { "ENOMEM", ENOMEM }, { "E2BIG", E2BIG },
		{ "EPERM", EPERM },   { "ENOSYS", ENOSYS },
	};

	for (size_t i = 0; i < UK_ARRAY_SIZE(errors); i++)
		if (strcmp(errors[i].name, name) == 0)
			return -errors[i].error;
	return -EIO;
}

static void answer(void)
{
	request.waiting = false;
	if (wire.head.type == XS_ERROR) {
		request.result = error_of(wire.payload);
	} else if (wire.head.type != request.type) {
		request.result = -EIO;
	} else if (request.buf && wire.head.len >= request.len) {
		request.result = -ENOBUFS;
	} else {
		if (request.buf)
			memcpy(request.buf, wire.payload, wire.head.len + 1);
		request.result = wire.head.len;
	}
}

/* A decimal number, and nothing else. */
static bool number(const char *s, unsigned long *value)
{
	unsigned long v = 0;

	if (!*s)
		return false;
	for (; *s >= '0' && *s <= '9'; s++)
		if (__builtin_mul_overflow(v, 10, &v) ||
		    __builtin_add_overflow(v, (unsigned long)(*s - '0'), &v))
			return false;
	*value = v;
	return !*s;
}

/* Path and token, each with its 0. */
static void watch_event(void)
{
	const char *token = wire.payload + strlen(wire.payload) + 1;
	unsigned long value;

	if (token >= wire.payload + wire.head.len || !number(token, &value))
		return;
	for (struct uk_xs_watch *w = watches; w; w = w->next)
		if (w->token == value)
			w->fired = true;
	uk_waitq_wake(&fired, UK_WAKE_ALL);
}

void xs_event(void *arg)
{
	uint32_t before = wire.ring->rsp_cons;
	bool was_broken = wire.broken;

	(void)arg;
	while (xs_wire_get(&wire))
		if (wire.head.type == XS_WATCH_EVENT)
			watch_event();
		else if (request.waiting && wire.head.req_id == request.id)
			answer();
	if (wire.broken && !was_broken)
		uk_log("xenbus: the store talks nonsense, no more is asked of it");
	/* It may have waited for room. */
	if (wire.ring->rsp_cons != before)
		uk_xen_notify(port);
	uk_waitq_wake(&wake, UK_WAKE_ALL);
}

/* A piece of a request. A request that was begun and cannot be ended spoils the wire. */
static int put(const void *p, size_t len, uint64_t deadline)
{
	const char *from = p;
	size_t n = 0;
	int r = 0;

	for (;;) {
		from += n;
		len -= n;
		if (wire.broken)
			return -EIO;
		if (!len)
			return 0;
		if (r < 0) {
			wire.broken = true;
			return r;
		}
		r = uk_wait_event(&wake, (n = xs_wire_put(&wire, from, len)) > 0 || wire.broken,
				  deadline);
		uk_xen_notify(port);
	}
}

struct piece {
	const char *p;
	size_t len;
};

static int ask(uint32_t type, const struct piece *pieces, unsigned n, char *buf, size_t len)
{
	struct xsd_sockmsg head = { .type = type };
	uint64_t deadline = uk_clock_ns() + PATIENCE_NS;
	int r;

	for (unsigned i = 0; i < n; i++)
		head.len += pieces[i].len;
	if (head.len > XENSTORE_PAYLOAD_MAX)
		return -E2BIG;
	if (!wire.ring)
		return -ENODEV;
	uk_mutex_lock(&lock);
	head.req_id = ++request.id;
	request.type = type;
	request.buf = buf;
	request.len = len;
	request.waiting = true;
	r = put(&head, sizeof(head), deadline);
	for (unsigned i = 0; i < n && r == 0; i++)
		r = put(pieces[i].p, pieces[i].len, deadline);
	if (r == 0)
		r = uk_wait_event(&wake, !request.waiting || wire.broken, deadline);
	if (r == 0)
		r = request.waiting ? -EIO : request.result;
	request.waiting = false;
	uk_mutex_unlock(&lock);
	return r;
}

/* @extra: what follows the path and its 0. */
static int ask_path(uint32_t type, const char *dir, const char *node, const char *extra,
		    size_t extra_len, char *buf, size_t len)
{
	struct piece p[4] = {
		{ dir, strlen(dir) + !node },
		{ "/", node ? 1 : 0 },
		{ node ? node : "", node ? strlen(node) + 1 : 0 },
		{ extra, extra_len },
	};

	return ask(type, p, 4, buf, len);
}

int uk_xs_read(const char *dir, const char *node, char *buf, size_t len)
{
	return ask_path(XS_READ, dir, node, "", 0, buf, len);
}

int uk_xs_read_uint(const char *dir, const char *node, unsigned long *value)
{
	char text[24];
	int r = uk_xs_read(dir, node, text, sizeof(text));

	if (r < 0)
		return r;
	return number(text, value) ? 0 : -EINVAL;
}

int uk_xs_write(const char *dir, const char *node, const char *value)
{
	int r = ask_path(XS_WRITE, dir, node, value, strlen(value), NULL, 0);

	return UK_MIN(r, 0);
}

int uk_xs_write_uint(const char *dir, const char *node, unsigned long value)
{
	char text[24];

	uk_snprintf(text, sizeof(text), "%lu", value);
	return uk_xs_write(dir, node, text);
}

int uk_xs_list(const char *dir, const char *node, char *buf, size_t len)
{
	return ask_path(XS_DIRECTORY, dir, node, "", 0, buf, len);
}

int uk_xs_watch(struct uk_xs_watch *w)
{
	char token[12];
	int r;

	w->token = ++last_token;
	w->fired = false;
	w->next = watches;
	watches = w;
	uk_snprintf(token, sizeof(token), "%u", w->token);
	r = ask_path(XS_WATCH, w->path, NULL, token, strlen(token) + 1, NULL, 0);
	if (r < 0)
		uk_xs_unwatch(w);
	return UK_MIN(r, 0);
}

bool xs_elsewhere(const struct uk_xs_watch *w)
{
	return running == w && uk_thread_self() != server;
}

void uk_xs_unwatch(struct uk_xs_watch *w)
{
	char token[12];

	/* The caller may be about to free it. */
	uk_wait_event(&wake, !xs_elsewhere(w), UK_FOREVER);

	for (struct uk_xs_watch **p = &watches; *p; p = &(*p)->next)
		if (*p == w) {
			*p = w->next;
			break;
		}
	uk_snprintf(token, sizeof(token), "%u", w->token);
	ask_path(XS_UNWATCH, w->path, NULL, token, strlen(token) + 1, NULL, 0);
}

static struct uk_xs_watch *first_fired(void)
{
	struct uk_xs_watch *w = watches;

	while (w && !w->fired)
		w = w->next;
	return w;
}

bool xs_run_watches(void)
{
	struct uk_xs_watch *w;
	bool any = false;

	/* From the start each time: what is called may watch and unwatch. */
	while ((w = first_fired()) != NULL) {
		w->fired = false;
		running = w;
		w->fn(w);
		running = NULL;
		uk_waitq_wake(&wake, UK_WAKE_ALL);
		any = true;
	}
	return any;
}

static void *serve(void *arg)
{
	(void)arg;
	server = uk_thread_self();
	for (;;) {
		uk_wait_event(&fired, first_fired(), UK_FOREVER);
		xs_run_watches();
	}
	return NULL;
}

#ifdef UK_NATIVE_TEST
/* Forget everything, as a new domain has. */
void xs_reset(void)
{
	memset(&wire, 0, sizeof(wire));
	memset(&request, 0, sizeof(request));
	lock.depth = 0;
	watches = NULL;
	last_token = 0;
}
#endif

int xs_start(struct xenstore_domain_interface *ring, int p)
{
	const struct uk_thread_attr attr = { .name = "xenbus", .detached = true };
	struct uk_thread *t;
	int r;

	wire.ring = ring;
	port = p;
	r = uk_irq_attach(p, xs_event, NULL);
	if (r >= 0)
		r = uk_thread_create(&t, &attr, serve, NULL);
	if (r < 0)
		wire.ring = NULL;
	return UK_MIN(r, 0);
}

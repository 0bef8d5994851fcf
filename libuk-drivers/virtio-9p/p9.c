/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The virtio 9P transport (QEMU's and the kernel's device 9; the layout of its
 * configuration is a length and the mount tag). A call is one request: the message
 * as one readable piece, the place for the reply as one writable piece.
 */
#include <errno.h>
#include <uk/anchor.h>
#include <uk/heap.h>
#include <uk/p9_transport.h>
#include <uk/virtio.h>
#include <uk/wait.h>

#define F_MOUNT_TAG UINT64_C(1)
#define QUEUE_SZ    16
#define TAG_MAX	    31
#define MSIZE_MAX   (68 * 1024)

struct p9_dev {
	struct uk_p9_transport transport;
	struct uk_virtio_dev *dev;
	struct uk_virtqueue *q; /* NULL after the device broke it */
	struct uk_waitq wait;	/* callers, for replies and for room */
	char tag[TAG_MAX + 1];
};

/* On the caller's stack while its request is under way. */
struct p9_call {
	bool done;
	uint32_t len;
};

/* Hand finished replies to their callers. A device that broke its queue is reset: then it
 * writes nothing more. */
static void reap(struct p9_dev *p)
{
	struct p9_call *c;
	uint32_t len;

	if (!p->q)
		return;
	do {
		while ((c = uk_virtqueue_get(p->q, &len)) != NULL) {
			c->len = len;
			c->done = true;
		}
	} while (uk_virtqueue_enable_irq(p->q));
	if (uk_virtqueue_broken(p->q)) {
		uk_virtio_reset(p->dev);
		p->q = NULL;
	}
}

/* 0, -ENOSPC (wait for room) or another error. */
static int submit(struct p9_dev *p, const struct uk_sg sg[2], struct p9_call *c)
{
	int r;

	if (!p->q)
		return -EIO;
	r = uk_virtqueue_add(p->q, sg, 1, 1, c);
	if (r == 0)
		uk_virtqueue_kick(p->q);
	return r;
}

static void ready(void *arg)
{
	struct p9_dev *p = arg;

	reap(p);
	uk_waitq_wake(&p->wait, UK_WAKE_ALL);
}

static int p9_call(struct uk_p9_transport *t, const void *req, size_t len, void *reply,
		   size_t max)
{
	struct p9_dev *p = uk_container_of(t, struct p9_dev, transport);
	struct uk_sg sg[2] = { { (void *)req, len }, { reply, max } };
	struct p9_call c = { false, 0 };
	int r;

	if (len > MSIZE_MAX || max > MSIZE_MAX)
		return -EMSGSIZE;
	uk_wait_event(&p->wait, (r = submit(p, sg, &c)) != -ENOSPC, UK_FOREVER);
	if (r)
		return r;
	uk_wait_event(&p->wait, (reap(p), c.done || !p->q), UK_FOREVER);
	if (!c.done)
		return -EIO;
	return c.len;
}

static int read_tag(struct uk_virtio_dev *d, struct p9_dev *p)
{
	uint16_t len;
	int r = uk_virtio_config_read(d, 0, &len, sizeof(len));

	if (r)
		return r;
	if (len == 0 || len > TAG_MAX)
		return -ENAMETOOLONG;
	return uk_virtio_config_read(d, sizeof(len), p->tag, len);
}

static int probe(struct uk_virtio_dev *d)
{
	struct p9_dev *p = uk_zalloc(sizeof(*p));
	uint64_t features;
	int r;

	if (!p)
		return -ENOMEM;
	p->dev = d;
	uk_waitq_init(&p->wait);
	r = uk_virtio_negotiate(d, F_MOUNT_TAG, &features);
	if (r == 0 && !(features & F_MOUNT_TAG))
		r = -ENODEV;
	if (r == 0)
		r = read_tag(d, p);
	if (r == 0)
		r = uk_virtio_queue(d, 0, QUEUE_SZ, ready, p, &p->q);
	if (r) {
		uk_free(p);
		return r;
	}
	uk_virtio_ready(d);
	p->transport.tag = p->tag;
	p->transport.max_msize = MSIZE_MAX;
	p->transport.call = p9_call;
	uk_p9_transport_register(&p->transport);
	return 0;
}

UK_VIRTIO_DRIVER(virtio_9p_driver) = {
	.name = "virtio-9p",
	.id = UK_VIRTIO_ID_9P,
	.probe = probe,
};

UK_NEED(uk_anchor_virtio);
UK_ANCHOR(virtio_9p);

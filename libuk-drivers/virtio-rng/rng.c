/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The virtio entropy device, virtio 1.0 section 5.4: one queue, the device
 * fills buffers. Requests are made one at a time, when somebody asks.
 */
#include <errno.h>
#include <string.h>
#include <uk/anchor.h>
#include <uk/entropy.h>
#include <uk/lock.h>
#include <uk/virtio.h>

#define BUF_SZ 64

static struct rng_dev {
	struct uk_entropy source;
	struct uk_virtqueue *q;
	struct uk_mutex lock;
	struct uk_waitq wait;
	char buf[BUF_SZ];
} rng;

static void ready(void *arg)
{
	(void)arg;
	uk_waitq_wake(&rng.wait, UK_WAKE_ALL);
}

/* Wait for the one request under way; the number of bytes, or -EIO. */
static int finished(void)
{
	uint32_t len;

	for (;;) {
		bool more = uk_virtqueue_enable_irq(rng.q);

		if (uk_virtqueue_get(rng.q, &len))
			return len;
		if (uk_virtqueue_broken(rng.q))
			return -EIO;
		if (!more)
			uk_wait_event(&rng.wait,
				      uk_virtqueue_enable_irq(rng.q) ||
					      uk_virtqueue_broken(rng.q),
				      UK_FOREVER);
	}
}

static int rng_read(struct uk_entropy *e, void *buf, size_t len)
{
	struct uk_sg sg = { rng.buf, UK_MIN(len, (size_t)BUF_SZ) };
	int n;

	(void)e;
	uk_mutex_lock(&rng.lock);
	n = uk_virtqueue_add(rng.q, &sg, 0, 1, &rng);
	if (n == 0) {
		uk_virtqueue_kick(rng.q);
		n = finished();
	}
	if (n > 0) {
		memcpy(buf, rng.buf, n);
		memset(rng.buf, 0, sizeof(rng.buf)); /* a secret is handed out once */
	}
	uk_mutex_unlock(&rng.lock);
	return n;
}

static int probe(struct uk_virtio_dev *d)
{
	uint64_t features;
	int r;

	if (rng.q)
		return -ENODEV; /* one is enough */
	uk_mutex_init(&rng.lock);
	uk_waitq_init(&rng.wait);
	r = uk_virtio_negotiate(d, 0, &features);
	if (r == 0)
		r = uk_virtio_queue(d, 0, 4, ready, NULL, &rng.q);
	if (r)
		return r;
	uk_virtio_ready(d);
	rng.source.read = rng_read;
	uk_entropy_register(&rng.source);
	return 0;
}

UK_VIRTIO_DRIVER(virtio_rng_driver) = {
	.name = "virtio-rng",
	.id = UK_VIRTIO_ID_RNG,
	.probe = probe,
};

UK_NEED(uk_anchor_virtio);
UK_ANCHOR(virtio_rng);

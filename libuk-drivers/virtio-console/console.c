/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The virtio console, virtio 1.0 section 5.3: port 0 becomes the console of
 * the image. Output is copied into a few buffers that the device takes at its
 * leisure, so a line costs one notification and no wait; input buffers are handed out
 * in the order they were filled.
 */
#include <errno.h>
#include <string.h>
#include <uk/anchor.h>
#include <uk/console.h>
#include <uk/cpu.h>
#include <uk/virtio.h>
#include <uk/wait.h>

#define RX_QUEUE  0
#define TX_QUEUE  1
#define TX_BUFS	  4
#define TX_BUF_SZ 1024
#define RX_BUFS	  2
#define RX_BUF_SZ 256

/* How often flush looks at a device that does not answer before it gives up. */
#define FLUSH_SPINS 20000000u

struct tx_buf {
	bool busy;
	char data[TX_BUF_SZ];
};

static struct console_dev {
	struct uk_console console;
	struct uk_virtqueue *rx, *tx;
	struct uk_waitq tx_wait;
	struct tx_buf tx_bufs[TX_BUFS];
	char rx_bufs[RX_BUFS][RX_BUF_SZ];
	/* the filled input buffer being handed out */
	char *in;
	uint32_t in_len, in_pos;
} con;

static void reclaim(void)
{
	struct tx_buf *b;
	uint32_t len;

	while ((b = uk_virtqueue_get(con.tx, &len)) != NULL)
		b->busy = false;
}

static struct tx_buf *free_buf(void)
{
	reclaim();
	for (unsigned i = 0; i < TX_BUFS; i++)
		if (!con.tx_bufs[i].busy)
			return &con.tx_bufs[i];
	return NULL;
}

/* A free buffer; the interrupt is asked for only while there is none. */
static struct tx_buf *wait_buf(void)
{
	struct tx_buf *b = free_buf();

	while (!b && !uk_virtqueue_broken(con.tx)) {
		if (!uk_virtqueue_enable_irq(con.tx))
			uk_wait_event(&con.tx_wait,
				      (b = free_buf()) || uk_virtqueue_broken(con.tx),
				      UK_FOREVER);
		else
			b = free_buf();
		uk_virtqueue_disable_irq(con.tx);
	}
	return b;
}

static int console_write(struct uk_console *c, const char *buf, size_t len)
{
	size_t done = 0;

	(void)c;
	while (done < len) {
		size_t n = UK_MIN(len - done, (size_t)TX_BUF_SZ);
		struct tx_buf *b = wait_buf();
		struct uk_sg sg;
		int r;

		if (!b)
			return -EIO;
		memcpy(b->data, buf + done, n);
		sg = (struct uk_sg){ b->data, n };
		b->busy = true;
		r = uk_virtqueue_add(con.tx, &sg, 1, 0, b);
		if (r) {
			b->busy = false;
			return r;
		}
		uk_virtqueue_kick(con.tx);
		done += n;
	}
	return len;
}

static void post_rx(char *buf)
{
	struct uk_sg sg = { buf, RX_BUF_SZ };

	if (uk_virtqueue_add(con.rx, &sg, 0, 1, buf) == 0)
		uk_virtqueue_kick(con.rx);
}

static int console_read(struct uk_console *c, char *buf, size_t len)
{
	size_t n;

	(void)c;
	if (!con.in) {
		con.in = uk_virtqueue_get(con.rx, &con.in_len);
		/* Whoever finds nothing asks for the next interrupt, and looks once more. */
		if (!con.in && uk_virtqueue_enable_irq(con.rx))
			con.in = uk_virtqueue_get(con.rx, &con.in_len);
		con.in_pos = 0;
	}
	if (!con.in)
		return 0;
	n = UK_MIN(len, (size_t)(con.in_len - con.in_pos));
	memcpy(buf, con.in + con.in_pos, n);
	con.in_pos += n;
	if (con.in_pos == con.in_len) {
		post_rx(con.in);
		con.in = NULL;
	}
	return n;
}

static void console_flush(struct uk_console *c)
{
	(void)c;
	for (unsigned i = 0; i < FLUSH_SPINS && !uk_virtqueue_broken(con.tx); i++) {
		reclaim();
		if (uk_virtqueue_free_slots(con.tx) == uk_virtqueue_size(con.tx))
			return;
		uk_cpu_relax();
	}
}

static void rx_ready(void *arg)
{
	(void)arg;
	uk_console_input();
}

static void tx_ready(void *arg)
{
	(void)arg;
	uk_waitq_wake(&con.tx_wait, UK_WAKE_ALL);
}

static int probe(struct uk_virtio_dev *d)
{
	uint64_t features;
	int r;

	if (con.tx)
		return -ENODEV; /* one console */
	uk_waitq_init(&con.tx_wait);
	r = uk_virtio_negotiate(d, 0, &features);
	if (r == 0)
		r = uk_virtio_queue(d, RX_QUEUE, RX_BUFS, rx_ready, NULL, &con.rx);
	if (r == 0)
		r = uk_virtio_queue(d, TX_QUEUE, TX_BUFS, tx_ready, NULL, &con.tx);
	if (r) {
		con.tx = NULL;
		return r;
	}
	uk_virtqueue_disable_irq(con.tx);
	uk_virtio_ready(d);
	for (unsigned i = 0; i < RX_BUFS; i++)
		post_rx(con.rx_bufs[i]);
	con.console.write = console_write;
	con.console.read = console_read;
	con.console.flush = console_flush;
	uk_console_register(&con.console);
	return 0;
}

UK_VIRTIO_DRIVER(virtio_console_driver) = {
	.name = "virtio-console",
	.id = UK_VIRTIO_ID_CONSOLE,
	.probe = probe,
};

UK_NEED(uk_anchor_virtio);
UK_ANCHOR(virtio_console);

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The 16550 at 0x3f8 (National Semiconductor PC16550D): early console and the
 * console where there is no virtio-console. Polled; input by interrupt 4 once
 * someone reads. A port access can cost 30 us: output goes a FIFO at a time.
 */
#include <errno.h>
#include <uk/console.h>
#include <uk/irq.h>
#include "x86.h"
#include "sys.h"

#define COM1	  0x3f8
#define IER	  (COM1 + 1)
#define FCR	  (COM1 + 2)
#define LCR	  (COM1 + 3)
#define MCR	  (COM1 + 4)
#define LSR	  (COM1 + 5)
#define LSR_DATA  0x01
#define LSR_EMPTY 0x20
#define FIFO_SIZE 16
#define COM1_GSI  4

/* A transmitter that does not drain for this many looks is taken for dead. */
#define PATIENCE 1000000

static enum { UNKNOWN, PRESENT, ABSENT } state;

static bool present(void)
{
	if (state == UNKNOWN) {
		state = inb(LSR) == 0xff ? ABSENT : PRESENT;
		if (state == PRESENT)
			outb(FCR, 0x01);
	}
	return state == PRESENT;
}

void mach_serial_write(const char *buf, size_t len)
{
	while (len && present()) {
		size_t n = UK_MIN(len, (size_t)FIFO_SIZE);
		unsigned tries = PATIENCE;

		while (!(inb(LSR) & LSR_EMPTY))
			if (!--tries) {
				state = ABSENT;
				return;
			}
		outsb(COM1, buf, n);
		buf += n;
		len -= n;
	}
}

static void input(void *arg)
{
	(void)arg;
	uk_console_input();
}

int mach_serial_read(char *buf, size_t len)
{
	static bool attached;
	size_t n = 0;

	if (!present())
		return -EPIPE;
	if (!attached) {
		attached = true;
		if (uk_irq_attach(COM1_GSI, input, NULL) >= 0) {
			outb(MCR, 0x0b); /* DTR, RTS, OUT2: the interrupt line */
			outb(IER, 0x01); /* data available */
		}
	}
	while (n < len && (inb(LSR) & LSR_DATA))
		buf[n++] = inb(COM1);
	return n;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The PL011 (Arm DDI 0183) or the part of it that is SBSA's generic UART (DEN 0029): early
 * console and the console where there is no virtio-console. Polled; input by interrupt once
 * someone reads.
 */
#include <errno.h>
#include <uk/console.h>
#include <uk/irq.h>
#include "arm.h"

enum { DR = 0x00, FR = 0x18, CR = 0x30, IMSC = 0x38, ICR = 0x44 };
#define FR_RXFE 0x10
#define FR_TXFF 0x20
#define CR_ON	0x301 /* UART, transmitter, receiver */
#define INT_RX	0x050 /* receive, and receive timeout */

/* A transmitter that does not drain for this many looks is taken for dead. */
#define PATIENCE 10000000

static volatile uint32_t *reg(unsigned off)
{
	return (volatile uint32_t *)(uintptr_t)(mach_tree.uart + off);
}

static bool present(void)
{
	static bool on;

	/* The final tables map it (paging.c). */
	if (!mach_tree.uart || (!mach_running && !mach_boot_device(mach_tree.uart, 0x1000)))
		return false;
	if (!on) {
		on = true;
		/* Always on, and without this register. */
		if (mach_tree.uart_is_sbsa)
			return true;
		if ((*reg(CR) & CR_ON) != CR_ON) /* rate and format are firmware's */
			*reg(CR) = CR_ON;
	}
	return true;
}

void mach_serial_write(const char *buf, size_t len)
{
	while (len-- && present()) {
		unsigned tries = PATIENCE;

		while (*reg(FR) & FR_TXFF)
			if (!--tries) {
				mach_tree.uart = 0;
				return;
			}
		*reg(DR) = (uint8_t)*buf++;
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
		if (mach_tree.uart_line && uk_irq_attach(mach_tree.uart_line, input, NULL) >= 0)
			*reg(IMSC) = INT_RX;
	}
	*reg(ICR) = INT_RX;
	while (n < len && !(*reg(FR) & FR_RXFE))
		buf[n++] = *reg(DR);
	return n;
}

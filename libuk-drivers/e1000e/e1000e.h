/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Inside the driver:
 *
 *	driver.c  what it serves
 *	pci.c     probe: registers, interrupts, registration
 *	hw.c      reset, address, link, set-up of the two units, counters
 *	ring.c    the netdev operations: descriptor rings and their doorbells
 */
#ifndef E1000E_H
#define E1000E_H

#include <stdbool.h>
#include <uk/netdev.h>
#include <uk/pci.h>
#include "io.h"
#include "regs.h"

/* What differs between the families. */
struct e1000e_model {
	const char *name;
	bool pcie;	      /* 82574: MSI-X and MSI, EEPROM read by itself, PCIe */
	uint32_t eerd_done;   /* EERD's fields have moved */
	unsigned eerd_addr;   /* shift */
	unsigned entries_max; /* of a ring */
};

/*
 * A ring: @count descriptors from @first (cyclically) are the device's, the rest ours. At
 * most size - 1, since head == tail means empty (7.1.8, 3.2.6).
 */
struct e1000e_ring {
	struct e1000e_desc *desc;
	struct uk_netbuf **buf; /* the netbuf a descriptor stands for, or NULL */
	unsigned size, first, count;
	unsigned tail; /* as the device was told */
};

struct e1000e {
	struct uk_netdev dev;
	volatile void *regs;
	const struct e1000e_model *model;
	struct e1000e_ring rx, tx;
	uint64_t tx_context;		   /* the checksum fields the device has, 0: none */
	unsigned tx_frames;		   /* handed over, not yet known to be sent */
	uint32_t int_rx, int_tx, int_link; /* causes, by the kind of interrupt in use */
	uint64_t stats_due;		   /* uk_clock_ns */
	bool msix;
	bool armed;    /* the receive interrupt is on */
	bool tx_short; /* the user was told that the ring is full */
	bool skipping; /* inside a frame that is dropped */
	bool told;     /* a lie of the device was reported */
	bool gone;     /* the device does not answer any more */
};

static inline uint32_t e1000e_read(struct e1000e *n, unsigned reg)
{
	return e1000e_io_read(n->regs, reg);
}

static inline void e1000e_write(struct e1000e *n, unsigned reg, uint32_t v)
{
	e1000e_io_write(n->regs, reg, v);
}

/* -- hw.c; all in thread context -- */

/* Stop and reset the device; interrupts are off then. 0, -ENODEV, -ETIMEDOUT, after a message.
 */
int e1000e_reset(struct e1000e *n);
/* Find the station address. 0 or -errno, after a message. */
int e1000e_address(struct e1000e *n);
/* Link and filters, before either unit is on. */
void e1000e_configure(struct e1000e *n);
/* Turn on receiver or transmitter, for the ring as it is. */
void e1000e_receiver_on(struct e1000e *n);
void e1000e_transmitter_on(struct e1000e *n);
/* Read the link's state into dev.link_up, and say when it changes. */
void e1000e_link(struct e1000e *n);
/* Add the device's counters to the netdev's. */
void e1000e_count(struct e1000e *n);
/* It reads all ones: say so, and do without it from now on. */
void e1000e_gone(struct e1000e *n);

/* -- ring.c -- */

extern const struct uk_netdev_ops e1000e_ops;
/* Interrupt handlers of the scheduler; @arg: struct e1000e. */
void e1000e_queue_irq(void *arg); /* MSI-X: receive and transmit */
void e1000e_link_irq(void *arg);  /* MSI-X: the rest */
void e1000e_any_irq(void *arg);	  /* MSI and INTx: everything */

/* -- pci.c -- */

int e1000e_probe(struct uk_pci_dev *d);

#endif

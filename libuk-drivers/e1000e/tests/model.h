/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A model of the device for the tests: registers, rings, write-back, interrupt causes, and the
 * pool's functions that the driver calls. It notes (model.violation) whatever a
 * real device would not forgive: registers touched during a reset, a unit turned on before its
 * ring, descriptors that cannot be, DMA outside the buffers the driver has given out.
 * It can also be told to misbehave.
 */
#ifndef MODEL_H
#define MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include "../e1000e.h"

#define MODEL_FRAME_MAX 4096
#define MODEL_SENT_MAX	512

/* Interrupt sources as handed to the driver. */
enum { MODEL_SOURCES = 8 };

struct model {
	bool pcie, has_msix, has_msi, has_line;
	uint32_t reg[REGS_SIZE / 4];
	uint16_t eeprom[64];
	uint64_t now;	    /* ns; each look at the clock takes some */
	uint64_t reset_end; /* until then only CTRL and STATUS may be touched */

	/* how it misbehaves */
	bool all_ones; /* gone */
	bool reset_stuck, auto_read_stuck, eerd_stuck, master_stuck, no_address;
	bool tx_held; /* descriptors are taken, not completed */
	long memory;  /* allocations that still succeed; < 0: all */
	size_t bar_size;
	size_t pages; /* of memory: what the number of receive buffers goes by */
	uint32_t (*on_read)(unsigned reg, uint32_t v); /* the fuzzer's */

	/* interrupts */
	bool msix_on, msi_on, line;
	int vector_source[5], msi_source, line_source;
	struct {
		void (*fn)(void *);
		void *arg;
	} handler[MODEL_SOURCES];
	int nsources;
	unsigned pending; /* sources; model_dispatch() calls their handlers */
	unsigned raised;  /* interrupts so far */

	/* transmit */
	unsigned sent_len[MODEL_SENT_MAX];
	unsigned nsent, ncontexts;
	uint64_t context;
	unsigned doorbells[2]; /* RDT, TDT */

	const char *violation;
	char log[512];	       /* the last message */
	unsigned nlogs, nlive; /* messages; netbufs that are not free */
	unsigned woken;
	struct uk_netdev *dev;
	struct uk_pci_dev pci;
	uint16_t config[128];
};
extern struct model model;
extern uint8_t model_sent[MODEL_SENT_MAX][MODEL_FRAME_MAX]; /* frame n: at n % MODEL_SENT_MAX */

/* A fresh device; @device 0x10d3, 0x100e, 0x100f. */
void model_new(uint16_t device);
/* Free what the driver's and the model's memory still holds. */
void model_end(void);
/* Handlers of pending sources, as the scheduler calls them. */
void model_dispatch(void);

/* A frame arrives. False: it was dropped (receiver off, no link, no descriptor). */
bool model_receive(const void *frame, unsigned len, uint64_t flags);
/* Write back the descriptor at head with any @info, and go on to the next. */
void model_write_back(uint64_t info);
/* Complete what is held. */
void model_transmit(void);
void model_link(bool up);
/* Bring a cause up. */
void model_cause(uint32_t causes);
/* Is [addr, addr + len) in one live piece of memory? */
bool model_dma_ok(uint64_t addr, size_t len);
struct e1000e_desc *model_desc(unsigned base_reg, unsigned i);

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/* See model.h. Section numbers are of the manuals in ../regs.h. */
#include "model.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uk/console.h>
#include <uk/heap.h>
#include <uk/irq.h>
#include <uk/page.h>

#define TICK	 UINT64_C(100) /* ns a look at the clock takes */
#define LIVE_MAX 8192
#define PCIE_CAP 0xe0
#define MSIX_CAP 0xa0

struct model model;
uint8_t model_sent[MODEL_SENT_MAX][MODEL_FRAME_MAX];

/* -- memory -- */

static struct piece {
	char *start;
	size_t len;
	void *owner; /* of a netbuf's buffer */
} live[LIVE_MAX];
static unsigned nlive;

static void violated(const char *what)
{
	if (!model.violation)
		model.violation = what;
}

static bool memory(void)
{
	if (model.memory == 0)
		return false;
	if (model.memory > 0)
		model.memory--;
	return true;
}

static void note(void *start, size_t len, void *owner)
{
	if (nlive == LIVE_MAX)
		abort();
	live[nlive++] = (struct piece){ start, len, owner };
}

static void forget(const void *start)
{
	for (unsigned i = 0; i < nlive; i++)
		if (live[i].start == start) {
			live[i] = live[--nlive];
			return;
		}
	violated("memory freed that was not allocated");
}

bool model_dma_ok(uint64_t addr, size_t len)
{
	for (unsigned i = 0; i < nlive; i++) {
		uint64_t start = uk_dma_addr(live[i].start);

		if (addr >= start && addr - start <= live[i].len &&
		    len <= live[i].len - (addr - start))
			return true;
	}
	return false;
}

void *uk_page_alloc(size_t n)
{
	void *p = memory() ? aligned_alloc(UK_PAGE_SIZE, n * UK_PAGE_SIZE) : NULL;

	if (p) {
		memset(p, 0xa5, n * UK_PAGE_SIZE);
		note(p, n * UK_PAGE_SIZE, NULL);
	}
	return p;
}

void uk_page_free(void *p, size_t n)
{
	(void)n;
	forget(p);
	free(p);
}

void uk_page_stats(struct uk_page_stats *s)
{
	*s = (struct uk_page_stats){ .total = model.pages,
				     .free = model.pages,
				     .largest = model.pages };
}

void *uk_zalloc(size_t size)
{
	void *p = memory() ? calloc(1, size) : NULL;

	if (p)
		note(p, 0, NULL);
	return p;
}

void uk_free(void *p)
{
	forget(p);
	free(p);
}

/* The buffer is an allocation of its own, so that a sanitizer sees its ends. */
static void buffer_free(struct uk_netbuf *b)
{
	forget(b->buf);
	free(b->buf);
	free(b);
	model.nlive--;
}

struct uk_netbuf *uk_netbuf_alloc(void)
{
	struct uk_netbuf *b = memory() ? calloc(1, sizeof(*b)) : NULL;

	if (!b)
		return NULL;
	b->size = UK_NETBUF_SIZE - sizeof(*b);
	b->buf = malloc(b->size);
	if (!b->buf)
		abort();
	b->data = b->buf + UK_NETBUF_HEADROOM;
	b->free = buffer_free;
	note(b->buf, b->size, b);
	model.nlive++;
	return b;
}

void uk_netbuf_free(struct uk_netbuf *b)
{
	while (b) {
		struct uk_netbuf *next = b->next;

		b->free(b);
		b = next;
	}
}

/* -- the rest of the pool -- */

uint64_t uk_clock_ns(void)
{
	return model.now += TICK;
}

void uk_log(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(model.log, sizeof(model.log), fmt, ap);
	va_end(ap);
	model.nlogs++;
}

unsigned uk_waitq_wake(struct uk_waitq *q, unsigned n)
{
	(void)q;
	(void)n;
	return model.woken++ * 0;
}

void uk_netdev_register(struct uk_netdev *d)
{
	model.dev = d;
}

int uk_irq_attach(unsigned line, void (*fn)(void *arg), void *arg)
{
	if (model.nsources == MODEL_SOURCES)
		return -ENOSPC;
	if (line != UK_IRQ_NO_LINE)
		model.line_source = model.nsources;
	model.handler[model.nsources].fn = fn;
	model.handler[model.nsources].arg = arg;
	return model.nsources++;
}

void uk_irq_detach(int source)
{
	if (source >= 0)
		model.handler[source].fn = NULL;
}

uint16_t uk_pci_read16(const struct uk_pci_dev *d, unsigned off)
{
	(void)d;
	return model.config[off / 2];
}

void uk_pci_write16(const struct uk_pci_dev *d, unsigned off, uint16_t v)
{
	(void)d;
	model.config[off / 2] = v;
	if (off == MSIX_CAP + 2 && !(v & 0x8000))
		model.msix_on = false;
}

unsigned uk_pci_capability(const struct uk_pci_dev *d, uint8_t id, unsigned from)
{
	(void)d;
	if (!model.pcie || from)
		return 0;
	return id == 0x10 ? PCIE_CAP : id == 0x11 && model.has_msix ? MSIX_CAP : 0;
}

void *uk_pci_map_bar(const struct uk_pci_dev *d, unsigned bar, size_t *len)
{
	(void)d;
	*len = model.bar_size;
	return bar == 0 && model.bar_size ? model.reg : NULL;
}

int uk_pci_msix(const struct uk_pci_dev *d, unsigned entry, int source)
{
	(void)d;
	if (!model.has_msix)
		return -ENODEV;
	model.vector_source[entry] = source;
	model.msix_on = true;
	return 0;
}

int uk_pci_msi(const struct uk_pci_dev *d, int source)
{
	(void)d;
	if (!model.has_msi)
		return -ENODEV;
	model.msi_source = source;
	model.msi_on = true;
	return 0;
}

unsigned uk_pci_intx(const struct uk_pci_dev *d)
{
	(void)d;
	return model.has_line ? 11 : UK_IRQ_NO_LINE;
}

/* -- interrupts: 10.2.4, 7.4; 13.4.17 -- */

static void raise_source(int source)
{
	model.pending |= 1u << source;
	model.raised++;
}

static void msix_message(uint32_t cause, unsigned shift)
{
	unsigned entry = model.reg[IVAR / 4] >> shift & 15;

	if (!(entry & 8) || (entry & 7) > 4) {
		violated("a cause without a vector");
		return;
	}
	raise_source(model.vector_source[entry & 7]);
	model.reg[ICR / 4] &= ~(model.reg[EIAC / 4] & cause);
	if (model.reg[CTRL_EXT / 4] & CTRL_EXT_EIAME)
		model.reg[IMS / 4] &= ~(model.reg[IAM / 4] & cause);
}

static void update(void)
{
	uint32_t on;

	/* OTHER stands for those without a vector of their own, as long as there is one. */
	if (model.msix_on && (model.reg[ICR / 4] & (INT_LSC | INT_RXO)))
		model.reg[ICR / 4] |= INT_OTHER;
	on = model.reg[ICR / 4] & model.reg[IMS / 4];
	if (model.msix_on) {
		if (on & INT_RXQ0)
			msix_message(INT_RXQ0, 0);
		if (on & INT_TXQ0)
			msix_message(INT_TXQ0, 8);
		if (on & INT_OTHER)
			msix_message(INT_OTHER, 16);
	} else if (model.msi_on) {
		if (on && !model.line)
			raise_source(model.msi_source);
		model.line = on;
	} else {
		if (on && !model.line) /* routed as an edge */
			raise_source(model.line_source);
		model.line = on;
	}
}

void model_cause(uint32_t causes)
{
	if (model.msix_on) {
		if (causes & (INT_RXT | INT_RXDMT))
			causes |= INT_RXQ0;
		if (causes & INT_TXDW)
			causes |= INT_TXQ0;
	}
	model.reg[ICR / 4] |= causes;
	update();
}

void model_dispatch(void)
{
	while (model.pending) {
		unsigned s = __builtin_ctz(model.pending);

		model.pending &= model.pending - 1;
		if (s < MODEL_SOURCES && model.handler[s].fn)
			model.handler[s].fn(model.handler[s].arg);
	}
}

void model_link(bool up)
{
	model.reg[STATUS / 4] &= ~STATUS_LU;
	if (up)
		model.reg[STATUS / 4] |= STATUS_LU;
	model_cause(INT_LSC);
}

/* -- rings -- */

struct e1000e_desc *model_desc(unsigned base_reg, unsigned i)
{
	uint64_t base = model.reg[base_reg / 4] | (uint64_t)model.reg[base_reg / 4 + 1] << 32;

	base += i * sizeof(struct e1000e_desc);
	if (!model_dma_ok(base, sizeof(struct e1000e_desc)))
		return NULL;
	return (struct e1000e_desc *)(uintptr_t)base;
}

/* Length is two registers after the base, head four, tail six (words). */
static unsigned entries(unsigned base_reg)
{
	return model.reg[base_reg / 4 + 2] / sizeof(struct e1000e_desc);
}

static void advance(unsigned base_reg)
{
	unsigned n = entries(base_reg);
	uint32_t *head = &model.reg[base_reg / 4 + 4];

	*head = n && *head + 1 < n ? *head + 1 : 0;
}

void model_write_back(uint64_t info)
{
	struct e1000e_desc *d = model_desc(RDBAL, model.reg[RDH / 4]);

	if (!d)
		return;
	d->info = info;
	advance(RDBAL);
	model_cause(INT_RXT);
}

bool model_receive(const void *frame, unsigned len, uint64_t flags)
{
	struct e1000e_desc *d;

	if (!(model.reg[RCTL / 4] & RCTL_EN) || !(model.reg[STATUS / 4] & STATUS_LU))
		return false;
	if (model.reg[RDH / 4] == model.reg[RDT / 4]) {
		model.reg[MPC / 4]++;
		model_cause(INT_RXO);
		return false;
	}
	d = model_desc(RDBAL, model.reg[RDH / 4]);
	if (!d || !model_dma_ok(d->addr, len)) {
		violated("a receive descriptor outside of memory");
		return false;
	}
	memcpy((void *)(uintptr_t)d->addr, frame, len);
	model_write_back(len | RXD_DD | RXD_EOP | flags);
	return true;
}

/* The sum over what the context says: 3.5. */
static void insert_sum(uint8_t *frame, unsigned len)
{
	unsigned start = model.context >> 32 & 255, at = model.context >> 40 & 255;
	uint32_t sum = 0;

	if (!model.context || at + 2 > len || start >= len) {
		violated("a checksum outside of its frame");
		return;
	}
	for (unsigned i = start; i < len; i++)
		sum += (i - start) & 1 ? frame[i] : frame[i] << 8;
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	sum = ~sum & 0xffff;
	frame[at] = sum >> 8;
	frame[at + 1] = sum;
}

static unsigned frame_len;
static bool frame_sum;

static void transmit_data(const struct e1000e_desc *d)
{
	unsigned len = d->info & TXD_LENGTH, slot = model.nsent % MODEL_SENT_MAX;

	if (!model_dma_ok(d->addr, len))
		violated("a transmit descriptor outside of memory");
	else if (!len || frame_len + len > MODEL_FRAME_MAX)
		violated("a transmit descriptor of a wrong length");
	else {
		memcpy(model_sent[slot] + frame_len, (void *)(uintptr_t)d->addr, len);
		if (frame_len == 0)
			frame_sum = d->info & TXD_TXSM;
		frame_len += len;
	}
	if (!(d->info & TXD_EOP))
		return;
	if (!(d->info & TXD_IFCS))
		violated("a frame without CRC");
	if (frame_sum)
		insert_sum(model_sent[slot], frame_len);
	model.sent_len[slot] = frame_len;
	model.nsent++;
	frame_len = 0;
}

void model_transmit(void)
{
	bool wrote = false;

	if (!(model.reg[TCTL / 4] & TCTL_EN))
		return;
	while (model.reg[TDH / 4] != model.reg[TDT / 4]) {
		struct e1000e_desc *d = model_desc(TDBAL, model.reg[TDH / 4]);

		if (!d || model.reg[TDT / 4] >= entries(TDBAL)) {
			violated("the transmit ring is not in memory");
			return;
		}
		if (!(d->info & TXD_DEXT))
			violated("a legacy descriptor");
		if (d->info & TXD_DATA) {
			transmit_data(d);
		} else {
			model.context = d->addr;
			model.ncontexts++;
		}
		if (d->info & TXD_RS) {
			d->info |= TXD_DD;
			wrote = true;
		}
		advance(TDBAL);
	}
	if (wrote)
		model_cause(INT_TXDW);
}

/* -- registers -- */

static void reset(void)
{
	uint32_t status = model.reg[STATUS / 4], mta = model.reg[MTA / 4];

	memset(model.reg, 0, sizeof(model.reg));
	model.reg[STATUS / 4] = status;
	model.reg[MTA / 4] = mta; /* survives: 13.5.1 */
	model.reset_end = model.now + 1000;
	model.line = false;
	model.context = 0;
	if (model.reset_stuck)
		model.reg[CTRL / 4] = CTRL_RST;
	if (!model.no_address) {
		model.reg[RAL0 / 4] = model.eeprom[0] | (uint32_t)model.eeprom[1] << 16;
		model.reg[RAH0 / 4] = model.eeprom[2] | RAH_AV;
	}
	if (!model.auto_read_stuck)
		model.reg[EECD / 4] = EECD_AUTO_RD;
}

static void ring_ready(unsigned base_reg)
{
	uint32_t len = model.reg[base_reg / 4 + 2];

	if (!len || len % 128 || model.reg[base_reg / 4] % 16 || !model_desc(base_reg, 0) ||
	    !model_desc(base_reg, entries(base_reg) - 1))
		violated("a unit is turned on before its ring");
}

static void receiver(uint32_t v)
{
	if (!(v & RCTL_EN))
		return;
	ring_ready(RDBAL);
	for (unsigned i = 0; i < MTA_WORDS; i++)
		if (model.reg[MTA / 4 + i])
			violated("receiving with filters that were not set");
	if (v & RCTL_LPE)
		violated("frames longer than a buffer are let in");
	if (!(model.reg[CTRL / 4] & CTRL_SLU))
		violated("receiving without setting the link up");
}

static void eerd(uint32_t v)
{
	unsigned shift = model.pcie ? 2 : 8, word = (v >> shift) & 63;

	if ((v & EERD_START) && !model.eerd_stuck)
		model.reg[EERD / 4] =
			(uint32_t)model.eeprom[word] << 16 | (model.pcie ? 2 : 16);
	else
		model.reg[EERD / 4] = 0;
}

static void check_access(unsigned reg)
{
	if (reg >= REGS_SIZE || reg % 4)
		violated("no such register");
	if (model.now < model.reset_end)
		violated("a register is touched within 1 us of the reset");
	if (model.pcie && !model.auto_read_stuck && reg != CTRL && reg != STATUS &&
	    reg != EECD && reg != IMC && !(model.reg[EECD / 4] & EECD_AUTO_RD) &&
	    model.reset_end)
		violated("a register is touched before the EEPROM has been read");
}

uint32_t e1000e_io_read(volatile void *base, unsigned reg)
{
	uint32_t v;

	(void)base;
	if (model.all_ones)
		return 0xffffffff;
	check_access(reg);
	v = model.reg[reg / 4];
	if (reg == ICR) {
		/* 10.2.4.1: with MSI-X only if all are masked. */
		if (!model.msix_on || !model.reg[IMS / 4])
			model.reg[ICR / 4] = 0;
		update();
	} else if (reg == STATUS && model.pcie) {
		v &= ~STATUS_GIO_MASTER_ENABLE;
		if (!(model.reg[CTRL / 4] & CTRL_GIO_MASTER_DISABLE) || model.master_stuck)
			v |= STATUS_GIO_MASTER_ENABLE;
	} else if (reg == MPC || reg == CRCERRS || reg == RXERRC) {
		model.reg[reg / 4] = 0;
	}
	return model.on_read ? model.on_read(reg, v) : v;
}

void e1000e_io_write(volatile void *base, unsigned reg, uint32_t v)
{
	(void)base;
	if (model.all_ones)
		return;
	check_access(reg);
	switch (reg) {
	case CTRL:
		model.reg[CTRL / 4] = v & ~CTRL_RST;
		if (v & CTRL_RST)
			reset();
		return;
	case STATUS:
	case MPC:
		violated("a register that is only read");
		return;
	case EERD:
		eerd(v);
		return;
	case ICR:
		model.reg[ICR / 4] &= ~v;
		break;
	case IMS:
		model.reg[IMS / 4] |= v;
		break;
	case IMC:
		model.reg[IMS / 4] &= ~v;
		break;
	case RCTL:
		receiver(v);
		model.reg[RCTL / 4] = v;
		return;
	case TCTL:
		if (v & TCTL_EN)
			ring_ready(TDBAL);
		model.reg[TCTL / 4] = v;
		return;
	case RDT:
		model.doorbells[0]++;
		if (v >= entries(RDBAL))
			violated("RDT outside of its ring");
		model.reg[RDT / 4] = v;
		return;
	case TDT:
		model.doorbells[1]++;
		if (v >= entries(TDBAL))
			violated("TDT outside of its ring");
		model.reg[TDT / 4] = v;
		if (!model.tx_held)
			model_transmit();
		return;
	default:
		model.reg[reg / 4] = v;
		return;
	}
	update();
}

/* -- life -- */

void model_new(uint16_t device)
{
	static const uint16_t address[3] = { 0x5452, 0x1200, 0x5634 };

	memset(&model, 0, sizeof(model));
	model.pci = (struct uk_pci_dev){ .vendor = 0x8086, .device = device };
	model.pcie = device == 0x10d3;
	model.has_msix = model.has_msi = model.pcie;
	model.has_line = true;
	model.memory = -1;
	model.bar_size = REGS_SIZE;
	model.pages = 4096;
	memcpy(model.eeprom, address, sizeof(address));
	model.reg[STATUS / 4] = STATUS_LU | STATUS_FD | 2u << STATUS_SPEED_SHIFT;
	/* As firmware may leave it. */
	model.reg[MTA / 4] = 0x80;
	model.reg[IMS / 4] = INT_RXT;
	model.config[(PCIE_CAP + 0x10) / 2] = 0x0003; /* ASPM on */
	frame_len = 0;
	nlive = 0;
}

void model_end(void)
{
	while (nlive) {
		struct piece p = live[--nlive];

		free(p.start);
		free(p.owner);
	}
}

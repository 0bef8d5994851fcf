/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From the PCI function to a network device: registers, address, interrupts. A device
 * without one of them is refused, and none is used before the stack starts it.
 */
#include <errno.h>
#include <string.h>
#include <uk/console.h>
#include <uk/heap.h>
#include <uk/irq.h>
#include <uk/param.h>
#include "e1000e.h"

#define CAP_PCIE     0x10
#define CAP_MSIX     0x11
#define PCIE_LINKCTL 0x10
#define LINKCTL_ASPM 0x0003
#define ENTRY_QUEUES 0 /* of the MSI-X table */
#define ENTRY_LINK   1

static const char *irq_kind = "auto";
UK_PARAM_STRING(e1000e, irq, irq_kind, "interrupts: auto, msix, msi or intx");

static const struct e1000e_model model_82574 = {
	.name = "82574",
	.pcie = true,
	.eerd_done = 0x02,
	.eerd_addr = 2,
	.entries_max = 4096,
};
static const struct e1000e_model model_8254x = {
	.name = "8254x",
	.eerd_done = 0x10,
	.eerd_addr = 8,
	.entries_max = 256,
};

static bool wanted(const char *kind)
{
	return strcmp(irq_kind, "auto") == 0 || strcmp(irq_kind, kind) == 0;
}

static void no_msix(const struct uk_pci_dev *d)
{
	unsigned cap = uk_pci_capability(d, CAP_MSIX, 0);

	if (cap)
		uk_pci_write16(d, cap + 2, 0);
}

/* Two messages, so that the one for packets needs no look at its cause. */
static bool try_msix(struct e1000e *n, const struct uk_pci_dev *d)
{
	int queues = uk_irq_attach(UK_IRQ_NO_LINE, e1000e_queue_irq, n);
	int link = uk_irq_attach(UK_IRQ_NO_LINE, e1000e_link_irq, n);

	if (queues >= 0 && link >= 0 && uk_pci_msix(d, ENTRY_QUEUES, queues) == 0 &&
	    uk_pci_msix(d, ENTRY_LINK, link) == 0) {
		n->msix = true;
		n->int_rx = INT_RXQ0;
		n->int_tx = INT_TXQ0;
		n->int_link = INT_LSC | INT_OTHER;
		return true;
	}
	no_msix(d);
	uk_irq_detach(queues);
	uk_irq_detach(link);
	return false;
}

static bool try_msi(struct e1000e *n, const struct uk_pci_dev *d)
{
	int source = uk_irq_attach(UK_IRQ_NO_LINE, e1000e_any_irq, n);

	if (source >= 0 && uk_pci_msi(d, source) == 0)
		return true;
	uk_irq_detach(source);
	return false;
}

static int interrupts(struct e1000e *n, const struct uk_pci_dev *d)
{
	unsigned line;
	int r;

	n->int_rx = INT_RXT | INT_RXDMT | INT_RXO;
	n->int_tx = INT_TXDW;
	n->int_link = INT_LSC;
	if (n->model->pcie && wanted("msix") && try_msix(n, d))
		return 0;
	/* Not on the 8254x: its specification updates say that MSI does not work. */
	if (n->model->pcie && wanted("msi") && try_msi(n, d))
		return 0;
	line = wanted("intx") ? uk_pci_intx(d) : UK_IRQ_NO_LINE;
	r = line == UK_IRQ_NO_LINE ? -ENODEV : uk_irq_attach(line, e1000e_any_irq, n);
	if (r < 0) {
		uk_log("e1000e: no interrupt (e1000e.irq=%s)", irq_kind);
		return r == -ENODEV ? -EIO : r;
	}
	return 0;
}

/* The 82574 can lose its transmitter when its link sleeps (specification update, L0s and L1).
 */
static void keep_awake(const struct uk_pci_dev *d)
{
	unsigned cap = uk_pci_capability(d, CAP_PCIE, 0);
	uint16_t v;

	if (!cap || cap + PCIE_LINKCTL > 0xfe)
		return;
	v = uk_pci_read16(d, cap + PCIE_LINKCTL);
	if (v & LINKCTL_ASPM)
		uk_pci_write16(d, cap + PCIE_LINKCTL, v & ~LINKCTL_ASPM);
}

static int setup(struct e1000e *n, struct uk_pci_dev *d)
{
	size_t len;
	int r;

	n->regs = uk_pci_map_bar(d, 0, &len);
	if (!n->regs || len < REGS_SIZE) {
		uk_log("e1000e: BAR 0 is not %u KiB of registers", REGS_SIZE / 1024);
		return -EIO;
	}
	if (n->model->pcie)
		keep_awake(d);
	r = e1000e_reset(n);
	if (r == 0)
		r = e1000e_address(n);
	if (r == 0)
		r = interrupts(n, d);
	/* To the bus -ENODEV would mean: not mine. */
	return r == -ENODEV ? -EIO : r;
}

int e1000e_probe(struct uk_pci_dev *d)
{
	struct e1000e *n = uk_zalloc(sizeof(*n));
	int r;

	if (!n)
		return -ENOMEM;
	uk_waitq_init(&n->dev.rx_wait);
	n->model = d->device == 0x10d3 ? &model_82574 : &model_8254x;
	r = setup(n, d);
	if (r) {
		uk_free(n);
		return r;
	}
	n->dev.ops = &e1000e_ops;
	n->dev.name = "e1000e";
	n->dev.mtu = 1500;
	uk_netdev_register(&n->dev);
	return 0;
}

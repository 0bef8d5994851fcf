/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The PCI transport, virtio 1.0 section 4.1, modern devices only. Vendor
 * capabilities say where in which BAR the register blocks are; each is checked
 * against the BAR's size. One MSI-X vector per queue, or else the INTx line with the ISR
 * register.
 */
#include <errno.h>
#include <uk/anchor.h>
#include <uk/console.h>
#include <uk/irq.h>
#include <uk/pci.h>
#include "virtio_dev.h"
#include "virtqueue_priv.h"

UK_NEED(uk_bus_pci);

#define VIRTIO_PCI_VENDOR     0x1af4
#define VIRTIO_PCI_TRANS_BASE 0x1000 /* transitional devices, which are modern ones too */
#define VIRTIO_PCI_MODERN     0x1040 /* + device id */
#define PCI_CAP_VENDOR	      0x09
#define NO_VECTOR	      0xffff

/* cfg_type of a vendor capability, section 4.1.4 */
enum { CFG_COMMON = 1, CFG_NOTIFY, CFG_ISR, CFG_DEVICE, CFG_TYPES };

/* Section 4.1.4.3. Natural alignment makes it exactly the wire layout. */
struct common_cfg {
	uint32_t device_feature_select;
	uint32_t device_feature;
	uint32_t driver_feature_select;
	uint32_t driver_feature;
	uint16_t msix_config;
	uint16_t num_queues;
	uint8_t device_status;
	uint8_t config_generation;
	uint16_t queue_select;
	uint16_t queue_size;
	uint16_t queue_msix_vector;
	uint16_t queue_enable;
	uint16_t queue_notify_off;
	uint32_t queue_desc[2];
	uint32_t queue_avail[2];
	uint32_t queue_used[2];
};

struct block {
	volatile uint8_t *p;
	size_t len;
};

struct pci_dev {
	struct uk_virtio_dev dev;
	struct uk_pci_dev *pci;
	struct block block[CFG_TYPES];
	uint32_t notify_multiplier;
	bool intx_attached;
};

static volatile struct common_cfg *common(struct uk_virtio_dev *d)
{
	return (volatile struct common_cfg *)((struct pci_dev *)d)->block[CFG_COMMON].p;
}

static uint8_t pci_status(struct uk_virtio_dev *d)
{
	return common(d)->device_status;
}

static void pci_set_status(struct uk_virtio_dev *d, uint8_t status)
{
	common(d)->device_status = uk_opaque(status);
}

static uint64_t pci_features(struct uk_virtio_dev *d)
{
	volatile struct common_cfg *c = common(d);
	uint64_t f;

	c->device_feature_select = 1;
	f = (uint64_t)c->device_feature << 32;
	c->device_feature_select = uk_opaque(0u);
	return f | c->device_feature;
}

static void pci_accept(struct uk_virtio_dev *d, uint64_t features)
{
	volatile struct common_cfg *c = common(d);

	c->driver_feature_select = 1;
	c->driver_feature = features >> 32;
	c->driver_feature_select = uk_opaque(0u);
	c->driver_feature = uk_opaque((uint32_t)features);
}

static unsigned pci_queue_max(struct uk_virtio_dev *d, unsigned index)
{
	volatile struct common_cfg *c = common(d);

	if (index >= c->num_queues)
		return 0;
	c->queue_select = index;
	return c->queue_size;
}

static void intx_irq(void *arg)
{
	struct pci_dev *p = arg;

	if (*p->block[CFG_ISR].p) /* the read acknowledges */
		virtio_notify_all(&p->dev);
}

static int route_intx(struct pci_dev *p)
{
	unsigned line;
	int source;

	if (p->intx_attached)
		return 0;
	line = uk_pci_intx(p->pci);
	if (line == UK_IRQ_NO_LINE || !p->block[CFG_ISR].p)
		return -ENODEV;
	source = uk_irq_attach(line, intx_irq, p);
	if (source < 0)
		return source;
	p->intx_attached = true;
	return 0;
}

/* The vector of queue @index in the MSI-X table, or NO_VECTOR if INTx serves; or -errno. */
static int route(struct pci_dev *p, unsigned index, struct uk_virtqueue *q)
{
	int source, r;

	source = uk_irq_attach(UK_IRQ_NO_LINE, q->notify, q->arg);
	if (source < 0)
		return source;
	r = uk_pci_msix(p->pci, index, source);
	if (r == 0)
		return index;
	uk_irq_detach(source);
	r = route_intx(p);
	return r ? r : NO_VECTOR;
}

static int pci_queue_enable(struct uk_virtio_dev *d, unsigned index, struct uk_virtqueue *q,
			    const struct virtqueue_rings *r)
{
	struct pci_dev *p = (struct pci_dev *)d;
	volatile struct common_cfg *c = common(d);
	int vector = NO_VECTOR;
	uint64_t off;

	c->queue_select = index;
	off = (uint64_t)c->queue_notify_off * p->notify_multiplier;
	if (off + 2 > p->block[CFG_NOTIFY].len || off % 2)
		return -EIO;
	if (q->notify) {
		vector = route(p, index, q);
		if (vector < 0)
			return vector;
	}
	c->queue_size = q->size;
	c->queue_msix_vector = uk_opaque((uint16_t)vector);
	if (c->queue_msix_vector != vector)
		return -ENOSPC; /* the device has no room for the vector, section 4.1.5.1.2 */
	c->queue_desc[0] = r->desc;
	c->queue_desc[1] = uk_opaque((uint32_t)(r->desc >> 32));
	c->queue_avail[0] = r->avail;
	c->queue_avail[1] = uk_opaque((uint32_t)(r->avail >> 32));
	c->queue_used[0] = r->used;
	c->queue_used[1] = uk_opaque((uint32_t)(r->used >> 32));
	c->queue_enable = 1;
	q->doorbell = p->block[CFG_NOTIFY].p + off;
	q->doorbell16 = true;
	return 0;
}

static uint32_t pci_generation(struct uk_virtio_dev *d)
{
	return common(d)->config_generation;
}

static size_t pci_config_size(struct uk_virtio_dev *d)
{
	return ((struct pci_dev *)d)->block[CFG_DEVICE].len;
}

static volatile uint8_t *pci_config(struct uk_virtio_dev *d)
{
	return ((struct pci_dev *)d)->block[CFG_DEVICE].p;
}

static const struct virtio_transport pci_transport = {
	.status = pci_status,
	.set_status = pci_set_status,
	.features = pci_features,
	.accept = pci_accept,
	.queue_max = pci_queue_max,
	.queue_enable = pci_queue_enable,
	.generation = pci_generation,
	.config_size = pci_config_size,
	.config = pci_config,
};

/* Take the block that the capability at @cap describes, if it is new and lies within its BAR.
 */
static int map_block(struct pci_dev *p, unsigned cap)
{
	uint8_t type = uk_pci_read8(p->pci, cap + 3), bar = uk_pci_read8(p->pci, cap + 4);
	uint32_t off, len;
	size_t bar_len;
	uint8_t *base;

	if (type == 0 || type >= CFG_TYPES || p->block[type].p)
		return 0; /* unknown kinds are to be ignored; the first of a kind is preferred
			   */
	if (bar > 5)
		return 0; /* reserved values: ignore, section 4.1.4 */
	off = uk_pci_read32(p->pci, cap + 8);
	len = uk_pci_read32(p->pci, cap + 12);
	base = uk_pci_map_bar(p->pci, bar, &bar_len);
	if (!base || off > bar_len || len > bar_len - off)
		return -EIO;
	p->block[type].p = base + off;
	p->block[type].len = len;
	if (type == CFG_NOTIFY)
		p->notify_multiplier = uk_pci_read32(p->pci, cap + 16);
	return 0;
}

static int map_blocks(struct pci_dev *p)
{
	unsigned cap = 0;
	int r;

	while ((cap = uk_pci_capability(p->pci, PCI_CAP_VENDOR, cap)) != 0) {
		r = map_block(p, cap);
		if (r)
			return r;
		cap++; /* look after this one */
	}
	if (!p->block[CFG_COMMON].p || !p->block[CFG_NOTIFY].p)
		return -ENODEV; /* legacy only */
	if (p->block[CFG_COMMON].len < sizeof(struct common_cfg))
		return -EIO;
	return 0;
}

static uint32_t device_id(const struct uk_pci_dev *pci)
{
	return pci->device >= VIRTIO_PCI_MODERN ? pci->device - VIRTIO_PCI_MODERN
						: pci->subsystem;
}

static bool wanted(uint32_t id)
{
	UK_SET_FOREACH(virtio_driver, const struct uk_virtio_driver, drv)
		if (drv->id == id)
			return true;
	return false;
}

static int pci_probe(struct uk_pci_dev *pci)
{
	struct pci_dev *p;
	int r;

	if (!wanted(device_id(pci)))
		return -ENODEV; /* before anything slow is read */
	p = virtio_zalloc(sizeof(*p));
	if (!p)
		return -ENOMEM;
	p->dev.t = &pci_transport;
	p->dev.id = device_id(pci);
	p->pci = pci;
	r = map_blocks(p);
	if (r == 0)
		r = virtio_attach(&p->dev);
	else
		uk_log("virtio-pci %x: %s", (unsigned)pci->address,
		       r == -ENODEV ? "legacy device ignored (QEMU: disable-legacy=on)"
				    : "bad capability");
	if (r && !p->intx_attached)
		virtio_free(p, sizeof(*p));
	return r;
}

UK_PCI_DRIVER(virtio_pci_driver) = {
	.name = "virtio-pci",
	.vendor = VIRTIO_PCI_VENDOR,
	.device_first = VIRTIO_PCI_TRANS_BASE,
	.device_last = 0x107f,
	.probe = pci_probe,
};

UK_ANCHOR(virtio_pci);

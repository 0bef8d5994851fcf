/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Included before everything where the driver is compiled for its tests: register accesses go
 * to the model, and what the driver calls of the pool goes to fakes of these names, so that the
 * suites run natively and, the same, inside an image.
 */
#ifndef MODEL_IO_H
#define MODEL_IO_H
#define E1000E_IO_H

#include <stdint.h>

uint32_t e1000e_io_read(volatile void *base, unsigned reg);
void e1000e_io_write(volatile void *base, unsigned reg, uint32_t v);

#define uk_page_alloc	   model_page_alloc
#define uk_page_free	   model_page_free
#define uk_page_stats	   model_page_stats_fn
#define uk_netbuf_alloc	   model_netbuf_alloc
#define uk_netbuf_free	   model_netbuf_free
#define uk_zalloc	   model_zalloc
#define uk_free		   model_free
#define uk_clock_ns	   model_clock_ns
#define uk_log		   model_log
#define uk_waitq_wake	   model_waitq_wake
#define uk_netdev_register model_netdev_register
#define uk_irq_attach	   model_irq_attach
#define uk_irq_detach	   model_irq_detach
#define uk_pci_read16	   model_pci_read16
#define uk_pci_write16	   model_pci_write16
#define uk_pci_capability  model_pci_capability
#define uk_pci_map_bar	   model_pci_map_bar
#define uk_pci_msix	   model_pci_msix
#define uk_pci_msi	   model_pci_msi
#define uk_pci_intx	   model_pci_intx

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/* Private to libuk-plat: sources that a platform keeps for itself. */
#ifndef IRQ_PRIV_H
#define IRQ_PRIV_H

#include <stdint.h>

/* Platform linux: its epoll set; signals that ask it to end. Platform xen: always pending, see
 * xen/event.c. */
#define LINUX_SOURCE 63
#define ASK_SOURCE   62
#define XEN_SOURCE   63

/* Set the handler of a platform's own source. */
void uk_irq_set_handler(unsigned source, void (*fn)(void *arg), void *arg);

/*
 * Called after each round of handlers with the sources that they were called for, by a
 * platform whose interrupts are acknowledged only then. NULL: there are none.
 */
extern void (*uk_irq_dispatched)(uint64_t sources);

#endif

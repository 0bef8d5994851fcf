/* SPDX-License-Identifier: BSD-3-Clause */
/* Private to libuk-plat: sources that a platform keeps for itself. */
#ifndef IRQ_PRIV_H
#define IRQ_PRIV_H

/* Platform linux: its epoll set. */
#define LINUX_SOURCE 63

/* Set the handler of a platform's own source. */
void uk_irq_set_handler(unsigned source, void (*fn)(void *arg), void *arg);

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/* Between guest_irq.c and the architecture's part of it. */
#ifndef GUEST_IRQ_H
#define GUEST_IRQ_H

#include <stdint.h>
#include <uk/plat.h>

#define SECOND 1000000000ull

/* guest_irq.c: say @what is wrong, and count it, if not @ok. */
void check(int ok, const char *what);

/* guest_irq_arch.c */
void guest_interrupts(void);

#endif

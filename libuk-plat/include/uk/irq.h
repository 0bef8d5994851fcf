/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupts wake, threads work.
 *
 * The platform's low-level handler does two things: sets the source's bit in
 * uk_irq_pending and acknowledges the controller. Later, in thread context,
 * the scheduler (before it picks a thread, and when idle ends) sees a non-zero
 * word and calls uk_irq_dispatch(), which calls the handlers of the pending
 * sources. A handler typically wakes a wait queue. So handlers need no
 * masking and may do anything that does not block.
 */
#ifndef UK_IRQ_H
#define UK_IRQ_H

#include <stdatomic.h>
#include <stdint.h>

#define UK_IRQ_MAX 64

/* One bit per source; set by interrupt context, taken by uk_irq_dispatch. */
extern _Atomic uint64_t uk_irq_pending;

/*
 * Attach @fn to a free source. @line says what to route there, in the
 * platform's terms (kvm: global system interrupt; UK_IRQ_NO_LINE for a
 * message-signalled source, whose address and data the bus code gets from the platform;
 * linux: a file descriptor).
 * @fn runs in the scheduler's context, must not block, and may run
 * without cause: it looks at its device itself.
 * Returns the source 0..UK_IRQ_MAX-1, -ENOSPC, or the platform's error.
 * Thread context or initialiser.
 */
#define UK_IRQ_NO_LINE (~0u)
int uk_irq_attach(unsigned line, void (*fn)(void *arg), void *arg);

/* Detach; the line stays routed but is ignored. */
void uk_irq_detach(int source);

/* Mark a source pending. Any context. */
static inline void uk_irq_raise(unsigned source)
{
	atomic_fetch_or_explicit(&uk_irq_pending, UINT64_C(1) << source, memory_order_release);
}

/* Call the handlers of all pending sources. Thread context, by the scheduler. */
void uk_irq_dispatch(void);

static inline int uk_irq_any(void)
{
	return atomic_load_explicit(&uk_irq_pending, memory_order_relaxed) != 0;
}

#endif

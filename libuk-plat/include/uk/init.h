/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Initialisers and terminators of packages.
 *
 * UK_INIT(level, fn) has uk_boot call fn() once, in order of level; within one
 * level in link order. A negative errno from an initialiser at a level up to
 * UK_LEVEL_CORE stops the boot with a message; later ones are reported and the
 * boot goes on, so that a missing device does not take the program down.
 * UK_TERM(level, fn) calls fn() at exit, in reverse order of level.
 *
 * From UK_LEVEL_CORE on, initialisers run in the main thread and may block.
 */
#ifndef UK_INIT_H
#define UK_INIT_H

#include <uk/compiler.h>

#define UK_LEVEL_EARLY 10 /* memory and parameters are there; no threads, no interrupts */
#define UK_LEVEL_CORE  20 /* threads and clocks are there */
#define UK_LEVEL_BUS \
	30 /* buses find devices, drivers attach: may run later, uk_devices_find() */
#define UK_LEVEL_SYS 40 /* descriptors, file systems, mounts */
#define UK_LEVEL_NET 50 /* protocol stacks, addresses */
#define UK_LEVEL_APP 60 /* whatever a program wants before main */

struct uk_init {
	int (*init)(void);  /* or NULL */
	void (*term)(void); /* or NULL */
	const char *name;
	int level;
};

/*
 * Run the initialisers of UK_LEVEL_BUS if that has been deferred (parameter console.early) and
 * has not been done; else nothing. Whoever is about to look for a device calls it first:
 * console, entropy, network, file systems. Thread context; may block.
 */
void uk_devices_find(void);

#define UK_INIT_STR2(x) #x
#define UK_INIT_STR(x)	UK_INIT_STR2(x)
#define UK_INIT_RECORD(lvl, i, t, var)                      \
	static const struct uk_init var uk_used uk_section( \
		".uk_init." UK_INIT_STR(lvl)) = { i, t, #var, lvl }

#define UK_INIT(level, fn) UK_INIT_RECORD(level, fn, 0, uk_init_##fn)
#define UK_TERM(level, fn) UK_INIT_RECORD(level, 0, fn, uk_term_##fn)

#endif

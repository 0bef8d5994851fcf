/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One run of QEMU, from fork to exit status.
 */
#ifndef UKRUN_VM_H
#define UKRUN_VM_H

#include <stdbool.h>

#include "symbols.h"
#include "words.h"

/*
 * Runs @argv until the machine, the time (@timeout seconds, 0: none) or the
 * user ends it, and returns ukrun's exit status. Whatever happens to ukrun,
 * QEMU does not survive it. @escape: see console.h. @keys: see terminal.h.
 * @symbols may be NULL.
 */
int vm_run(const struct words *argv, double timeout, bool escape, bool keys,
	   struct symbols *symbols, const struct arch *arch);

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * QEMU makes its stdout not blocking, and its virtio-console drops what a
 * full pipe then does not take. A program's output must not get lost because
 * its reader is slow, so QEMU's stdout stays blocking, and the machine waits.
 */
#ifndef UKRUN_BLOCKING_H
#define UKRUN_BLOCKING_H

/*
 * In the child, before exec: from now on F_SETFL on fd 1 does nothing, in this
 * process and what it executes. Where the kernel does not offer this, nothing
 * happens; blocking_restore, in the parent, then mends it a little late.
 */
void blocking_keep(void);

/* @copy is a descriptor of the same pipe end: clear the flag if it is set. */
void blocking_restore(int copy);

#endif

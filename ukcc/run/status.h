/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How the guest ended. QEMU's exit status has room for seven bits of it, so
 * the guest writes two bytes to port 0x504 first: 'E' and its exit status, or
 * 'C' and the status of a crash. Then it writes anything to port 0x501
 * (isa-debug-exit), at which QEMU exits. Where QEMU's exit status is the guest's
 * by itself (semihosting), nothing of this is needed.
 */
#ifndef UKRUN_STATUS_H
#define UKRUN_STATUS_H

#include <stdbool.h>
#include <stddef.h>

#include "machine.h"

struct status {
	bool known;
	bool crash;
	unsigned char value;
	unsigned char kind; /* first byte of a pair whose second has not come */
	int exec_errno;	    /* QEMU could not be started */
};

/* Kind of a pair that ukrun's own child writes: exec failed, errno. */
#define STATUS_EXEC 'X'

void status_feed(struct status *st, const unsigned char *bytes, size_t len);

/*
 * ukrun's exit status for a machine that ended by itself: @wstatus is QEMU's,
 * from waitpid, of an image for @arch. Prints a message unless the guest ended as
 * it wanted.
 */
int status_exit(const struct status *st, int wstatus, const char *qemu,
		const struct arch *arch);

#endif

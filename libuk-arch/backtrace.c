/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Stack walk by frame pointer. A frame is two words, the caller's frame pointer
 * and the return address; that layout is shared by the architectures of the pool.
 */
#include <uk/backtrace.h>
#include <uk/cpu.h>

size_t uk_backtrace(uintptr_t fp, uintptr_t lo, uintptr_t hi, uintptr_t *pcs, size_t max)
{
	size_t n = 0;

	if (fp == 0)
		fp = uk_frame_pointer();
	while (n < max && fp % sizeof(uintptr_t) == 0 && fp >= lo &&
	       hi >= 2 * sizeof(uintptr_t) && fp <= hi - 2 * sizeof(uintptr_t)) {
		const uintptr_t *frame = (const uintptr_t *)fp;

		if (frame[1] == 0)
			break;
		pcs[n++] = frame[1];
		if (frame[0] <= fp)
			break;
		fp = frame[0];
	}
	return n;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Stack walks by frame pointer: everything in an image is compiled with them.
 */
#ifndef UK_BACKTRACE_H
#define UK_BACKTRACE_H

#include <stddef.h>
#include <stdint.h>

/*
 * Write at most @max return addresses into @pcs, innermost first, starting from
 * frame pointer @fp (0: the caller's). Never reads outside [@lo, @hi), and stops at a frame
 * that is misaligned, outside, or not above its predecessor. Returns how many. Any context.
 */
size_t uk_backtrace(uintptr_t fp, uintptr_t lo, uintptr_t hi, uintptr_t *pcs, size_t max);

#endif

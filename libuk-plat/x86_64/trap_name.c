/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of processor exceptions (Intel SDM volume 3, table 6-1), the same on every platform. */
#include "../boot/crash_priv.h"

#define PF_WRITE 2
#define PF_FETCH 16

/* One string, as pointers would take more room than the names: vector + 1, name; the last for
 * all others. */
static const char names[] = "\1division error\0"
			    "\2debug exception\0"
			    "\3non-maskable interrupt\0"
			    "\4breakpoint\0"
			    "\7invalid opcode\0"
			    "\11double fault\0"
			    "\16general protection fault\0"
			    "\21floating-point error\0"
			    "\22alignment check\0"
			    "\24SIMD floating-point error\0"
			    "\177exception";

const char *uk_trap_name(unsigned vector, uint64_t error)
{
	const char *n = names;

	if (vector == UK_TRAP_PAGE_FAULT)
		return error & PF_FETCH	  ? "page fault (execute)"
		       : error & PF_WRITE ? "page fault (write)"
					  : "page fault (read)";
	while (*n != '\177' && (unsigned)*n != vector + 1)
		while (*n++) {
		}
	return n + 1;
}

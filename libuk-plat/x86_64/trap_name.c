/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of processor exceptions (Intel SDM volume 3, table 6-1), the same on every platform. */
#include "../boot/crash_priv.h"

#define PF_WRITE 2
#define PF_FETCH 16

const char *uk_trap_name(unsigned vector, uint64_t error)
{
	switch (vector) {
	case 0:
		return "division error";
	case 1:
		return "debug exception";
	case 2:
		return "non-maskable interrupt";
	case 3:
		return "breakpoint";
	case 6:
		return "invalid opcode";
	case 8:
		return "double fault";
	case 13:
		return "general protection fault";
	case UK_TRAP_PAGE_FAULT:
		return error & PF_FETCH	  ? "page fault (execute)"
		       : error & PF_WRITE ? "page fault (write)"
					  : "page fault (read)";
	case 16:
		return "floating-point error";
	case 17:
		return "alignment check";
	case 19:
		return "SIMD floating-point error";
	default:
		return "exception";
	}
}

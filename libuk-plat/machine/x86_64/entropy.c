/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Entropy from the CPU: RDSEED, else RDRAND (Intel SDM volume 1, 7.3.17).
 */
#include "x86.h"

/* Intel's advice for RDRAND is ten tries; RDSEED may well run dry for longer. */
#define TRIES 32

static bool word(uint64_t *v)
{
	bool ok = false;

	for (unsigned i = 0; i < TRIES && !ok && mach_cpu.rdseed; i++) {
		__asm__ volatile("rdseed %0" : "=r"(*v), "=@ccc"(ok));
		if (!ok)
			__builtin_ia32_pause();
	}
	for (unsigned i = 0; i < TRIES && !ok && mach_cpu.rdrand; i++)
		__asm__ volatile("rdrand %0" : "=r"(*v), "=@ccc"(ok));
	return ok;
}

size_t mach_entropy(void *buf, size_t len)
{
	size_t done = 0, n;
	uint64_t v;

	while (done < len && word(&v)) {
		n = UK_MIN(len - done, sizeof(v));
		__builtin_memcpy((char *)buf + done, &v, n);
		done += n;
	}
	return done;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Entropy: what the loader gave (rng-seed in /chosen), each byte once, then RNDR (Arm
 * ARM, FEAT_RNG) where the CPU has it.
 */
#include <uk/arch/hwcap.h>
#include "arm.h"

/* RNDR may run dry for a while. */
#define TRIES 32

static bool word(uint64_t *v)
{
	uint64_t failed = 1;

	for (unsigned i = 0; i < TRIES && failed && uk_cpu_id.isar0 >> 60; i++)
		__asm__ volatile("mrs %0, S3_3_C2_C4_0; cset %1, eq"
				 : "=r"(*v), "=r"(failed)
				 :
				 : "cc");
	return !failed;
}

size_t mach_entropy(void *buf, size_t len)
{
	size_t done = 0, n;
	uint64_t v;

	for (uint8_t *s; done < len && mach_tree.seed_len; done++) {
		s = &mach_tree.seed[--mach_tree.seed_len];
		((uint8_t *)buf)[done] = *s;
		*s = 0;
	}
	while (done < len && word(&v)) {
		n = UK_MIN(len - done, sizeof(v));
		__builtin_memcpy((char *)buf + done, &v, n);
		done += n;
	}
	return done;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64, for tests/test_hwcap.c: registers made up, and instructions that would fault. */
#include <uk/arch/hwcap.h>

#define TEST_HWCAP_ALWAYS 3u /* floating point, Advanced SIMD */

static void test_hwcap_registers(void)
{
	uint64_t cap[2];

	/* Armv8.0 without options. */
	uk_hwcap_of(&(struct uk_cpu_id){ 0, 0, 0 }, cap);
	ck_assert_uint_eq(cap[0], 3);
	ck_assert_uint_eq(cap[1], 0);
	/* No floating point: its fields are -1. */
	uk_hwcap_of(&(struct uk_cpu_id){ 0, 0, 0xff0000 }, cap);
	ck_assert_uint_eq(cap[0], 0);
	/* Half precision. */
	uk_hwcap_of(&(struct uk_cpu_id){ 0, 0, 0x110000 }, cap);
	ck_assert_uint_eq(cap[0], 0x603);
	/* Cortex-A72: AES with PMULL, SHA-1, SHA-256, CRC32. */
	uk_hwcap_of(&(struct uk_cpu_id){ 0x11120, 0, 0x22 }, cap);
	ck_assert_uint_eq(cap[0], 0xfb);
	/* AES without PMULL, and as many atomics as are not yet LSE's. */
	uk_hwcap_of(&(struct uk_cpu_id){ 0x100010, 0, 0 }, cap);
	ck_assert_uint_eq(cap[0], 0xb);
	/* Neoverse N1: dot product, LSE, RDM; DC CVAP, LRCPC. */
	uk_hwcap_of(&(struct uk_cpu_id){ 0x0000100010211120, 0x100001, 0x11110000 }, cap);
	ck_assert_uint_eq(cap[0], 0x1197fb | 0 << 1);
	ck_assert_uint_eq(cap[1], 0);
	/* All there is: nothing of SVE (22), CPUID (11), what EL1 has to switch on. */
	uk_hwcap_of(&(struct uk_cpu_id){ UINT64_MAX, UINT64_MAX, 0 }, cap);
	ck_assert_uint_eq(cap[0], 0x2cbff1fb);
	ck_assert_uint_eq(cap[1], 0x16181);
}

/* AESE, PMULL, SHA1H, SHA256SU0, CRC32X, LDADD: each computes or faults. */
static void test_hwcap_arch(const uint64_t cap[2])
{
	uint32_t w = 0;
	uint64_t word = 40, old = 0;

	test_hwcap_registers();
	if (cap[0] & 1 << 3)
		__asm__ volatile(".arch armv8-a+crypto\n\t"
				 "movi v0.16b, #0\n\tmovi v1.16b, #0\n\taese v0.16b, v1.16b\n\t"
				 "mov %w0, v0.s[0]"
				 : "=r"(w)
				 :
				 : "v0", "v1");
	ck_assert_uint_eq(w, cap[0] & 1 << 3 ? 0x63636363 : 0);
	w = 0;
	if (cap[0] & 1 << 4)
		__asm__ volatile(".arch armv8-a+crypto\n\t"
				 "movi v0.16b, #3\n\tpmull v0.1q, v0.1d, v0.1d\n\t"
				 "mov %w0, v0.s[0]"
				 : "=r"(w)
				 :
				 : "v0");
	ck_assert_uint_eq(w, cap[0] & 1 << 4 ? 0x00050005 : 0);
	w = 1;
	if (cap[0] & 1 << 5)
		__asm__ volatile(".arch armv8-a+crypto\n\t"
				 "fmov s0, %w0\n\tsha1h s0, s0\n\tfmov %w0, s0"
				 : "+r"(w)
				 :
				 : "v0");
	ck_assert_uint_eq(w, cap[0] & 1 << 5 ? 0x40000000 : 1);
	w = 0;
	if (cap[0] & 1 << 6)
		__asm__ volatile(
			".arch armv8-a+crypto\n\t"
			"movi v0.4s, #1\n\tmovi v1.4s, #0\n\tsha256su0 v0.4s, v1.4s\n\t"
			"mov %w0, v0.s[3]"
			: "=r"(w)
			:
			: "v0", "v1");
	ck_assert_uint_eq(w, cap[0] & 1 << 6 ? 1 : 0);
	w = 0;
	if (cap[0] & 1 << 7)
		__asm__ volatile(".arch armv8-a+crc\n\t"
				 "crc32x %w0, %w0, %1"
				 : "+r"(w)
				 : "r"(UINT64_C(1)));
	ck_assert_uint_eq(w, cap[0] & 1 << 7 ? 0xccaa009e : 0);
	if (cap[0] & 1 << 8)
		__asm__ volatile(".arch armv8.1-a\n\t"
				 "ldadd %2, %0, [%1]"
				 : "=r"(old)
				 : "r"(&word), "r"(UINT64_C(2))
				 : "memory");
	ck_assert_uint_eq(old, cap[0] & 1 << 8 ? 40 : 0);
	ck_assert_uint_eq(word, cap[0] & 1 << 8 ? 42 : 40);
}

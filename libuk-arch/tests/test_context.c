/* SPDX-License-Identifier: BSD-3-Clause */
/* Context switches, TLS blocks and backtraces over hostile frames. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <uk/backtrace.h>
#include <uk/context.h>
#include <uk/cpu.h>
#include <uk/tls.h>
#include "test_fault.h"
#include "test_tls.h" /* in the architecture's folder */

#ifdef UK_NATIVE_TEST
/* What uk.ld gives an image: here an image with a small template. */
__asm__(".globl uk_tdata_start, uk_tdata_end, uk_tbss_end, uk_tls_align_sym\n"
	"\t.data\nuk_tdata_start:\n\t.quad 0x1122334455667788\nuk_tdata_end:\n\t.zero "
	"40\nuk_tbss_end:\n"
	"\t.set uk_tls_align_sym, 32\n\t.text");
#endif

#ifndef UK_NATIVE_TEST
static _Thread_local volatile uint64_t thread_local_word = 0x1122334455667788;
#endif

static struct uk_context here, there;
static char stack[64 * 1024] __attribute__((aligned(16)));
static int steps;
static double result;
static uintptr_t sp_mod;

__attribute__((no_sanitize("address"))) static void other(void *arg)
{
	uintptr_t fp = (uintptr_t)__builtin_frame_address(0);

	sp_mod = fp % 16;
	steps += *(int *)arg;
	result = steps / 4.0;
	uk_context_switch(&there, &here);
	steps += 100;
	uk_context_switch(&there, &here);
	abort();
}

START_TEST(a_context_starts_switches_and_resumes)
{
	int arg = 5;

	steps = 0;
	uk_context_init(&there, stack + sizeof(stack), other, &arg, __builtin_thread_pointer());
	uk_context_switch(&here, &there);
	ck_assert_int_eq(steps, 5);
	ck_assert(result == 1.25);
	ck_assert_uint_eq(sp_mod, 0);
	uk_context_switch(&here, &there);
	ck_assert_int_eq(steps, 105);
}
END_TEST

START_TEST(a_tls_block_has_template_and_control_block)
{
	size_t size = uk_tls_size(), align = uk_tls_align();
	unsigned char *mem = aligned_alloc(align, (size + align - 1) & ~(align - 1));
	uintptr_t saved = uk_tls_canary;
	unsigned char *tp, *template;

	ck_assert_ptr_nonnull(mem);
	memset(mem, 0xee, size);
	uk_tls_canary = 0x1234567;
	tp = uk_tls_init(mem);
	uk_tls_canary = saved;
	template = test_tls_template(mem, tp);
	ck_assert(test_tls_control_block(tp, 0x1234567));
	ck_assert(tp >= mem && tp + TEST_TCB_SIZE <= mem + size);
	ck_assert(template >= mem && template <mem + size);
	ck_assert_uint_eq((uintptr_t)tp % align, 0);
	ck_assert_uint_eq((uintptr_t) template % align, 0);
#ifdef UK_NATIVE_TEST
	ck_assert_uint_eq(*(uint64_t *)template, 0x1122334455667788);
	ck_assert_uint_eq(template[8], 0);
	ck_assert_uint_eq(template[47], 0);
#else
	/* Where this thread has a variable, the new block has its first value. */
	thread_local_word = 1;
	ck_assert_uint_eq(*(uint64_t *)(tp + ((char *)&thread_local_word -
					      (char *)__builtin_thread_pointer())),
			  0x1122334455667788);
#endif
	free(mem);
}
END_TEST

START_TEST(a_backtrace_stops_at_hostile_frames)
{
	static uintptr_t frames[64];
	uintptr_t lo = (uintptr_t)frames, hi = lo + sizeof(frames), pcs[80];

	for (int i = 0; i < 8; i++) {
		frames[i * 8] = (uintptr_t)&frames[(i + 1) * 8];
		frames[i * 8 + 1] = 0x1000 + i;
	}
	frames[56] = 0;
	ck_assert_uint_eq(uk_backtrace(lo, lo, hi, pcs, 80), 8);
	ck_assert_uint_eq(pcs[7], 0x1007);
	ck_assert_uint_eq(uk_backtrace(lo, lo, hi, pcs, 3), 3);
	frames[16] = lo; /* a loop */
	ck_assert_uint_eq(uk_backtrace(lo, lo, hi, pcs, 80), 3);
	frames[16] = hi; /* outside */
	ck_assert_uint_eq(uk_backtrace(lo, lo, hi, pcs, 80), 3);
	frames[16] = UINTPTR_MAX - 7;
	ck_assert_uint_eq(uk_backtrace(lo, lo, hi, pcs, 80), 3);
	frames[16] = (uintptr_t)&frames[24] + 1; /* misaligned */
	ck_assert_uint_eq(uk_backtrace(lo, lo, hi, pcs, 80), 3);
	frames[16] = hi - 8; /* half a frame */
	ck_assert_uint_eq(uk_backtrace(lo, lo, hi, pcs, 80), 3);
	ck_assert_uint_eq(uk_backtrace(hi, lo, hi, pcs, 80), 0);
	ck_assert_uint_eq(uk_backtrace(lo, 0, 0, pcs, 80), 0);
}
END_TEST

START_TEST(a_fault_has_its_kind)
{
	for (size_t i = 0; i < sizeof(test_faults) / sizeof(test_faults[0]); i++)
		ck_assert_msg(uk_regs_fault(&test_faults[i].regs) == test_faults[i].kind,
			      "entry %zu is of kind %d", i,
			      (int)uk_regs_fault(&test_faults[i].regs));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("context");
	TCase *t = tcase_create("arch");
	SRunner *r;
	int failed;

	tcase_add_test(t, a_context_starts_switches_and_resumes);
	tcase_add_test(t, a_tls_block_has_template_and_control_block);
	tcase_add_test(t, a_backtrace_stops_at_hostile_frames);
	tcase_add_test(t, a_fault_has_its_kind);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_set_fork_status(r, CK_NOFORK);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}

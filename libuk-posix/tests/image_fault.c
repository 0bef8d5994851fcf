/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Faults as signals: a handler mends what was wrong and returns, or leaves by
 * siglongjmp().
 */
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>
#include "fault_arch.h"
#include "tests/suite.h"

static char *page;
static volatile int sig_seen, code_seen, faults;
static void *volatile addr_seen;
static sigjmp_buf back;

static void catch_with(int sig, void (*fn)(int, siginfo_t *, void *), int flags)
{
	struct sigaction act = { .sa_flags = flags | SA_SIGINFO };

	act.sa_sigaction = fn;
	ck_assert_int_eq(sigaction(sig, &act, NULL), 0);
}

static void mend(int sig, siginfo_t *info, void *context)
{
	(void)context;
	sig_seen = sig;
	code_seen = info->si_code;
	addr_seen = info->si_addr;
	faults++;
	mprotect(page, 4096, PROT_READ | PROT_WRITE);
}

START_TEST(the_faulting_access_is_done_again)
{
	volatile double kept = 1.5;
	register double a = kept * 2, b = kept * 4;
	int i;

	page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	catch_with(SIGSEGV, mend, 0);
	for (i = 0; i < 20; i++) {
		ck_assert_int_eq(mprotect(page, 4096, PROT_NONE), 0);
		LIVE(a, b);
		((volatile char *)page)[i] = (char)i;
		LIVE(a, b);
	}
	ck_assert_int_eq(faults, 20);
	ck_assert_int_eq(sig_seen, SIGSEGV);
	ck_assert_ptr_eq(addr_seen, page + 19);
	ck_assert_int_eq(page[19], 19);
	ck_assert(a == 3.0 && b == 6.0);
	munmap(page, 4096);
}
END_TEST

static void *(*volatile copy)(void *, const void *, size_t) = memcpy;

/* Uses what the interrupted copy has in registers. */
static void mend_and_copy(int sig, siginfo_t *info, void *context)
{
	static char a[1000], b[1000];

	copy(a, b, sizeof(a));
	mend(sig, info, context);
}

START_TEST(a_copy_goes_on_after_a_fault)
{
	static char from[2500];
	char *m = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	ck_assert_ptr_ne(m, MAP_FAILED);
	for (size_t i = 0; i < sizeof(from); i++)
		from[i] = (char)(i * 7 + i / 256);
	page = m + 4096;
	catch_with(SIGSEGV, mend_and_copy, 0);
	for (size_t n = 100; n <= sizeof(from); n += 200) {
		char *to = page - n / 2 - 3;

		ck_assert_int_eq(mprotect(page, 4096, PROT_NONE), 0);
		faults = 0;
		copy(to, from, n);
		ck_assert_int_eq(faults, 1);
		ck_assert_int_eq(memcmp(to, from, n), 0);
	}
	munmap(m, 8192);
}
END_TEST

static void jump(int sig, siginfo_t *info, void *context)
{
	(void)context;
	sig_seen = sig;
	code_seen = info->si_code;
	addr_seen = info->si_addr;
	siglongjmp(back, 1);
}

START_TEST(a_handler_may_jump_out)
{
	int i;

	catch_with(SIGSEGV, jump, 0);
	for (i = 0; i < 3; i++) {
		if (sigsetjmp(back, 1) == 0) {
			*(volatile int *)24 = 1;
			ck_abort_msg("survived");
		}
		ck_assert_int_eq(sig_seen, SIGSEGV);
		ck_assert_ptr_eq(addr_seen, (void *)24);
		usleep(1000); /* interrupts still come */
	}
}
END_TEST

static volatile int zero;
static const char constant[64] = "constant";

START_TEST(each_kind_has_its_signal)
{
	volatile int r = 1;

	if (DIVISION_TRAPS) {
		catch_with(SIGFPE, jump, 0);
		if (sigsetjmp(back, 1) == 0)
			r = r / zero;
		ck_assert_int_eq(sig_seen, SIGFPE);
		ck_assert_int_eq(code_seen, FPE_INTDIV);
	}
	catch_with(SIGILL, jump, 0);
	if (sigsetjmp(back, 1) == 0)
		undefined();
	ck_assert_int_eq(sig_seen, SIGILL);
	ck_assert_ptr_eq(addr_seen, undefined_at);
	catch_with(SIGTRAP, jump, 0);
	if (sigsetjmp(back, 1) == 0)
		breakpoint();
	ck_assert_int_eq(sig_seen, SIGTRAP);
	ck_assert_int_eq(code_seen, TRAP_BRKPT);
	catch_with(SIGSEGV, jump, 0);
	if (sigsetjmp(back, 1) == 0)
		((void (*)(void))(uintptr_t)8)();
	ck_assert_int_eq(sig_seen, SIGSEGV);
	ck_assert_int_eq(code_seen, SEGV_MAPERR);
	ck_assert_ptr_eq(addr_seen, (void *)8);
	if (sigsetjmp(back, 1) == 0)
		*(volatile char *)(uintptr_t)constant = 'x';
	ck_assert_int_eq(sig_seen, SIGSEGV);
	ck_assert_int_eq(code_seen, SEGV_ACCERR);
	ck_assert_ptr_eq(addr_seen, constant);
	ck_assert_str_eq(constant, "constant");
}
END_TEST

static char alternate[SIGSTKSZ] __attribute__((aligned(16)));

static __attribute__((noinline)) int overflow(int n)
{
	volatile char frame[512];

	frame[0] = (char)n;
	return overflow(n + 1) + frame[0];
}

START_TEST(a_full_stack_is_told_on_another)
{
	stack_t s = { .ss_sp = alternate, .ss_size = sizeof(alternate) };

	ck_assert_int_eq(sigaltstack(&s, NULL), 0);
	catch_with(SIGSEGV, jump, SA_ONSTACK);
	sig_seen = 0;
	if (sigsetjmp(back, 1) == 0)
		ck_abort_msg("returned %d", overflow(0));
	ck_assert_int_eq(sig_seen, SIGSEGV);
	if (sigsetjmp(back, 1) == 0)
		ck_abort_msg("returned %d", overflow(0));
	s.ss_flags = SS_DISABLE;
	ck_assert_int_eq(sigaltstack(&s, NULL), 0);
}
END_TEST

static void skip_it(int sig, siginfo_t *info, void *context)
{
	ucontext_t *u = context;

	(void)sig;
	faults++;
	ck_assert_ptr_eq((void *)CONTEXT_PC(u), info->si_addr);
	CONTEXT_PC(u) += UNDEFINED_SIZE;
}

START_TEST(a_handler_may_change_where_it_goes_on)
{
	faults = 0;
	catch_with(SIGILL, skip_it, 0);
	undefined();
	undefined();
	ck_assert_int_eq(faults, 2);
}
END_TEST

/* Uses what calls do not preserve, too. */
static void skip_and_scribble(int sig, siginfo_t *info, void *context)
{
	scribble();
	skip_it(sig, info, context);
}

START_TEST(all_registers_survive_a_fault)
{
	faults = 0;
	catch_with(SIGILL, skip_and_scribble, 0);
	for (int i = 0; i < 10; i++)
		ck_assert_uint_eq(registers_over_undefined(), 0);
	ck_assert_int_eq(faults, 10);
}
END_TEST

static void set_register(int sig, siginfo_t *info, void *context)
{
	ucontext_t *u = context;

	skip_it(sig, info, context);
	CONTEXT_RESULT(u) = 4711;
}

START_TEST(a_handler_may_change_registers)
{
	faults = 0;
	catch_with(SIGILL, set_register, 0);
	ck_assert_uint_eq(undefined_result(1), 4711);
}
END_TEST

static void *busy(void *arg)
{
	for (int i = 0; i < 2000; i++) {
		ck_assert_uint_eq(registers_over_undefined(), 0);
		if (i % 100 == 0)
			sched_yield();
	}
	return arg;
}

START_TEST(threads_fault_by_turns)
{
	pthread_t t[3];

	catch_with(SIGILL, skip_and_scribble, 0);
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(pthread_create(&t[i], NULL, busy, NULL), 0);
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(pthread_join(t[i], NULL), 0);
}
END_TEST

SUITE("fault", the_faulting_access_is_done_again, a_copy_goes_on_after_a_fault,
      a_handler_may_jump_out, each_kind_has_its_signal, a_full_stack_is_told_on_another,
      a_handler_may_change_where_it_goes_on, all_registers_survive_a_fault,
      a_handler_may_change_registers, threads_fault_by_turns)

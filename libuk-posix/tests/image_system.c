/* SPDX-License-Identifier: BSD-3-Clause */
/* Clocks, memory, signals, identity, limits and what is not there, in a running image. */
#include <dlfcn.h>
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <malloc.h>
#include <pwd.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "tests/suite.h"

#ifndef __stub_fork
#error <limits.h> must tell build systems which functions always fail
#endif

/* As programs do that sort their code by use: LMDB, for one. */
static int __attribute__((section("text_of_its_own"), noinline)) elsewhere(int n)
{
	return n * 3 + (int)sizeof(errno);
}

static long long now(clockid_t id)
{
	struct timespec ts;

	ck_assert_int_eq(clock_gettime(id, &ts), 0);
	return ts.tv_sec * 1000000000LL + ts.tv_nsec;
}

START_TEST(clocks)
{
	struct timespec ts;
	struct timeval tv;
	long long a = now(CLOCK_MONOTONIC), b;
	int i;

	for (i = 0; i < 1000; i++) {
		b = now(CLOCK_MONOTONIC);
		ck_assert(b >= a);
		a = b;
	}
	FAILS(clock_gettime(99, &ts), EINVAL);
	ck_assert_int_eq(clock_getres(CLOCK_REALTIME, &ts), 0);
	ck_assert(ts.tv_sec == 0 && ts.tv_nsec > 0);
	gettimeofday(&tv, NULL);
	ck_assert(llabs((long long)tv.tv_sec - (long long)time(NULL)) <= 1);
	ck_assert(now(CLOCK_PROCESS_CPUTIME_ID) >= 0);
	ck_assert(clock() != (clock_t)-1);
	ck_assert(times(&(struct tms){ 0 }) != (clock_t)-1);
}
END_TEST

START_TEST(sleeping)
{
	struct timespec ts = { 0, 3000000 }, at;
	long long t = now(CLOCK_MONOTONIC);

	ck_assert_int_eq(nanosleep(&ts, NULL), 0);
	ck_assert(now(CLOCK_MONOTONIC) - t >= 3000000);
	t = now(CLOCK_MONOTONIC);
	ck_assert_int_eq(usleep(2000), 0);
	ck_assert(now(CLOCK_MONOTONIC) - t >= 2000000);
	t = now(CLOCK_MONOTONIC) + 4000000;
	at = (struct timespec){ t / 1000000000, t % 1000000000 };
	ck_assert_int_eq(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL), 0);
	ck_assert(now(CLOCK_MONOTONIC) >= t);
	ts.tv_nsec = 1000000000;
	FAILS(nanosleep(&ts, NULL), EINVAL);
	ck_assert_int_eq(clock_nanosleep(CLOCK_MONOTONIC, 0, &ts, NULL), EINVAL);
	ck_assert_int_eq(clock_nanosleep(99, 0, &at, NULL), EINVAL);
}
END_TEST

START_TEST(heap)
{
	volatile size_t huge = SIZE_MAX - 100; /* hidden from gcc, which warns */
	void *p, *q = NULL;

	ck_assert_ptr_nonnull(p = malloc(0));
	free(p);
	free(NULL);
	FAILS((long)malloc(huge) - 1, ENOMEM); /* NULL, that is */
	FAILS((long)calloc(huge / 2, 4) - 1, ENOMEM);
	ck_assert_ptr_null(reallocarray(NULL, huge / 2, 4));
	p = malloc(100);
	memset(p, 7, 100);
	FAILS((long)realloc(p, huge) - 1, ENOMEM);
	ck_assert_int_eq(((char *)p)[99], 7);
	p = realloc(p, 100000);
	ck_assert_int_eq(((char *)p)[99], 7);
	ck_assert_uint_ge(malloc_usable_size(p), 100000);
	free(p);
	ck_assert_int_eq(posix_memalign(&q, 3, 10), EINVAL);
	ck_assert_int_eq(posix_memalign(&q, 4096, 10), 0);
	ck_assert_uint_eq((uintptr_t)q % 4096, 0);
	free(q);
	q = aligned_alloc(64, 640);
	ck_assert_uint_eq((uintptr_t)q % 64, 0);
	free(q);
	q = calloc(10, 100);
	for (int i = 0; i < 1000; i++)
		ck_assert_int_eq(((char *)q)[i], 0);
	free(q);
}
END_TEST

START_TEST(mappings)
{
	char *p = mmap(NULL, 10000, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	ck_assert_ptr_ne(p, MAP_FAILED);
	ck_assert_int_eq(p[9999], 0);
	memset(p, 1, 10000);
	ck_assert_int_eq(mprotect(p, 4096, PROT_READ), 0);
	ck_assert_int_eq(p[0], 1);
	FAILS(mprotect(p, 4096, PROT_READ | PROT_WRITE | PROT_EXEC), ENOTSUP);
	ck_assert_int_eq(munmap(p + 4096, 4096), 0);
	ck_assert_int_eq(munmap(p, 10000), 0);
	FAILS(mmap(NULL, (size_t)1 << 45, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
	      ENOMEM);
}
END_TEST

static volatile int got, code;

static void handler(int sig)
{
	got = sig;
}

static void handler_info(int sig, siginfo_t *info, void *context)
{
	(void)context;
	got = sig;
	code = info->si_code;
}

START_TEST(signals)
{
	struct sigaction act = { .sa_flags = SA_SIGINFO | SA_RESETHAND }, old;
	sigset_t set;

	ck_assert_ptr_eq(signal(SIGUSR1, handler), SIG_DFL);
	ck_assert_int_eq(raise(SIGUSR1), 0);
	ck_assert_int_eq(got, SIGUSR1);
	got = 0;
	ck_assert_int_eq(kill(getpid(), SIGUSR1), 0);
	ck_assert_int_eq(got, SIGUSR1);
	act.sa_sigaction = handler_info;
	ck_assert_int_eq(sigaction(SIGUSR2, &act, NULL), 0);
	raise(SIGUSR2);
	ck_assert_int_eq(got, SIGUSR2);
	ck_assert_int_eq(code, SI_USER);
	sigaction(SIGUSR2, NULL, &old);
	ck_assert_ptr_eq(old.sa_handler, SIG_DFL);
	/* blocked: later */
	got = 0;
	sigemptyset(&set);
	ck_assert_int_eq(sigaddset(&set, SIGUSR1), 0);
	ck_assert_int_eq(sigprocmask(SIG_BLOCK, &set, NULL), 0);
	raise(SIGUSR1);
	ck_assert_int_eq(got, 0);
	sigpending(&set);
	ck_assert_int_eq(sigismember(&set, SIGUSR1), 1);
	ck_assert_int_eq(sigismember(&set, SIGUSR2), 0);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	ck_assert_int_eq(got, SIGUSR1);
	signal(SIGTERM, SIG_IGN);
	ck_assert_int_eq(raise(SIGTERM), 0);
	ck_assert_int_eq(raise(SIGCHLD), 0); /* ignored by default */
	FAILS(raise(99), EINVAL);
	FAILS(kill(4711, 0), ESRCH);
	FAILS(sigaction(SIGKILL, &act, NULL), EINVAL);
	ck_assert_int_eq(sigaddset(&set, 0), -1);
}
END_TEST

START_TEST(identity)
{
	struct utsname u;
	char h[65];

	ck_assert_int_eq(getpid(), 1);
	ck_assert_int_eq((int)getuid(), 0);
	ck_assert_int_eq((int)getegid(), 0);
	ck_assert_int_eq(setuid(0), 0);
	ck_assert_int_eq(setuid(5), -1);
	ck_assert_int_eq(uname(&u), 0);
	ck_assert_str_eq(u.sysname, "ukpool");
	ck_assert_int_eq(sethostname("box", 3), 0);
	ck_assert_int_eq(gethostname(h, sizeof(h)), 0);
	ck_assert_str_eq(h, "box");
	FAILS(gethostname(h, 3), ENAMETOOLONG);
	ck_assert_str_eq(getpwuid(0)->pw_name, "root");
	ck_assert_ptr_null(getpwuid(1));
}
END_TEST

START_TEST(limits)
{
	struct rlimit r;
	struct rusage ru;

	ck_assert_int_eq(sysconf(_SC_PAGESIZE), 4096);
	ck_assert_int_eq(sysconf(_SC_OPEN_MAX), 1024);
	ck_assert_int_eq(sysconf(_SC_NPROCESSORS_ONLN), 1);
	ck_assert_int_gt(sysconf(_SC_PHYS_PAGES), 0);
	/* Without a limit, which is no error. */
	errno = 0;
	ck_assert_int_eq(sysconf(_SC_SEM_NSEMS_MAX), -1);
	ck_assert_int_eq(errno, 0);
	FAILS(sysconf(12345), EINVAL);
	ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &r), 0);
	ck_assert_uint_eq(r.rlim_cur, 1024);
	r.rlim_cur = 2000;
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &r), 0);
	ck_assert_int_eq(dup2(1, 1999), 1999);
	ck_assert_int_eq(close(1999), 0);
	r.rlim_cur = r.rlim_max + 1;
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &r), -1);
	r.rlim_cur = 1024;
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &r), 0);
	ck_assert_int_eq(getrlimit(999, &r), -1);
	ck_assert_int_eq(getrusage(RUSAGE_SELF, &ru), 0);
	ck_assert_int_eq(PATH_MAX, 4096);
	ck_assert_int_eq(SSIZE_MAX, LONG_MAX);
}
END_TEST

START_TEST(auxiliary_vector)
{
	static const unsigned long told[] = { AT_PAGESZ, AT_UID,    AT_EUID,
					      AT_GID,	 AT_EGID,   AT_HWCAP,
					      AT_CLKTCK, AT_SECURE, AT_HWCAP2 };
	/* AT_NULL, AT_ENTRY, and what no kernel knows. */
	static const unsigned long untold[] = { 0, 9, ~0ul };
	unsigned long value;
	int error;

	ck_assert_uint_eq(getauxval(AT_PAGESZ), sysconf(_SC_PAGESIZE));
	ck_assert_uint_eq(getauxval(AT_CLKTCK), sysconf(_SC_CLK_TCK));
	ck_assert_uint_ne(getauxval(AT_HWCAP), 0);
	ck_assert_uint_eq(getauxval(AT_SECURE), 0);
	ck_assert_uint_eq(getauxval(AT_UID), getuid());
	ck_assert_uint_eq(getauxval(AT_EGID), getegid());
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
		errno = 0;
		getauxval(told[i]);
		error = errno;
		ck_assert_int_eq(error, 0);
	}
	for (size_t i = 0; i < sizeof(untold) / sizeof(untold[0]); i++) {
		errno = 0;
		value = getauxval(untold[i]);
		error = errno;
		ck_assert_uint_eq(value, 0);
		ck_assert_int_eq(error, ENOENT);
	}
}
END_TEST

START_TEST(random_bytes)
{
	unsigned char a[32] = { 0 }, b[32] = { 0 };

	errno = 0;
	if (getrandom(a, 32, 0) != 32) { /* an image without a source says so */
		int e = errno;

		ck_assert_int_eq(e, EIO);
		return;
	}
	ck_assert_int_eq(getentropy(b, 32), 0);
	ck_assert_int_ne(memcmp(a, b, 32), 0);
	ck_assert_int_eq(getentropy(b, 257), -1);
	FAILS(getrandom(a, 1, 0x80), EINVAL);
}
END_TEST

START_TEST(environment)
{
	ck_assert_int_eq(setenv("UK_TEST", "1", 1), 0);
	ck_assert_str_eq(getenv("UK_TEST"), "1");
	ck_assert_int_eq(setenv("UK_TEST", "2", 0), 0);
	ck_assert_str_eq(getenv("UK_TEST"), "1");
	ck_assert_int_eq(unsetenv("UK_TEST"), 0);
	ck_assert_ptr_null(getenv("UK_TEST"));
}
END_TEST

START_TEST(what_is_not_there_says_so)
{
	int status;

	FAILS(fork(), ENOSYS);
	FAILS(execl("/bin/sh", "sh", (char *)NULL), ENOSYS);
	ck_assert_int_eq(waitpid(-1, &status, 0), -1);
	ck_assert_int_eq(system(NULL), 0);
	FAILS(system("true"), ENOSYS);
	ck_assert_ptr_null(dlopen("x.so", RTLD_NOW));
	ck_assert_ptr_nonnull(dlerror());
	ck_assert_ptr_null(dlerror());
}
END_TEST

START_TEST(addresses_of_the_image)
{
	static int data;
	int local;
	Dl_info in_code, in_data;

	ck_assert_int_ne(dladdr((void *)(uintptr_t)dladdr, &in_code), 0);
	ck_assert_int_ne(dladdr(&data, &in_data), 0);
	ck_assert_ptr_nonnull(in_code.dli_fname);
	ck_assert_ptr_nonnull(in_code.dli_fbase);
	ck_assert_ptr_eq(in_code.dli_fbase, in_data.dli_fbase);
	ck_assert_ptr_null(in_code.dli_sname);
	ck_assert_ptr_null(in_code.dli_saddr);
	ck_assert_int_eq(dladdr(&local, &in_data), 0);
	ck_assert_int_eq(dladdr(NULL, &in_data), 0);
}
END_TEST

START_TEST(code_in_a_section_of_its_own)
{
	static int (*volatile call)(int) = elsewhere;

	ck_assert_int_eq(call(5), 15 + (int)sizeof(errno));
}
END_TEST

START_TEST(path_pieces)
{
	static const char *const t[][3] = {
		{ "/usr/lib", "/usr", "lib" },
		{ "/usr/", "/", "usr" },
		{ "usr", ".", "usr" },
		{ "/", "/", "/" },
		{ ".", ".", "." },
		{ "", ".", "." },
		{ "//a//b//", "//a", "b" },
	};
	char b[20];
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		strcpy(b, t[i][0]);
		ck_assert_str_eq(dirname(b), t[i][1]);
		strcpy(b, t[i][0]);
		ck_assert_str_eq(basename(b), t[i][2]);
	}
}
END_TEST

SUITE("system", clocks, sleeping, heap, mappings, signals, identity, limits, auxiliary_vector,
      random_bytes, environment, what_is_not_there_says_so, addresses_of_the_image,
      code_in_a_section_of_its_own, path_pieces)

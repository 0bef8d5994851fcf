/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Platform linux, uk/plat_linux.h: descriptors of the host as interrupts, errors, idle.
 * Dispatching is done by hand, so no other thread may run meanwhile.
 */
#include <errno.h>
#include <stdio.h>
#include <uk/irq.h>
#include <uk/plat_linux.h>
#include "../linux/linux.h"
#include "test.h"

#define O_NONBLOCK   04000
#define MS	     UINT64_C(1000000)
#define LINUX_ENOENT 2

static int r[2]; /* a pipe: r[0] is read from, r[1] written to */
static int called;
static uint32_t seen;

static long call(long nr, long a, long b, long c)
{
	return uk_linux_syscall(nr, a, b, c, 0, 0, 0);
}

static void new_pipe(int p[2])
{
	ck_assert_int_eq(call(UK_LINUX_NR_pipe2, (long)p, O_NONBLOCK, 0), 0);
}

static void close_pipe(int p[2])
{
	call(UK_LINUX_NR_close, p[0], 0, 0);
	call(UK_LINUX_NR_close, p[1], 0, 0);
}

static void put(int p[2])
{
	ck_assert_int_eq(call(UK_LINUX_NR_write, p[1], (long)"x", 1), 1);
}

static void take(int p[2])
{
	char c;

	ck_assert_int_eq(call(UK_LINUX_NR_read, p[0], (long)&c, 1), 1);
}

/* What the scheduler does when nothing is runnable. */
static void idle(uint64_t ns)
{
	uk_plat->idle(uk_clock_ns() + ns);
	uk_irq_dispatch();
}

static void on_event(struct uk_linux_watch *w, uint32_t events)
{
	(void)w;
	called++;
	seen = events;
}

static void setup(void)
{
	new_pipe(r);
	called = 0;
	seen = 0;
}

static void remove_tree(void);

static void teardown(void)
{
	remove_tree();
	close_pipe(r);
}

START_TEST(a_watch_is_called_when_its_descriptor_is_ready)
{
	struct uk_linux_watch w = { .fd = r[0], .events = UK_LINUX_IN, .fn = on_event };

	ck_assert_int_eq(uk_linux_watch(&w), 0);
	idle(MS);
	ck_assert_int_eq(called, 0);
	put(r);
	idle(1000 * MS);
	ck_assert_int_eq(called, 1);
	ck_assert_uint_eq(seen, UK_LINUX_IN);
	idle(1000 * MS); /* level-triggered: still there */
	ck_assert_int_eq(called, 2);
	take(r);
	idle(MS);
	ck_assert_int_eq(called, 2);
	uk_linux_unwatch(&w);
	put(r);
	idle(MS);
	ck_assert_int_eq(called, 2);
}
END_TEST

START_TEST(an_edge_is_told_once)
{
	struct uk_linux_watch w = { .fd = r[0],
				    .events = UK_LINUX_IN | UK_LINUX_EDGE,
				    .fn = on_event };

	ck_assert_int_eq(uk_linux_watch(&w), 0);
	put(r);
	idle(1000 * MS);
	idle(MS);
	ck_assert_int_eq(called, 1);
	put(r);
	idle(1000 * MS);
	ck_assert_int_eq(called, 2);
	uk_linux_unwatch(&w);
}
END_TEST

START_TEST(one_shot_is_armed_again)
{
	struct uk_linux_watch w = { .fd = r[0],
				    .events = UK_LINUX_IN | UK_LINUX_ONESHOT,
				    .fn = on_event };

	put(r);
	ck_assert_int_eq(uk_linux_watch(&w), 0);
	idle(1000 * MS);
	idle(MS);
	ck_assert_int_eq(called, 1);
	ck_assert_int_eq(uk_linux_watch(&w), 0);
	idle(1000 * MS);
	ck_assert_int_eq(called, 2);
	uk_linux_unwatch(&w);
}
END_TEST

static struct uk_linux_watch *others[2];

static void end_both(struct uk_linux_watch *w, uint32_t events)
{
	(void)w, (void)events;
	called++;
	for (int i = 0; i < 2; i++) {
		uk_linux_unwatch(others[i]);
		memset(others[i], 0xee, sizeof(*others[i])); /* as free() may */
	}
}

START_TEST(a_callback_may_end_a_watch_that_is_due)
{
	struct uk_linux_watch a = { .fn = end_both, .events = UK_LINUX_IN }, b = a;
	int p[2];

	new_pipe(p);
	a.fd = r[0];
	b.fd = p[0];
	others[0] = &a;
	others[1] = &b;
	ck_assert_int_eq(uk_linux_watch(&a), 0);
	ck_assert_int_eq(uk_linux_watch(&b), 0);
	put(r);
	put(p);
	idle(1000 * MS);
	idle(MS);
	ck_assert_int_eq(called, 1);
	close_pipe(p);
}
END_TEST

START_TEST(more_are_ready_than_one_look_takes)
{
	static struct uk_linux_watch w[150];
	static int p[150][2];

	for (int i = 0; i < 150; i++) {
		new_pipe(p[i]);
		w[i] = (struct uk_linux_watch){ .fd = p[i][0],
						.events = UK_LINUX_IN | UK_LINUX_EDGE,
						.fn = on_event };
		ck_assert_int_eq(uk_linux_watch(&w[i]), 0);
		put(p[i]);
	}
	for (int i = 0; i < 10 && called < 150; i++)
		idle(MS);
	ck_assert_int_eq(called, 150);
	for (int i = 0; i < 150; i++) {
		uk_linux_unwatch(&w[i]);
		close_pipe(p[i]);
	}
}
END_TEST

START_TEST(a_busy_processor_looks_too)
{
	struct uk_linux_watch w = { .fd = r[0], .events = UK_LINUX_IN, .fn = on_event };
	uint64_t end = uk_clock_ns() + 5000 * MS;

	ck_assert_int_eq(uk_linux_watch(&w), 0);
	put(r);
	while (!uk_irq_any() && uk_clock_ns() < end)
		;
	uk_irq_dispatch();
	ck_assert_int_eq(called, 1);
	uk_linux_unwatch(&w);
}
END_TEST

static void on_irq(void *arg)
{
	take(arg);
	called++;
}

START_TEST(a_descriptor_is_an_interrupt_line)
{
	int source = uk_irq_attach(r[0], on_irq, r);

	ck_assert_int_ge(source, 0);
	put(r);
	idle(1000 * MS); /* raises the source */
	idle(MS);
	ck_assert_int_eq(called, 1);
	uk_irq_detach(source);
	ck_assert_int_eq(uk_irq_attach(12345, on_irq, r), -EBADF);
}
END_TEST

START_TEST(idle_ends_in_time)
{
	uint64_t t = uk_clock_ns(), d;

	idle(20 * MS);
	d = uk_clock_ns() - t;
	ck_assert_msg(d >= 19 * MS && d < 2000 * MS, "20 ms were %lu ns", (unsigned long)d);
	t = uk_clock_ns();
	uk_plat->idle(t - 1);
	uk_irq_raise(62);
	uk_plat->idle(UK_FOREVER); /* pending: returns */
	uk_irq_dispatch();
	ck_assert_uint_lt(uk_clock_ns() - t, 1000 * MS);
}
END_TEST

START_TEST(mistakes_have_errors_of_the_pool)
{
	struct uk_linux_watch w = { .fd = 12345, .events = UK_LINUX_IN, .fn = on_event }, twice;

	ck_assert_int_eq(uk_linux_watch(&w), -EBADF);
	uk_linux_unwatch(&w); /* was none */
	w.fd = call(UK_LINUX_NR_openat, -100, (long)"/proc/self/exe", 0);
	ck_assert_int_ge(w.fd, 0);
	ck_assert_int_eq(uk_linux_watch(&w), -EPERM);
	call(UK_LINUX_NR_close, w.fd, 0, 0);
	w.fd = r[0];
	twice = w;
	ck_assert_int_eq(uk_linux_watch(&w), 0);
	ck_assert_int_eq(uk_linux_watch(&twice), -EEXIST);
	uk_linux_unwatch(&w);
	ck_assert_int_eq(call(UK_LINUX_NR_openat, -100, (long)"/nonexistent", 0),
			 -LINUX_ENOENT);
}
END_TEST

START_TEST(error_numbers_are_translated)
{
	static const struct {
		int host, pool;
	} pairs[] = { { 1, EPERM },	     { 34, ERANGE },	    { 35, EDEADLK },
		      { 36, ENAMETOOLONG },  { 38, ENOSYS },	    { 39, ENOTEMPTY },
		      { 40, ELOOP },	     { 75, EOVERFLOW },	    { 88, ENOTSOCK },
		      { 95, EOPNOTSUPP },    { 97, EAFNOSUPPORT },  { 98, EADDRINUSE },
		      { 104, ECONNRESET },   { 107, ENOTCONN },	    { 110, ETIMEDOUT },
		      { 111, ECONNREFUSED }, { 113, EHOSTUNREACH }, { 115, EINPROGRESS },
		      { 125, ECANCELED },    { 4000, EIO },	    { 41, EIO } };

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		ck_assert_int_eq(uk_linux_errno(-pairs[i].host), -pairs[i].pool);
	ck_assert_int_eq(uk_linux_errno(0), 0);
	ck_assert_int_eq(uk_linux_errno(12345), 12345);
	ck_assert(uk_linux_errno(-4096) == -4096); /* an address, no error */
	for (long e = 1; e < 4096; e++)
		ck_assert(uk_linux_errno(-e) < 0);
}
END_TEST

/* A tree with the files that say how much memory there may be, and what is in it. */
static char root[64], made[48][160];
static unsigned n_made;

static void remove_tree(void)
{
	while (n_made > 0) {
		char *path = made[--n_made];

		if (call(UK_LINUX_NR_unlinkat, -100, (long)path, 0) < 0)
			call(UK_LINUX_NR_unlinkat, -100, (long)path, 0x200);
	}
}

static void add_made(const char *path)
{
	ck_assert_uint_lt(n_made, 48);
	strcpy(made[n_made++], path);
}

static void write_file(const char *name, const char *text)
{
	char path[160];
	int fd;

	snprintf(path, sizeof(path), "%s%s", root, name);
	for (char *p = path + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (call(UK_LINUX_NR_mkdirat, -100, (long)path, 0700) == 0)
			add_made(path);
		*p = '/';
	}
	fd = uk_linux_syscall(UK_LINUX_NR_openat, -100, (long)path, 01 | 0100 | 01000, 0600, 0,
			      0);
	ck_assert_int_ge(fd, 0);
	add_made(path);
	ck_assert_int_eq(call(UK_LINUX_NR_write, fd, (long)text, strlen(text)), strlen(text));
	call(UK_LINUX_NR_close, fd, 0, 0);
}

#define MIB UINT64_C(1048576)

START_TEST(memory_limit_of_version_2)
{
	snprintf(root, sizeof(root), "/tmp/uk-cgroup2-%ld", call(UK_LINUX_NR_getpid, 0, 0, 0));
	ck_assert(uk_linux_memory_limit(root) == UINT64_MAX);
	write_file("/proc/self/cgroup", "0::/a/b\n");
	ck_assert(uk_linux_memory_limit(root) == UINT64_MAX);
	write_file("/sys/fs/cgroup/a/b/memory.max", "max\n");
	ck_assert(uk_linux_memory_limit(root) == UINT64_MAX);
	write_file("/sys/fs/cgroup/a/memory.max", "67108864\n");
	ck_assert(uk_linux_memory_limit(root) == 64 * MIB);
	write_file("/sys/fs/cgroup/a/b/memory.max", "33554432\n");
	ck_assert(uk_linux_memory_limit(root) == 32 * MIB);
	/* As in a container: its group is the top, whatever the path says. */
	write_file("/sys/fs/cgroup/memory.max", "1048576");
	write_file("/proc/self/cgroup", "0::/../host/of/it\n");
	ck_assert(uk_linux_memory_limit(root) == MIB);
	write_file("/proc/self/cgroup", "0::/\n");
	ck_assert(uk_linux_memory_limit(root) == MIB);
	for (const char *const *bad =
		     (const char *const[]){ "", "x", "-1", "\n", "99999999999999999999", NULL };
	     *bad; bad++) {
		write_file("/sys/fs/cgroup/memory.max", *bad);
		ck_assert(uk_linux_memory_limit(root) == UINT64_MAX);
	}
}
END_TEST

START_TEST(memory_limit_of_version_1)
{
	static char long_line[8000];

	snprintf(root, sizeof(root), "/tmp/uk-cgroup1-%ld", call(UK_LINUX_NR_getpid, 0, 0, 0));
	write_file("/proc/self/cgroup", "12:memoryless:/x\n3:cpu,memory,pids:/docker/1\n0::/y");
	ck_assert(uk_linux_memory_limit(root) == UINT64_MAX);
	write_file("/sys/fs/cgroup/memory/x/memory.limit_in_bytes", "1\n");
	write_file("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
	ck_assert(uk_linux_memory_limit(root) == UINT64_C(9223372036854771712));
	write_file("/sys/fs/cgroup/memory/docker/1/memory.limit_in_bytes", "16777216\n");
	ck_assert(uk_linux_memory_limit(root) == 16 * MIB);
	for (const char *const *bad =
		     (const char *const[]){ "", "\n\n", "3", "3:", "3:memory", "3:memory:",
					    "3:memory\n:/docker/1", "::", ":::", NULL };
	     *bad; bad++) {
		write_file("/proc/self/cgroup", *bad);
		ck_assert(uk_linux_memory_limit(root) == UINT64_MAX);
	}
	memset(long_line, 'a', sizeof(long_line) - 1);
	memcpy(long_line, "3:memory:/", 10);
	write_file("/proc/self/cgroup",
		   long_line); /* too long a path: that of the top counts */
	ck_assert(uk_linux_memory_limit(root) == UINT64_C(9223372036854771712));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("linux");
	TCase *t = tcase_create("linux");

	if (!uk_linux_running()) {
		puts("SKIP: this is no Linux process");
		return 77;
	}
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_watch_is_called_when_its_descriptor_is_ready);
	tcase_add_test(t, an_edge_is_told_once);
	tcase_add_test(t, one_shot_is_armed_again);
	tcase_add_test(t, a_callback_may_end_a_watch_that_is_due);
	tcase_add_test(t, more_are_ready_than_one_look_takes);
	tcase_add_test(t, a_busy_processor_looks_too);
	tcase_add_test(t, a_descriptor_is_an_interrupt_line);
	tcase_add_test(t, idle_ends_in_time);
	tcase_add_test(t, mistakes_have_errors_of_the_pool);
	tcase_add_test(t, error_numbers_are_translated);
	tcase_add_test(t, memory_limit_of_version_2);
	tcase_add_test(t, memory_limit_of_version_1);
	suite_add_tcase(s, t);
	return run_suite(s);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Shared mappings of files are one with read() and write(): in an image wherever TEST_DIR
 * (/tmp) lies, as image_files.c, and natively of the build machine's system, which must agree.
 */
#define _GNU_SOURCE 1
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define PAGE 4096
#define RW   (PROT_READ | PROT_WRITE)

static char name[256];
static int fd;

/* An empty file, by a number of its own as the host's folder is shared. */
static void setup(void)
{
	const char *dir = getenv("TEST_DIR");

	do
		snprintf(name, sizeof(name), "%s/maps-%08x", dir ? dir : "/tmp",
			 (unsigned)rand());
	while ((fd = open(name, O_RDWR | O_CREAT | O_EXCL, 0600)) < 0 && errno == EEXIST);
	ck_assert_int_ge(fd, 0);
}

static void teardown(void)
{
	ck_assert_int_eq(close(fd), 0);
	ck_assert_int_eq(unlink(name), 0);
}

static char *map(size_t len, int prot, int flags, off_t off)
{
	char *p = mmap(NULL, len, prot, flags, fd, off);

	ck_assert_msg(p != MAP_FAILED, "mmap: errno %d", errno);
	return p;
}

static void size(off_t n)
{
	ck_assert_int_eq(ftruncate(fd, n), 0);
}

static void put(int to, off_t off, const char *text)
{
	ck_assert_int_eq(pwrite(to, text, strlen(text), off), strlen(text));
}

/* Has the file @text at @off, by descriptor @from? */
static void has(int from, off_t off, const char *text)
{
	char buf[64] = "";

	ck_assert_int_eq(pread(from, buf, strlen(text), off), strlen(text));
	ck_assert_str_eq(buf, text);
}

START_TEST(read_sees_what_was_stored)
{
	char a[4] = "", b[8] = "", *p;
	struct iovec iov[2] = { { a, 3 }, { b, 7 } };
	int other = open(name, O_RDONLY), pipe_[2];
	off_t off = PAGE - 2;

	put(fd, 3 * PAGE - 1, "z");
	p = map(3 * PAGE, RW, MAP_SHARED, 0);
	memcpy(p + PAGE - 2, "stored", 6);
	has(fd, PAGE - 2, "stored");
	has(other, PAGE - 2, "stored");
	has(other, PAGE, "ored");
	p[PAGE + 4] = '!';
	ck_assert_int_eq(preadv(other, iov, 2, PAGE - 2), 10);
	ck_assert_str_eq(a, "sto");
	ck_assert_str_eq(b, "red!");
	ck_assert_int_eq(lseek(other, PAGE - 1, SEEK_SET), PAGE - 1);
	ck_assert_int_eq(read(other, b, 3), 3);
	ck_assert(memcmp(b, "tor", 3) == 0);
	ck_assert_int_eq(pipe(pipe_), 0);
	ck_assert_int_eq(sendfile(pipe_[1], other, &off, 6), 6);
	ck_assert_int_eq(read(pipe_[0], b, 6), 6);
	ck_assert(memcmp(b, "stored", 6) == 0);
	close(pipe_[0]);
	close(pipe_[1]);
	/* And it stays when the mapping goes. */
	ck_assert_int_eq(munmap(p, 3 * PAGE), 0);
	has(other, PAGE - 2, "stored!");
	ck_assert_int_eq(lseek(fd, 0, SEEK_END), 3 * PAGE);
	close(other);
}
END_TEST

START_TEST(mappings_see_what_was_written)
{
	int prots[] = { PROT_READ, RW };

	for (size_t i = 0; i < 2; i++) {
		struct iovec iov[3] = { { "ab", 2 }, { "", 0 }, { "cdef", 4 } };
		int other = open(name, O_RDWR | O_APPEND);
		char *p;

		size(0);
		size(2 * PAGE);
		p = map(3 * PAGE, prots[i], MAP_SHARED, 0);
		put(fd, PAGE - 1, "written");
		ck_assert_mem_eq(p + PAGE - 1, "written", 7);
		ck_assert_int_eq(pwritev(fd, iov, 3, PAGE - 3), 6);
		ck_assert_mem_eq(p + PAGE - 3, "abcdefte", 8);
		/* Appended, so the file has a third page. */
		ck_assert_int_eq(write(other, "more", 4), 4);
		ck_assert_mem_eq(p + 2 * PAGE, "more", 5);
		ck_assert_int_eq(munmap(p, 3 * PAGE), 0);
		has(fd, PAGE - 3, "abcdefte");
		has(fd, 2 * PAGE, "more");
		close(other);
	}
}
END_TEST

START_TEST(stores_and_writes_beside_each_other)
{
	char *p;

	size(PAGE);
	p = map(PAGE, RW, MAP_SHARED, 0);
	memcpy(p, "aaaaaa", 6);
	put(fd, 2, "bb");
	ck_assert_mem_eq(p, "aabbaa", 6);
	has(fd, 0, "aabbaa");
	memcpy(p + 3, "cc", 2);
	has(fd, 0, "aabcca");
	ck_assert_int_eq(msync(p, PAGE, MS_SYNC), 0);
	has(fd, 0, "aabcca");
	put(fd, 0, "x");
	memcpy(p + 5, "y", 1);
	ck_assert_int_eq(msync(p, PAGE, MS_ASYNC | MS_INVALIDATE), 0);
	ck_assert_mem_eq(p, "xabccy", 6);
	/* From the mapping itself to another place of it. */
	ck_assert_int_eq(pwrite(fd, p, 6, 3), 6);
	ck_assert_mem_eq(p, "xabxabccy", 9);
	ck_assert_int_eq(pread(fd, p + 100, 9, 0), 9);
	ck_assert_mem_eq(p + 100, "xabxabccy", 9);
	ck_assert_int_eq(munmap(p, PAGE), 0);
	has(fd, 0, "xabxabccy");
	has(fd, 100, "xabxabccy");
}
END_TEST

START_TEST(parts_of_a_file)
{
	char *a, *b, *c, *p;

	size(4 * PAGE);
	a = map(PAGE, RW, MAP_SHARED, PAGE);
	b = map(PAGE, PROT_READ, MAP_SHARED, 3 * PAGE);
	c = map(PAGE, PROT_READ, MAP_SHARED, PAGE);
	memcpy(a, "begin", 5);
	ck_assert_mem_eq(c, "begin", 5);
	put(fd, 3 * PAGE - 2, "over");
	ck_assert_mem_eq(b, "er", 3);
	put(fd, 2 * PAGE - 2, "edge");
	ck_assert_mem_eq(a + PAGE - 2, "ed", 2);
	has(fd, PAGE, "begin");
	/* Private ones are made of what is there now, and keep what is theirs. */
	p = map(4 * PAGE, RW, MAP_PRIVATE, 0);
	ck_assert_mem_eq(p + PAGE, "begin", 5);
	ck_assert_mem_eq(p + 2 * PAGE - 2, "edge", 4);
	memcpy(p + PAGE, "mine!", 5);
	ck_assert_mem_eq(a, "begin", 5);
	has(fd, PAGE, "begin");
	ck_assert_int_eq(munmap(p, 4 * PAGE), 0);
	ck_assert_int_eq(munmap(a, PAGE), 0);
	ck_assert_mem_eq(c, "begin", 5);
	ck_assert_int_eq(munmap(b, PAGE), 0);
	ck_assert_int_eq(munmap(c, PAGE), 0);
	has(fd, PAGE, "begin");
}
END_TEST

START_TEST(a_file_grows_under_its_mapping)
{
	enum { MAP = 10 << 20 };
	struct stat st;
	char *p;

	put(fd, 0, "meta");
	p = map(MAP, PROT_READ, MAP_SHARED, 0);
	ck_assert_mem_eq(p, "meta", 5);
	for (off_t at = PAGE; at < 40 * PAGE; at += PAGE) {
		char page[PAGE];

		memset(page, (int)(at / PAGE), sizeof(page));
		ck_assert_int_eq(pwrite(fd, page, PAGE, at), PAGE);
		ck_assert_mem_eq(p + at, page, PAGE);
	}
	put(fd, 0, "new!");
	ck_assert_mem_eq(p, "new!", 4);
	/* A hole is zeros. */
	put(fd, 2000 * PAGE, "far");
	ck_assert(p[1000 * PAGE] == 0);
	ck_assert_mem_eq(p + 2000 * PAGE, "far", 4);
	size(MAP);
	ck_assert(p[MAP - 1] == 0);
	put(fd, MAP - 1, "e");
	ck_assert(p[MAP - 1] == 'e');
	ck_assert_int_eq(fstat(fd, &st), 0);
	ck_assert_int_eq(st.st_size, MAP);
	ck_assert_int_eq(munmap(p, MAP), 0);
}
END_TEST

START_TEST(stores_to_a_file_that_was_given_its_size)
{
	enum { MAP = 1 << 20 };
	char *p;

	size(MAP);
	p = map(MAP, RW, MAP_SHARED, 0);
	for (size_t i = 0; i < MAP; i += 3 * PAGE)
		memcpy(p + i, &i, sizeof(i));
	ck_assert_int_eq(msync(p, MAP, MS_SYNC), 0);
	ck_assert_int_eq(munmap(p, MAP), 0);
	ck_assert_int_eq(close(fd), 0);
	fd = open(name, O_RDWR);
	ck_assert_int_ge(fd, 0);
	p = map(MAP, PROT_READ, MAP_SHARED, 0);
	for (size_t i = 0, v; i < MAP; i += 3 * PAGE) {
		ck_assert(memcmp(p + i, &i, sizeof(i)) == 0);
		ck_assert_int_eq(pread(fd, &v, sizeof(v), (off_t)i), sizeof(v));
		ck_assert_uint_eq(v, i);
	}
	ck_assert_int_eq(munmap(p, MAP), 0);
}
END_TEST

START_TEST(truncation_cuts_mappings)
{
	char *p;

	size(3 * PAGE);
	p = map(3 * PAGE, RW, MAP_SHARED, 0);
	memset(p, 'a', 3 * PAGE);
	size(PAGE + 10);
	ck_assert(p[PAGE + 9] == 'a' && p[PAGE + 10] == 0 && p[2 * PAGE - 1] == 0);
	size(3 * PAGE);
	has(fd, PAGE + 8, "aa");
	ck_assert(p[PAGE + 9] == 'a' && p[PAGE + 10] == 0 && p[2 * PAGE] == 0 &&
		  p[3 * PAGE - 1] == 0);
	/* By its name. */
	p[2 * PAGE] = 'b';
	ck_assert_int_eq(truncate(name, 5), 0);
	ck_assert(p[4] == 'a' && p[5] == 0);
	size(3 * PAGE);
	ck_assert(p[5] == 0 && p[2 * PAGE] == 0);
	/* What was stored behind the end goes with the end. */
	size(100);
	p[200] = 'c';
	size(50);
	size(300);
	ck_assert(p[200] == 0);
	/* By another open(). */
	memcpy(p, "old", 3);
	ck_assert_int_eq(close(open(name, O_WRONLY | O_TRUNC)), 0);
	size(10);
	ck_assert_mem_eq(p, "\0\0\0", 3);
	memcpy(p + 3, "new", 3);
	ck_assert_int_eq(munmap(p, 3 * PAGE), 0);
	ck_assert_int_eq(lseek(fd, 0, SEEK_END), 10);
	has(fd, 3, "new");
}
END_TEST

START_TEST(rights_that_come_later)
{
	char *p, *q;
	int ro;

	size(2 * PAGE);
	p = map(2 * PAGE, PROT_READ, MAP_SHARED, 0);
	ck_assert_int_eq(mprotect(p, PAGE, RW), 0);
	memcpy(p, "later", 5);
	has(fd, 0, "later");
	ck_assert_int_eq(mprotect(p, PAGE, PROT_NONE), 0);
	put(fd, PAGE - 1, "both");
	has(fd, 0, "later");
	ck_assert_int_eq(mprotect(p, PAGE, PROT_READ), 0);
	ck_assert_mem_eq(p + PAGE - 1, "both", 4);
	/* Nothing is forgotten that a file's pages are told to be not needed. */
	ck_assert_int_eq(madvise(p, 2 * PAGE, MADV_DONTNEED), 0);
	ck_assert_mem_eq(p, "later", 5);
	ck_assert_int_eq(munmap(p, 2 * PAGE), 0);
	has(fd, 0, "later");
	ro = open(name, O_RDONLY);
	q = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, ro, 0);
	ck_assert_ptr_ne(q, MAP_FAILED);
	errno = 0;
	ck_assert(mprotect(q, PAGE, RW) == -1 && errno == EACCES);
	put(fd, 0, "L");
	ck_assert_mem_eq(q, "Later", 5);
	ck_assert_int_eq(munmap(q, PAGE), 0);
	close(ro);
}
END_TEST

START_TEST(a_file_without_a_name)
{
	char *p;

	size(PAGE);
	p = map(PAGE, RW, MAP_SHARED, 0);
	ck_assert_int_eq(unlink(name), 0);
	memcpy(p, "still", 5);
	has(fd, 0, "still");
	put(fd, 0, "S");
	ck_assert_mem_eq(p, "Still", 5);
	ck_assert_int_eq(munmap(p, PAGE), 0);
	has(fd, 0, "Still");
	close(fd);
	fd = open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
	ck_assert_int_ge(fd, 0);
}
END_TEST

/* Threads that write, store, sync, map and read, each in bytes of its own. */
#define THREADS 4
#define ROUNDS	60

static char *shared;
static unsigned failures;

static void *work(void *arg)
{
	size_t me = (size_t)arg;
	unsigned char got[2], want[2];

	for (unsigned i = 1; i <= ROUNDS; i++) {
		/* One byte is stored, the next one is written. */
		size_t at = (i % 8) * PAGE + me * 2;

		want[0] = want[1] = (unsigned char)(i + me);
		shared[at] = (char)want[0];
		failures += pwrite(fd, want + 1, 1, (off_t)at + 1) != 1;
		failures += pread(fd, got, 2, (off_t)at) != 2 || memcmp(got, want, 2) != 0;
		failures += memcmp(shared + at, want, 2) != 0;
		if (i % 8 == me)
			failures += msync(shared, 8 * PAGE, MS_ASYNC) != 0;
		if (i % 8 == me + 4) {
			char *p = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, fd,
				       (off_t)(at / PAGE * PAGE));

			failures += p == MAP_FAILED || memcmp(p + at % PAGE, want, 2) != 0 ||
				    munmap(p, PAGE) < 0;
		}
		sched_yield();
		failures += pread(fd, got, 2, (off_t)at) != 2 || memcmp(got, want, 2) != 0;
		failures += memcmp(shared + at, want, 2) != 0;
	}
	return NULL;
}

START_TEST(threads_do_not_lose_bytes)
{
	pthread_t t[THREADS];

	size(8 * PAGE);
	shared = map(8 * PAGE, RW, MAP_SHARED, 0);
	failures = 0;
	for (size_t i = 0; i < THREADS; i++)
		ck_assert_int_eq(pthread_create(&t[i], NULL, work, (void *)i), 0);
	for (size_t i = 0; i < THREADS; i++)
		ck_assert_int_eq(pthread_join(t[i], NULL), 0);
	ck_assert_uint_eq(failures, 0);
	ck_assert_int_eq(munmap(shared, 8 * PAGE), 0);
	for (size_t i = 0; i < THREADS; i++) {
		char got[2], want = (char)(ROUNDS + i);

		ck_assert_int_eq(pread(fd, got, 2, (ROUNDS % 8) * PAGE + (off_t)i * 2), 2);
		ck_assert(got[0] == want && got[1] == want);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("maps");
	TCase *t = tcase_create("all");
	SRunner *r;
	int failed;

	tcase_set_timeout(t, 0);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, read_sees_what_was_stored);
	tcase_add_test(t, mappings_see_what_was_written);
	tcase_add_test(t, stores_and_writes_beside_each_other);
	tcase_add_test(t, parts_of_a_file);
	tcase_add_test(t, a_file_grows_under_its_mapping);
	tcase_add_test(t, stores_to_a_file_that_was_given_its_size);
	tcase_add_test(t, truncation_cuts_mappings);
	tcase_add_test(t, rights_that_come_later);
	tcase_add_test(t, a_file_without_a_name);
	tcase_add_test(t, threads_do_not_lose_bytes);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}

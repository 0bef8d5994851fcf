/* SPDX-License-Identifier: BSD-3-Clause */
/* mmap() and kin against a page-by-page model; deadlines. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "memory/shared_priv.h"
#include "tests/fakes.h"
#include "tests/suite.h"

#define PAGE 4096u
#define RW   (PROT_READ | PROT_WRITE)

START_TEST(anonymous_memory_is_zero_and_goes_back)
{
	char *p = mmap(NULL, 3 * PAGE - 5, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t i;

	ck_assert_ptr_ne(p, MAP_FAILED);
	for (i = 0; i < 3 * PAGE; i++)
		ck_assert_int_eq(p[i], 0);
	ck_assert_int_eq(fake_pages_live, 3);
	ck_assert_int_eq(munmap(p, 3 * PAGE), 0);
	ck_assert_int_eq(fake_pages_live, 0);
	ck_assert_int_eq(fake_heap_live, 0);
	/* nothing there: no error */
	ck_assert_int_eq(munmap(p, PAGE), 0);
}
END_TEST

START_TEST(bad_arguments)
{
	static const struct {
		size_t len;
		int prot, flags, error;
	} bad[] = {
		{ 0, RW, MAP_PRIVATE | MAP_ANON, EINVAL },
		{ 1, RW, MAP_ANON, EINVAL },
		{ 1, RW, MAP_PRIVATE | MAP_SHARED | MAP_ANON, EINVAL },
		{ 1, 0x100, MAP_PRIVATE | MAP_ANON, EINVAL },
		{ 1, RW | PROT_EXEC, MAP_PRIVATE | MAP_ANON, ENOTSUP },
		{ 1, RW, MAP_SHARED, EBADF },
		{ 1, RW, 0, EINVAL },
		{ SIZE_MAX, RW, MAP_PRIVATE | MAP_ANON, ENOMEM },
		{ PAGE * 4096, RW, MAP_PRIVATE | MAP_ANON, ENOMEM },
		{ 1, RW, MAP_PRIVATE | MAP_ANON | MAP_FIXED, ENOTSUP },
		{ 1, RW, MAP_PRIVATE, EBADF },
	};
	size_t i;

	for (i = 0; i < UK_ARRAY_SIZE(bad); i++) {
		FAILS(mmap((void *)4096, bad[i].len, bad[i].prot, bad[i].flags, -1, 0),
		      bad[i].error);
	}
	ck_assert_ptr_eq(mmap(NULL, 1, RW, MAP_PRIVATE | MAP_ANON, -1, 5), MAP_FAILED);
	ck_assert_int_eq(munmap((void *)5, 1), -1);
	ck_assert_int_eq(munmap((void *)4096, 0), -1);
	ck_assert_int_eq(munmap((void *)4096, SIZE_MAX - 4096), -1);
	FAILS(mprotect((void *)4096, 4096, RW), ENOMEM);
	ck_assert_int_eq(fake_pages_live, 0);
	ck_assert_int_eq(fake_heap_live, 0);
}
END_TEST

START_TEST(random_parts_match_a_model)
{
	enum { N = 64 };
	char *p = mmap(NULL, N * PAGE, RW, MAP_PRIVATE | MAP_ANON, -1, 0);
	int model[N], i, j, live = N;

	srand(3);
	for (i = 0; i < N; i++)
		model[i] = RW;
	for (i = 0; i < 3000 && live; i++) {
		int a = rand() % N, n = 1 + rand() % (N - a), covered = 1;
		int prot = rand() % 2 ? RW : PROT_READ;

		for (j = a; j < a + n; j++)
			covered &= model[j] >= 0;
		if (rand() % 50 == 0) {
			ck_assert_int_eq(munmap(p + a * PAGE, n * PAGE), 0);
			for (j = a; j < a + n; j++) {
				live -= model[j] >= 0;
				model[j] = -1;
			}
		} else if (mprotect(p + a * PAGE, n * PAGE, prot) == 0) {
			ck_assert_int_eq(covered, 1);
			for (j = a; j < a + n; j++)
				model[j] = prot;
		} else {
			ck_assert_int_eq(covered, 0);
		}
		ck_assert_int_eq(fake_pages_live, live);
		for (j = 0; j < N; j++) {
			uintptr_t at = (uintptr_t)p + (unsigned)j * PAGE;
			struct uk_map *m = uk_map_find(at, at + 1);

			ck_assert_int_eq(m ? m->prot : -1, model[j]);
		}
	}
	ck_assert_int_eq(munmap(p, N * PAGE), 0);
	ck_assert_int_eq(fake_pages_live, 0);
	ck_assert_int_eq(fake_heap_live, 0);
}
END_TEST

START_TEST(fixed_inside_a_mapping)
{
	char *p = mmap(NULL, 4 * PAGE, RW, MAP_PRIVATE | MAP_ANON, -1, 0);

	memset(p, 1, 4 * PAGE);
	ck_assert_ptr_eq(
		mmap(p + PAGE, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANON | MAP_FIXED, -1, 0),
		p + PAGE);
	ck_assert_int_eq(p[PAGE - 1], 1);
	ck_assert_int_eq(p[PAGE], 0);
	ck_assert_int_eq(p[2 * PAGE], 1);
	ck_assert_int_eq(madvise(p, PAGE, MADV_DONTNEED), 0);
	ck_assert_int_eq(p[0], 0);
	ck_assert_int_eq(madvise(p, PAGE, 99), -1);
	ck_assert_int_eq(msync(p, PAGE, MS_SYNC), 0);
	munmap(p, 4 * PAGE);
	FAILS(madvise(p, PAGE, MADV_DONTNEED), ENOMEM);
}
END_TEST

START_TEST(no_memory_is_clean)
{
	char *p;

	fake_heap_left = 0;
	FAILS(mmap(NULL, 1, RW, MAP_PRIVATE | MAP_ANON, -1, 0), ENOMEM);
	ck_assert_int_eq(fake_pages_live, 0);
	fake_heap_left = -1;
	p = mmap(NULL, 3 * PAGE, RW, MAP_PRIVATE | MAP_ANON, -1, 0);
	fake_heap_left = 0;
	FAILS(munmap(p + PAGE, PAGE), ENOMEM);
	ck_assert_int_eq(fake_pages_live, 3);
	ck_assert_int_eq(munmap(p, 3 * PAGE), 0);
	ck_assert_int_eq(fake_pages_live, 0);
}
END_TEST

START_TEST(shared_mappings_of_a_file_are_one)
{
	int fd = memfd_create("x", 0), ro;
	char *a, *b, buf[4];

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(ftruncate(fd, 2 * PAGE + 10), 0);
	ck_assert_int_eq(pwrite(fd, "old", 3, PAGE), 3);
	a = mmap(NULL, 3 * PAGE, RW, MAP_SHARED, fd, 0);
	b = mmap(NULL, PAGE, RW, MAP_SHARED, fd, PAGE);
	ck_assert_ptr_ne(a, MAP_FAILED);
	ck_assert_ptr_eq(b, a + PAGE);
	ck_assert_mem_eq(b, "old", 3);
	memcpy(b, "new", 3);
	ck_assert_mem_eq(a + PAGE, "new", 3);
	ck_assert_int_eq(pread(fd, buf, 3, PAGE), 3);
	ck_assert_mem_eq(buf, "new", 3);
	ck_assert_int_eq(msync(b, PAGE, MS_SYNC), 0);
	ck_assert_int_eq(pread(fd, buf, 3, PAGE), 3);
	ck_assert_mem_eq(buf, "new", 3);
	FAILS(msync(b, PAGE, MS_SYNC | MS_ASYNC), EINVAL);
	/* What is written is seen, and can be read again. */
	ck_assert_int_eq(pwrite(fd, "far", 3, 0), 3);
	ck_assert_mem_eq(a, "far", 3);
	memcpy(b, "mew", 3);
	ck_assert_int_eq(msync(a, 3 * PAGE, MS_ASYNC | MS_INVALIDATE), 0);
	ck_assert_mem_eq(a, "far", 3);
	/* Beyond the end of the file there is memory, but no file. */
	a[2 * PAGE + 9] = 'e';
	a[2 * PAGE + 10] = 'x';
	ck_assert_int_eq(munmap(b, PAGE), 0);
	b[1] = 'o'; /* a has it still */
	ck_assert_int_eq(munmap(a, 3 * PAGE), 0);
	ck_assert_int_eq(lseek(fd, 0, SEEK_END), 2 * PAGE + 10);
	ck_assert_int_eq(pread(fd, buf, 3, PAGE), 3);
	ck_assert_mem_eq(buf, "mow", 3);
	ck_assert_int_eq(pread(fd, buf, 4, 2 * PAGE + 9), 1);
	ck_assert_int_eq(buf[0], 'e');
	ck_assert_int_eq(fake_pages_live, 0);
	FAILS(mmap(NULL, PAGE, RW, MAP_SHARED | MAP_FIXED, fd, 0), ENOTSUP);
	/* Read-only first, then writable. */
	ck_assert_int_eq(shm_unlink("/none"), -1);
	ro = shm_open("/ro", O_RDWR | O_CREAT, 0600);
	ck_assert_int_eq(ftruncate(ro, PAGE), 0);
	close(ro);
	ro = shm_open("ro", O_RDONLY, 0);
	FAILS(mmap(NULL, PAGE, RW, MAP_SHARED, ro, 0), EACCES);
	a = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, ro, 0);
	ck_assert_ptr_ne(a, MAP_FAILED);
	FAILS(shm_open("/ro", O_RDWR | O_CREAT | O_EXCL, 0600), EEXIST);
	FAILS(shm_open("/a/b", O_RDWR | O_CREAT, 0600), EINVAL);
	close(fd);
	fd = shm_open("/ro", O_RDWR, 0);
	b = mmap(NULL, PAGE, RW, MAP_SHARED, fd, 0);
	ck_assert_ptr_eq(a, b);
	b[5] = 'w';
	ck_assert_int_eq(shm_unlink("/ro"), 0);
	FAILS(shm_open("/ro", O_RDWR, 0), ENOENT);
	munmap(a, PAGE);
	munmap(b, PAGE);
	ck_assert_int_eq(pread(ro, buf, 1, 5), 1);
	ck_assert_int_eq(buf[0], 'w');
	close(fd);
	close(ro);
	ck_assert_int_eq(fake_pages_live, 0);
	ck_assert_int_eq(fake_heap_live, uk_fd_size > 4);
}
END_TEST

/* The other half of what libuk-fs's image_maps.c says: parts that overlap are not one memory.
 */
START_TEST(overlapping_parts_meet_in_the_file)
{
	int fd = memfd_create("x", 0);
	char *a, *b, buf[3];

	ck_assert_int_eq(ftruncate(fd, 3 * PAGE), 0);
	a = mmap(NULL, 2 * PAGE, RW, MAP_SHARED, fd, 0);
	memcpy(a + PAGE, "one", 3);
	b = mmap(NULL, 2 * PAGE, RW, MAP_SHARED, fd, PAGE);
	ck_assert_ptr_ne(b, MAP_FAILED);
	ck_assert_mem_eq(b, "one", 3);
	memcpy(b, "two", 3);
	ck_assert_int_eq(pread(fd, buf, 3, PAGE), 3);
	ck_assert_mem_eq(buf, "two", 3);
	ck_assert_int_eq(msync(b, PAGE, MS_ASYNC), 0);
	ck_assert_mem_eq(a + PAGE, "two", 3);
	/* No other memory in place of a file's. */
	FAILS(mmap(a, PAGE, RW, MAP_PRIVATE | MAP_ANON | MAP_FIXED, -1, 0), ENOTSUP);
	ck_assert_int_eq(munmap(a, 2 * PAGE), 0);
	ck_assert_int_eq(munmap(b, 2 * PAGE), 0);
	ck_assert_int_eq(fake_pages_live, 0);
	close(fd);
}
END_TEST

/* A file whose file system waits: meanwhile() is what another thread does then. */
static char slow_data[PAGE], *slow_map;
static void (*meanwhile)(void);

static void wait_now(void)
{
	void (*fn)(void) = meanwhile;

	meanwhile = NULL;
	if (fn)
		fn();
}

static ssize_t slow_read(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	size_t n = UK_MIN((size_t)uk_iov_len(iov, cnt), sizeof(slow_data) - (size_t)off);

	(void)f;
	uk_iov_put(iov, slow_data + off, n);
	wait_now();
	return (ssize_t)n;
}

static ssize_t slow_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	return uk_mapped_readv(f, 1, 2, iov, cnt, off, slow_read);
}

static ssize_t slow_write(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	size_t n = (size_t)uk_iov_len(iov, cnt);
	char taken[PAGE];

	(void)f;
	uk_iov_take(iov, taken, n);
	wait_now();
	memcpy(slow_data + off, taken, n);
	return (ssize_t)n;
}

static ssize_t slow_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	return uk_mapped_writev(f, 1, 2, iov, cnt, off, slow_write);
}

static int slow_sync(struct uk_file *f)
{
	(void)f;
	return uk_mapped_sync(1, 2);
}

static off_t slow_size(struct uk_file *f)
{
	(void)f;
	return PAGE;
}

static int slow_stat(struct uk_file *f, struct stat *st)
{
	(void)f;
	st->st_dev = 1;
	st->st_ino = 2;
	return 0;
}

static const struct uk_file_ops slow_ops = { .type = "slow",
					     .readv = slow_readv,
					     .writev = slow_writev,
					     .size = slow_size,
					     .sync = slow_sync,
					     .stat = slow_stat };
static struct uk_file slow_file;

static void map_it(void)
{
	slow_map = mmap(NULL, PAGE, RW, MAP_SHARED, 5, 0);
	ck_assert_ptr_ne(slow_map, MAP_FAILED);
}

static void sync_it(void)
{
	ck_assert_int_eq(msync(slow_map, PAGE, MS_ASYNC), 0);
}

static void unmap_it(void)
{
	ck_assert_int_eq(munmap(slow_map, PAGE), 0);
}

static void write_more(void)
{
	/* As one that does not know the lock ends. */
	memcpy(slow_data, "last", 4);
	uk_region_put(uk_list_entry(uk_regions.next, struct uk_region, link), 0, "last", 4);
}

static void store_again(void)
{
	slow_map[1] = 'o';
}

START_TEST(files_that_wait)
{
	char buf[4];

	uk_file_init(&slow_file, &slow_ops, O_RDWR);
	ck_assert_int_eq(uk_fd_install(&slow_file, 5, 0), 5);
	map_it();
	/* What was read before msync() or munmap() wrote comes after that. */
	memcpy(slow_map, "mine", 4);
	meanwhile = sync_it;
	ck_assert_int_eq(pread(5, buf, 4, 0), 4);
	ck_assert_mem_eq(buf, "mine", 4);
	memcpy(slow_map, "ours", 4);
	meanwhile = unmap_it;
	ck_assert_int_eq(pread(5, buf, 4, 0), 4);
	ck_assert_mem_eq(buf, "ours", 4);
	/* What is stored while the page is written is kept, and written later. */
	map_it();
	memcpy(slow_map, "mews", 4);
	meanwhile = store_again;
	sync_it();
	ck_assert_mem_eq(slow_data, "mews", 4);
	ck_assert_mem_eq(slow_map, "mows", 4);
	ck_assert_int_eq(pread(5, buf, 4, 0), 4);
	ck_assert_mem_eq(buf, "mows", 4);
	unmap_it();
	ck_assert_mem_eq(slow_data, "mows", 4);
	/* fsync() writes it, too. */
	map_it();
	memcpy(slow_map + 9, "now", 3);
	ck_assert_int_eq(fsync(5), 0);
	ck_assert_mem_eq(slow_data + 9, "now", 3);
	memcpy(slow_map + 9, "all", 3);
	ck_assert_int_eq(msync(slow_map, PAGE, MS_SYNC), 0);
	ck_assert_mem_eq(slow_data + 9, "all", 3);
	unmap_it();
	/* A write() that began before there was a mapping is seen in it. */
	meanwhile = map_it;
	ck_assert_int_eq(pwrite(5, "late", 4, 0), 4);
	ck_assert_mem_eq(slow_map, "late", 4);
	unmap_it();
	/* One that ends while the mapping is read in, too. */
	meanwhile = write_more;
	map_it();
	ck_assert_mem_eq(slow_map, "last", 4);
	unmap_it();
	ck_assert_int_eq(fake_pages_live, 0);
}
END_TEST

START_TEST(shared_mappings_without_memory)
{
	int fd = memfd_create("x", 0), i;

	ftruncate(fd, PAGE);
	for (i = 0; i < 5; i++) {
		long live = fake_heap_live;
		char *p;

		fake_heap_left = i;
		p = mmap(NULL, PAGE, RW, MAP_SHARED, fd, 0);
		fake_heap_left = -1;
		if (p != MAP_FAILED)
			munmap(p, PAGE);
		ck_assert_int_eq(fake_heap_live, live);
		ck_assert_int_eq(fake_pages_live, 0);
	}
	close(fd);
}
END_TEST

START_TEST(deadlines)
{
	uint64_t d;

	fake_now = 5;
	ck_assert_int_eq(uk_deadline(CLOCK_MONOTONIC, &(struct timespec){ 0, 8 }, &d), 0);
	ck_assert_uint_eq(d, 8);
	ck_assert_int_eq(uk_deadline(CLOCK_MONOTONIC, &(struct timespec){ 0, 5 }, &d), 0);
	ck_assert_uint_eq(d, 0);
	ck_assert_int_eq(uk_deadline(CLOCK_REALTIME, &(struct timespec){ 1700000001, 0 }, &d),
			 0);
	ck_assert_uint_eq(d, 1000000000);
	ck_assert_int_eq(uk_deadline(CLOCK_REALTIME, &(struct timespec){ -1, 0 }, &d), 0);
	ck_assert_uint_eq(d, 0);
	ck_assert_int_eq(uk_deadline(CLOCK_REALTIME, &(struct timespec){ LONG_MAX, 0 }, &d), 0);
	ck_assert_uint_eq(d, UK_FOREVER);
	ck_assert_int_eq(uk_deadline(CLOCK_REALTIME, &(struct timespec){ 0, 1000000000 }, &d),
			 -EINVAL);
	ck_assert_int_eq(uk_deadline(CLOCK_REALTIME, &(struct timespec){ 0, -1 }, &d), -EINVAL);
	ck_assert_int_eq(uk_deadline(77, &(struct timespec){ 0, 0 }, &d), -EINVAL);
	ck_assert_int_eq(uk_deadline_in(&(struct timespec){ 1, 1 }, &d), 0);
	ck_assert_uint_eq(d, 1000000006);
	ck_assert_int_eq(uk_deadline_in(&(struct timespec){ -1, 0 }, &d), -EINVAL);
	ck_assert_int_eq(uk_deadline_in(&(struct timespec){ LONG_MAX, 999999999 }, &d), 0);
	ck_assert_uint_eq(d, UK_FOREVER);
}
END_TEST

SUITE("memory and time", anonymous_memory_is_zero_and_goes_back, bad_arguments,
      random_parts_match_a_model, fixed_inside_a_mapping, no_memory_is_clean,
      shared_mappings_of_a_file_are_one, overlapping_parts_meet_in_the_file, files_that_wait,
      shared_mappings_without_memory, deadlines)

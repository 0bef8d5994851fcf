/* SPDX-License-Identifier: BSD-3-Clause */
/* The RAM file system: contents of files, a tree against a model, memory that runs out. */
#include <uk/anchor.h>
#include <uk/page.h>
#include "suite.h"
#ifdef UK_NATIVE_TEST
#include "fakes.h"
#endif

UK_NEED(uk_anchor_fs);

#define P ((off_t)UK_PAGE_SIZE)

static uint32_t x;
static unsigned rnd(unsigned n)
{
	x = x * 1664525 + 1013904223;
	return (x >> 8) % n;
}

static int file(const char *name)
{
	int fd = open(name, O_RDWR | O_CREAT, 0644);

	ck_assert_int_ge(fd, 0);
	return fd;
}

static off_t size_of(int fd)
{
	struct stat st;

	OK(fstat(fd, &st));
	return st.st_size;
}

/* Are the bytes [from, to) zeros, and the next one not there? */
static void zeros(int fd, off_t from, off_t to)
{
	char c;

	for (; from < to; from++) {
		ck_assert_int_eq(pread(fd, &c, 1, from), 1);
		ck_assert_int_eq(c, 0);
	}
}

START_TEST(holes_are_zeros)
{
	int fd;
	char c;

	fresh();
	fd = file("f");
	ck_assert_int_eq(pwrite(fd, "x", 1, 5 * P + 7), 1);
	ck_assert_int_eq(size_of(fd), 5 * P + 8);
	zeros(fd, 0, 5 * P + 7);
	ck_assert_int_eq(pread(fd, &c, 1, 5 * P + 7), 1);
	ck_assert_int_eq(c, 'x');
	ck_assert_int_eq(pread(fd, &c, 1, 5 * P + 8), 0);
	ck_assert_int_eq(pread(fd, &c, 1, INT64_MAX), 0);
	/* Writing nothing makes nothing. */
	ck_assert_int_eq(pwrite(fd, "x", 0, 9 * P), 0);
	ck_assert_int_eq(size_of(fd), 5 * P + 8);
	OK(close(fd));
}
END_TEST

START_TEST(what_was_cut_off_does_not_come_back)
{
	static const off_t cuts[] = { 0, 1, P - 1, P, P + 1, 2 * P, 3 * P - 1 };
	static char ones[3 * UK_PAGE_SIZE];
	int fd;
	char c;

	memset(ones, 1, sizeof(ones));
	fresh();
	fd = file("f");
	for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
		ck_assert_int_eq(pwrite(fd, ones, sizeof(ones), 0), sizeof(ones));
		OK(ftruncate(fd, cuts[i]));
		ck_assert_int_eq(size_of(fd), cuts[i]);
		ck_assert_int_eq(pread(fd, &c, 1, cuts[i]), 0);
		if (cuts[i] > 0) {
			ck_assert_int_eq(pread(fd, &c, 1, cuts[i] - 1), 1);
			ck_assert_int_eq(c, 1);
		}
		OK(ftruncate(fd, 4 * P));
		zeros(fd, cuts[i], 4 * P);
		OK(ftruncate(fd, cuts[i]));
		/* Growing by a write beyond the end is the same. */
		ck_assert_int_eq(pwrite(fd, "x", 1, 4 * P), 1);
		zeros(fd, cuts[i], 4 * P);
	}
	OK(close(fd));
}
END_TEST

START_TEST(sizes_that_cannot_be)
{
	int fd;

	fresh();
	fd = file("f");
	ck_assert_int_eq(write(fd, "keep", 4), 4);
	FAILS(ftruncate(fd, INT64_MAX), EFBIG);
	FAILS(pwrite(fd, "x", 1, INT64_MAX), EFBIG);
	FAILS(pwrite(fd, "x", 1, (off_t)1 << 40), EFBIG);
#ifdef UK_NATIVE_TEST
	/* The list of its pages alone would be 2 GiB. */
	fake_left = 0;
	FAILS(pwrite(fd, "x", 1, ((off_t)1 << 40) - 1), ENOSPC);
	fake_left = -1;
#endif
	OK(close(fd));
	holds("f", "keep");
	/* A size alone takes no memory. */
	OK(truncate("f", (off_t)1 << 40));
	ck_assert_int_eq(stat_of("f").st_size, (off_t)1 << 40);
	OK(unlink("f"));
}
END_TEST

#define SPAN 70000

START_TEST(contents_match_a_model)
{
	static char model[SPAN], buf[SPAN];
	size_t size = 0;
	int fd;

	x = 1;
	fresh();
	fd = file("f");
	for (int i = 0; i < 3000; i++) {
		size_t at = rnd(SPAN), n = rnd(3) ? rnd(200) : rnd(20000);

		n = n < SPAN - at ? n : SPAN - at;
		switch (rnd(4)) {
		case 0:
		case 1:
			for (size_t k = 0; k < n; k++)
				buf[k] = (char)rnd(256);
			ck_assert_int_eq(pwrite(fd, buf, n, (off_t)at), n);
			memcpy(model + at, buf, n);
			if (n && at + n > size)
				size = at + n;
			break;
		case 2:
			OK(ftruncate(fd, (off_t)at));
			if (at < size)
				memset(model + at, 0, size - at);
			size = at;
			break;
		default:
			n = at >= size ? 0 : n < size - at ? n : size - at;
			ck_assert_int_eq(pread(fd, buf, n, (off_t)at), n);
			ck_assert(memcmp(buf, model + at, n) == 0);
		}
	}
	ck_assert_int_eq(size_of(fd), size);
	ck_assert_int_eq(pread(fd, buf, SPAN, 0), size);
	ck_assert(memcmp(buf, model, size) == 0);
	OK(close(fd));
}
END_TEST

#define NAMES 24

/* What a name leads to in the model: nothing, or a file by its number. */
START_TEST(names_match_a_model)
{
	int model[NAMES] = { 0 }, links[4000] = { 0 }, next = 0;
	char a[32], b[32], text[16];

	x = 2;
	fresh();
	for (int i = 0; i < 4; i++) {
		snprintf(a, sizeof(a), "d%d", i);
		OK(mkdir(a, 0755));
	}
	for (int i = 0; i < 4000; i++) {
		unsigned p = rnd(NAMES), q = rnd(NAMES);

		snprintf(a, sizeof(a), "d%u/n%u", p % 4, p);
		snprintf(b, sizeof(b), "d%u/n%u", q % 4, q);
		switch (rnd(5)) {
		case 0:
			if (model[p]) {
				FAILS(open(a, O_WRONLY | O_CREAT | O_EXCL, 0644), EEXIST);
				break;
			}
			model[p] = ++next;
			links[next] = 1;
			snprintf(text, sizeof(text), "%d", next);
			put(a, text);
			break;
		case 1:
			if (!model[p]) {
				FAILS(unlink(a), ENOENT);
				break;
			}
			OK(unlink(a));
			links[model[p]]--;
			model[p] = 0;
			break;
		case 2:
			if (!model[p] || model[q]) {
				FAILS(link(a, b), model[p] ? EEXIST : ENOENT);
				break;
			}
			OK(link(a, b));
			model[q] = model[p];
			links[model[p]]++;
			break;
		case 3:
			if (!model[p]) {
				FAILS(rename(a, b), ENOENT);
				break;
			}
			OK(rename(a, b));
			if (model[q] == model[p])
				break;
			links[model[q]]--;
			model[q] = model[p];
			model[p] = 0;
			break;
		default:
			if (!model[p]) {
				FAILS(access(a, F_OK), ENOENT);
				break;
			}
			snprintf(text, sizeof(text), "%d", model[p]);
			holds(a, text);
			ck_assert_int_eq(stat_of(a).st_nlink, links[model[p]]);
		}
	}
}
END_TEST

#ifdef UK_NATIVE_TEST
static long pages;
static long live;

static void count(void)
{
	live = fake_live;
	pages = fake_pages_live;
}

START_TEST(all_memory_comes_back)
{
	char name[32];
	int fd;

	fresh();
	OK(mkdir("warm", 0755)); /* lets the table of names grow */
	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "warm/%d", i);
		put(name, "");
	}
	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "warm/%d", i);
		OK(unlink(name));
	}
	count();
	fd = file("f");
	for (int i = 0; i < 40; i++)
		ck_assert_int_eq(pwrite(fd, "x", 1, 3 * i * P), 1);
	ck_assert_int_eq(fake_pages_live, pages + 40);
	OK(ftruncate(fd, 30 * P));
	ck_assert_int_eq(fake_pages_live, pages + 10);
	OK(unlink("f"));
	ck_assert_int_eq(fake_pages_live, pages + 10);
	OK(close(fd));
	OK(mkdir("d", 0755));
	OK(mkdir("d/e", 0755));
	OK(symlink("target", "d/e/l"));
	OK(rename("d/e", "e"));
	OK(unlink("e/l"));
	OK(rmdir("e"));
	OK(rmdir("d"));
	ck_assert_int_eq(fake_live, live);
	ck_assert_int_eq(fake_pages_live, pages);
}
END_TEST

/* One step of a program; returns what the call did. */
static int step(int which)
{
	static char big[3 * UK_PAGE_SIZE];
	int fd = -1, r;

	switch (which) {
	case 0:
		return mkdir("d", 0755);
	case 1:
		fd = open("d/f", O_RDWR | O_CREAT | O_EXCL, 0644);
		break;
	case 2:
		fd = open("d/f", O_RDWR);
		if (fd < 0)
			return -1;
		r = (int)pwrite(fd, big, sizeof(big), P / 2);
		/* Less than all of it is a success of a kind: then the rest. */
		for (int n = r; r > 0 && n < (int)sizeof(big); n += r)
			r = (int)pwrite(fd, big + n, sizeof(big) - (size_t)n, P / 2 + n);
		close(fd);
		if (r > 0)
			ck_assert_int_eq(stat_of("d/f").st_size, P / 2 + (off_t)sizeof(big));
		return r > 0 ? 0 : r;
	case 3:
		return symlink("d/f", "l");
	case 4:
		return link("d/f", "h");
	case 5:
		return rename("h", "d/h");
	case 6:
		return rename("d", "e");
	case 7:
		fd = open("l2", O_WRONLY | O_CREAT, 0644);
		break;
	case 8:
		return symlink("e", "way");
	case 9:
		return access("way/../way/f", F_OK);
	case 10:
		return truncate("e/f", 100);
	case 11:
		return rename("l2", "e/h");
	case 12:
		return unlink("e/h");
	default:
		return 1;
	}
	if (fd < 0)
		return -1;
	return close(fd);
}

START_TEST(each_allocation_fails_in_turn)
{
	int which, failures = 0;

	fresh();
	for (which = 0;; which++) {
		int r = -1;

		for (long left = 0; r < 0; left++) {
			count();
			fake_left = left;
			errno = 0;
			r = step(which);
			fake_left = -1;
			if (r >= 0)
				break;
			failures++;
			ck_assert_msg(errno == ENOMEM || errno == ENOSPC, "step %d: errno %d",
				      which, errno);
			/* A write may have made part of its pages; nothing else stays. */
			if (which != 2) {
				ck_assert_int_eq(fake_live, live);
				ck_assert_int_eq(fake_pages_live, pages);
			}
			ck_assert_int_lt(left, 100);
		}
		if (r == 1)
			break;
	}
	ck_assert_int_gt(failures, 20);
	ck_assert_int_eq(stat_of("way/f").st_size, 100);
	OK(unlink("e/f"));
	OK(rmdir("e"));
	OK(unlink("l"));
	OK(unlink("way"));
	ck_assert_int_eq(fake_pages_live, 0);
}
END_TEST

START_TEST(a_write_without_memory_loses_nothing)
{
	static char page[UK_PAGE_SIZE * 4], back[UK_PAGE_SIZE * 4];
	int fd;

	fresh();
	fd = file("f");
	memset(page, 'o', sizeof(page));
	ck_assert_int_eq(write(fd, page, sizeof(page)), sizeof(page));
	for (long left = 0; left < 4; left++) {
		ssize_t n;
		off_t end = size_of(fd);

		fake_left = left;
		n = pwrite(fd, page, sizeof(page), end);
		fake_left = -1;
		/* Nothing, or as many pages as there were. */
		ck_assert(n == -1 || n % P == 0);
		ck_assert_int_eq(size_of(fd), n < 0 ? end : end + n);
		ck_assert_int_eq(pread(fd, back, sizeof(back), 0), sizeof(back));
		ck_assert(memcmp(page, back, sizeof(page)) == 0);
		OK(ftruncate(fd, (off_t)sizeof(page)));
	}
	/* To write over what is there needs none. */
	fake_left = 0;
	ck_assert_int_eq(pwrite(fd, page, sizeof(page), 0), sizeof(page));
	OK(ftruncate(fd, 10));
	fake_left = -1;
	OK(close(fd));
}
END_TEST
#define NATIVE_TESTS                                            \
	, all_memory_comes_back, each_allocation_fails_in_turn, \
		a_write_without_memory_loses_nothing
#else
#define NATIVE_TESTS
#endif

SUITE("ram", holes_are_zeros, what_was_cut_off_does_not_come_back, sizes_that_cannot_be,
      contents_match_a_model, names_match_a_model NATIVE_TESTS)

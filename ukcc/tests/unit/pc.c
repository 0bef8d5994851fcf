/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * .pc files: what is well formed, and that damage only ever leads to a message.
 */
#include <stdlib.h>
#include <string.h>

#include "../../resolve/pool.h"
#include "unit.h"

static const char good[] = "# comment\n"
			   "prefix=${pcfiledir}/../..\n"
			   "libdir = ${prefix}/lib\r\n"
			   "\n"
			   "uk_summary=sockets over TCP/IP: all of it\n"
			   "uk_needs=heap sched\n"
			   "Name: libuk-net\n"
			   "Description: sockets\n"
			   "Version: 0.1.0\n"
			   "Requires: libuk-posix >= 0.1, \\\n"
			   "   libuk-netdev\n"
			   "Libs: -L${libdir} -luk-net";

static bool check(const char *text, size_t n, struct strv *problems)
{
	struct buf b = { 0 };

	buf_add(&b, text, n);
	return pc_check("x.pc", &b, problems);
}

START_TEST(well_formed)
{
	struct strv problems = { 0 };

	ck_assert(check(good, sizeof(good) - 1, &problems));
	ck_assert_uint_eq(problems.n, 0);
}
END_TEST

START_TEST(package_is_read)
{
	struct strv dirs = { 0 };
	struct pool pool;
	struct package *p;

	strv_push(&dirs, scratch());
	scratch_file("libuk-net.pc", good, sizeof(good) - 1);
	pool_open(&pool, &dirs);
	ck_assert_msg(!pool.problems.n, "%s", strv_list(&pool.problems));
	p = pool_find(&pool, "libuk-net");
	ck_assert_ptr_nonnull(p);
	ck_assert_str_eq(p->version, "0.1.0");
	ck_assert_str_eq(p->summary, "sockets over TCP/IP: all of it");
	ck_assert_uint_eq(p->needs.n, 2);
	ck_assert_uint_eq(p->n_requires, 2);
	ck_assert_str_eq(p->requires[0].op, ">=");
	ck_assert_str_eq(p->requires[1].name, "libuk-netdev");
	ck_assert_str_eq(p->libs.v[0], "uk-net");
	ck_assert_ptr_null(pool_find(&pool, "libuk-none"));
	ck_assert_ptr_null(pool_find(&pool, "../libuk-net"));
}
END_TEST

START_TEST(damaged)
{
	struct strv dirs = { 0 };
	struct pool pool;

	strv_push(&dirs, scratch());
	for (unsigned seed = 1; seed < 1500; seed++) {
		char copy[sizeof(good)];
		unsigned x = seed;

		memcpy(copy, good, sizeof(good));
		for (unsigned i = 0; i < 1 + seed % 5; i++) {
			x = x * 1103515245 + 12345;
			copy[(x >> 8) % (sizeof(good) - 1)] = (char)(x >> 24);
		}
		scratch_file("libuk-net.pc", copy, sizeof(copy) - 1 - seed % 40);
		pool_open(&pool, &dirs);
		/* Either it is usable or there is a reason. */
		ck_assert(pool_find(&pool, "libuk-net") || pool.problems.n);
	}
}
END_TEST

TCase *test_pc(void)
{
	TCase *t = tcase_create("pc");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, well_formed);
	tcase_add_test(t, package_is_read);
	tcase_add_test(t, damaged);
	return t;
}

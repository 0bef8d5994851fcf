/* SPDX-License-Identifier: BSD-3-Clause */
/* The packet buffer pool itself, over pages that can run out. */
#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <uk/netbuf.h>
#include <uk/page.h>

static long pages = 1000;

void *uk_page_alloc(size_t n)
{
	if (pages < (long)n)
		return NULL;
	pages -= (long)n;
	return aligned_alloc(4096, n * 4096);
}

void uk_page_stats(struct uk_page_stats *s)
{
	*s = (struct uk_page_stats){ .total = 200, .free = 200, .largest = 200 };
}

START_TEST(buffers_are_whole_and_apart)
{
	struct uk_netbuf *b[32];

	for (int i = 0; i < 32; i++) {
		b[i] = uk_netbuf_alloc();
		ck_assert_ptr_nonnull(b[i]);
		ck_assert_uint_eq((uintptr_t)b[i] % UK_NETBUF_SIZE, 0);
		ck_assert_ptr_eq(b[i]->data, b[i]->buf + UK_NETBUF_HEADROOM);
		ck_assert_ptr_eq(b[i]->buf + b[i]->size, (uint8_t *)b[i] + UK_NETBUF_SIZE);
		ck_assert_uint_eq(b[i]->len, 0);
		ck_assert_uint_ge(b[i]->size - UK_NETBUF_HEADROOM, 1514 + 12);
		memset(b[i]->buf, i, b[i]->size);
	}
	for (int i = 0; i < 32; i++) {
		ck_assert_uint_eq(b[i]->buf[b[i]->size - 1], i);
		for (int k = 0; k < i; k++)
			ck_assert_ptr_ne(b[i], b[k]);
	}
	for (int i = 0; i < 32; i++)
		uk_netbuf_free(b[i]);
}
END_TEST

START_TEST(a_chain_is_freed_whole_and_reused)
{
	struct uk_netbuf *a = uk_netbuf_alloc(), *b = uk_netbuf_alloc();
	long before = pages;

	a->next = b;
	a->flags = UK_NETBUF_CSUM_PART;
	uk_netbuf_free(a);
	ck_assert_ptr_eq(uk_netbuf_alloc(), b);
	ck_assert_ptr_eq(uk_netbuf_alloc(), a);
	ck_assert_ptr_null(a->next);
	ck_assert_uint_eq(a->flags, 0);
	ck_assert_int_eq(pages, before);
	uk_netbuf_free(a);
	uk_netbuf_free(b);
}
END_TEST

START_TEST(the_pool_is_bounded)
{
	struct uk_netbuf *list = NULL, *b;
	unsigned n = 0;

	/* A quarter of 200 pages is 100 buffers; it grows by a few pages at a time. */
	while ((b = uk_netbuf_alloc()) != NULL) {
		b->next = list;
		list = b;
		n++;
		ck_assert_uint_lt(n, 1000);
	}
	ck_assert_uint_ge(n, 100);
	ck_assert_uint_le(n, 108);
	uk_netbuf_free(list);
}
END_TEST

START_TEST(without_pages_there_are_none)
{
	static struct uk_netbuf *b[2];

	pages = 1;
	b[0] = uk_netbuf_alloc();
	b[1] = uk_netbuf_alloc();
	ck_assert_ptr_nonnull(b[0]);
	ck_assert_ptr_nonnull(b[1]);
	ck_assert_ptr_null(uk_netbuf_alloc());
	uk_netbuf_free(b[1]);
	ck_assert_ptr_eq(uk_netbuf_alloc(), b[1]);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("netbuf");
	TCase *t = tcase_create("pool");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_test(t, buffers_are_whole_and_apart);
	tcase_add_test(t, a_chain_is_freed_whole_and_reused);
	tcase_add_test(t, the_pool_is_bounded);
	tcase_add_test(t, without_pages_there_are_none);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}

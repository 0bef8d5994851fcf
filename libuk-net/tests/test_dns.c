/* SPDX-License-Identifier: BSD-3-Clause */
/* DNS messages (RFC 1035): what is built, what is understood, and what strangers may send. */
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "dns_msg.h"

static uint8_t msg[DNS_MSG_MAX];
static size_t len;
static struct net_addr addrs[4];
static struct dns_answer answer;

static void put(const void *p, size_t n)
{
	memcpy(msg + len, p, n);
	len += n;
}

static void put16(unsigned v)
{
	msg[len++] = (uint8_t)(v >> 8);
	msg[len++] = (uint8_t)v;
}

/* The answer to a question for @name with id 7, without answers yet. */
static void begin(const char *name, uint16_t type)
{
	len = (size_t)dns_build(msg, sizeof(msg), 7, name, type);
	msg[2] |= 0x80;
	msg[3] = 0x80;
}

/* One record; @owner a name in wire form or NULL: a pointer to the question. */
static void record(const void *owner, size_t owner_len, unsigned type, const void *data,
		   unsigned n)
{
	msg[7]++;
	if (owner)
		put(owner, owner_len);
	else
		put16(0xc00c);
	put16(type);
	put16(1);
	put("\0\0\0\x3c", 4);
	put16(n);
	put(data, n);
}

static int parse(const char *name, uint16_t type)
{
	uint8_t *exact = malloc(len ? len : 1); /* the sanitizer guards its end */
	int r;

	memcpy(exact, msg, len);
	answer = (struct dns_answer){ .addrs = addrs, .max = 4 };
	r = dns_parse(exact, len, 7, name, type, &answer);
	free(exact);
	return r;
}

START_TEST(a_query_is_built)
{
	static const char want[] = "\0\7\1\0\0\1\0\0\0\0\0\0\3www\7example\3org\0\0\1\0\1";

	len = (size_t)dns_build(msg, sizeof(msg), 7, "www.example.org.", DNS_A);
	ck_assert_uint_eq(len, sizeof(want) - 1);
	ck_assert_mem_eq(msg, want, len);
}
END_TEST

START_TEST(what_is_no_name_is_refused)
{
	char longest[300];

	ck_assert_int_eq(dns_build(msg, sizeof(msg), 1, "", 1), -EINVAL);
	ck_assert_int_eq(dns_build(msg, sizeof(msg), 1, ".", 1), -EINVAL);
	ck_assert_int_eq(dns_build(msg, sizeof(msg), 1, "a..b", 1), -EINVAL);
	ck_assert_int_eq(dns_build(msg, sizeof(msg), 1, ".a", 1), -EINVAL);
	memset(longest, 'x', sizeof(longest));
	longest[64] = '\0';
	ck_assert_int_eq(dns_build(msg, sizeof(msg), 1, longest, 1), -EINVAL);
	memset(longest, 'x', sizeof(longest));
	for (int i = 50; i < 250; i += 50)
		longest[i] = '.';
	longest[254] = '\0';
	ck_assert_int_eq(dns_build(msg, sizeof(msg), 1, longest, 1), -EINVAL);
	longest[253] = '\0';
	ck_assert_int_gt(dns_build(msg, sizeof(msg), 1, longest, 1), 0);
	ck_assert_int_eq(dns_build(msg, 30, 1, "www.example.org", 1), -EINVAL);
}
END_TEST

START_TEST(addresses_are_found)
{
	begin("Www.Example.org", DNS_A);
	record(NULL, 0, DNS_A, "\x0a\0\0\1", 4);
	record(NULL, 0, DNS_A, "\x0a\0\0\2", 4);
	ck_assert_int_eq(parse("www.example.org", DNS_A), 0);
	ck_assert_int_eq(answer.n, 2);
	ck_assert_int_eq(addrs[1].family, AF_INET);
	ck_assert_mem_eq(addrs[1].a, "\x0a\0\0\2", 4);
	begin("v6.example", DNS_AAAA);
	record(NULL, 0, DNS_AAAA, "\x20\1\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\1", 16);
	ck_assert_int_eq(parse("v6.example.", DNS_AAAA), 0);
	ck_assert_int_eq(answer.n, 1);
	ck_assert_int_eq(addrs[0].family, AF_INET6);
}
END_TEST

START_TEST(no_more_than_there_is_room_for)
{
	begin("m.example", DNS_A);
	for (int i = 0; i < 20; i++)
		record(NULL, 0, DNS_A, "\x0a\0\0\1", 4);
	ck_assert_int_eq(parse("m.example", DNS_A), 0);
	ck_assert_int_eq(answer.n, 4);
}
END_TEST

START_TEST(aliases_are_followed_in_any_order)
{
	begin("a.example", DNS_A);
	record("\1c\7example", 11, DNS_A, "\x0a\0\0\3", 4);
	record("\1b\7example", 11, DNS_CNAME, "\1c\7example", 11);
	record(NULL, 0, DNS_CNAME, "\1b\7example", 11);
	ck_assert_int_eq(parse("a.example", DNS_A), 0);
	ck_assert_int_eq(answer.n, 1);
	ck_assert_str_eq(answer.canon, "c.example");
}
END_TEST

START_TEST(alias_loops_end)
{
	begin("a.example", DNS_A);
	record(NULL, 0, DNS_CNAME, "\1b\7example", 11);
	record("\1b\7example", 11, DNS_CNAME, "\xc0\x0c", 2);
	ck_assert_int_eq(parse("a.example", DNS_A), 0);
	ck_assert_int_eq(answer.n, 0);
}
END_TEST

START_TEST(strangers_records_are_ignored)
{
	begin("a.example", DNS_A);
	record("\4evil\7example", 14, DNS_A, "\x06\6\6\6", 4);
	ck_assert_int_eq(parse("a.example", DNS_A), 0);
	ck_assert_int_eq(answer.n, 0);
}
END_TEST

START_TEST(other_questions_answers_are_ignored)
{
	begin("a.example", DNS_A);
	record(NULL, 0, DNS_A, "\x06\6\6\6", 4);
	ck_assert_int_eq(parse("b.example", DNS_A), -EAGAIN);
	ck_assert_int_eq(parse("a.example", DNS_AAAA), -EAGAIN);
	msg[1] ^= 1;
	ck_assert_int_eq(parse("a.example", DNS_A), -EAGAIN);
	msg[1] ^= 1;
	msg[2] &= 0x7f;
	ck_assert_int_eq(parse("a.example", DNS_A), -EAGAIN);
}
END_TEST

START_TEST(server_errors_are_told_apart)
{
	begin("a.example", DNS_A);
	msg[3] |= 3;
	ck_assert_int_eq(parse("a.example", DNS_A), -ENOENT);
	msg[3] ^= 1;
	ck_assert_int_eq(parse("a.example", DNS_A), -EIO);
}
END_TEST

START_TEST(names_that_lead_nowhere_are_malformed)
{
	begin("a.example", DNS_A);
	record("\xc0\x1b", 2, DNS_A, "\x0a\0\0\1", 4); /* to itself */
	ck_assert_int_eq(parse("a.example", DNS_A), -EBADMSG);
	begin("a.example", DNS_A);
	record("\xc0\xff", 2, DNS_A, "\x0a\0\0\1", 4); /* forwards */
	ck_assert_int_eq(parse("a.example", DNS_A), -EBADMSG);
	begin("a.example", DNS_A);
	record("\x41", 1, DNS_A, "\x0a\0\0\1", 4); /* no such kind of label */
	ck_assert_int_eq(parse("a.example", DNS_A), -EBADMSG);
	begin("a.example", DNS_A);
	record("\3a.b\7example", 13, DNS_A, "\x0a\0\0\1", 4); /* a dot within a label */
	ck_assert_int_eq(parse("a.example", DNS_A), -EBADMSG);
}
END_TEST

START_TEST(every_cut_is_survived)
{
	size_t full;

	begin("a.example", DNS_A);
	record(NULL, 0, DNS_CNAME, "\1b\7example", 11);
	record("\1b\7example", 11, DNS_A, "\x0a\0\0\3", 4);
	full = len;
	for (len = 0; len < full; len++)
		ck_assert_int_ne(parse("a.example", DNS_A), 0);
	ck_assert_int_eq(parse("a.example", DNS_A), 0);
}
END_TEST

START_TEST(random_damage_is_survived)
{
	for (int i = 0; i < 300000; i++) {
		unsigned n = 1 + (unsigned)rand() % 5;

		begin("a.example", DNS_A);
		record(NULL, 0, DNS_CNAME, "\1b\7example", 11);
		record("\1b\xc0\x0e", 4, DNS_A, "\x0a\0\0\3", 4);
		record(NULL, 0, DNS_AAAA, "0123456789abcdef", 16);
		while (n--)
			msg[rand() % 3 ? 12 + (unsigned)rand() % (len - 12)
				       : (unsigned)rand() % len] =
				"\0\1\x3f\x40\xc0\xc0\x0c\xff"[rand() % 8];
		if (rand() % 4 == 0)
			len = (unsigned)rand() % len;
		parse("a.example", DNS_A);
		ck_assert_int_le(answer.n, 4);
		ck_assert_uint_lt(strlen(answer.canon), DNS_NAME_MAX);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("dns");
	TCase *t = tcase_create("messages");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_set_timeout(t, 60);
	tcase_add_test(t, a_query_is_built);
	tcase_add_test(t, what_is_no_name_is_refused);
	tcase_add_test(t, addresses_are_found);
	tcase_add_test(t, no_more_than_there_is_room_for);
	tcase_add_test(t, aliases_are_followed_in_any_order);
	tcase_add_test(t, alias_loops_end);
	tcase_add_test(t, strangers_records_are_ignored);
	tcase_add_test(t, other_questions_answers_are_ignored);
	tcase_add_test(t, server_errors_are_told_apart);
	tcase_add_test(t, names_that_lead_nowhere_are_malformed);
	tcase_add_test(t, every_cut_is_survived);
	tcase_add_test(t, random_damage_is_survived);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}

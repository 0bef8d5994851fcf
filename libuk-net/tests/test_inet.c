/* SPDX-License-Identifier: BSD-3-Clause */
/* Addresses as text, both ways: RFC 4291, RFC 5952, and what inet_aton has always taken. */
#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *in, *out; /* out NULL: refused */
} v6[] = {
	{ "::", "::" },
	{ "::1", "::1" },
	{ "1::", "1::" },
	{ "2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a" },
	{ "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1" },
	{ "2001:0:0:1:0:0:0:1", "2001:0:0:1::1" },
	{ "1:0:0:2:3:0:0:4", "1::2:3:0:0:4" },
	{ "::ffff:10.0.0.1", "::ffff:10.0.0.1" },
	{ "::10.0.0.1", "::10.0.0.1" },
	{ "64:ff9b::1.2.3.4", "64:ff9b::102:304" },
	{ "fe80::0001", "fe80::1" },
	{ "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8" },
	{ "1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0" },
	{ "::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8" },
	{ "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304" },
	{ "", NULL },
	{ ":", NULL },
	{ ":::", NULL },
	{ "1:2:3:4:5:6:7", NULL },
	{ "1:2:3:4:5:6:7:8:9", NULL },
	{ "1::2::3", NULL },
	{ "1:2:3:4:5:6:7:8::", NULL },
	{ "12345::", NULL },
	{ "1:2:3:4:5:6:7:", NULL },
	{ ":1:2:3:4:5:6:7:8", NULL },
	{ "g::", NULL },
	{ "::1.2.3", NULL },
	{ "::1.2.3.4.5", NULL },
	{ "::1.2.3.256", NULL },
	{ "1:2:3:4:5:6:7:1.2.3.4", NULL },
	{ "::1%lo", NULL },
};

START_TEST(ipv6_text)
{
	unsigned char a[16];
	char text[INET6_ADDRSTRLEN];
	int r = inet_pton(AF_INET6, v6[_i].in, a);

	ck_assert_msg(r == (v6[_i].out != NULL), "%s: %d", v6[_i].in, r);
	if (r == 1)
		ck_assert_str_eq(inet_ntop(AF_INET6, a, text, sizeof(text)), v6[_i].out);
}
END_TEST

/* Every address survives the way out and back. */
START_TEST(ipv6_round_trip)
{
	for (int i = 0; i < 20000; i++) {
		unsigned char a[16], b[16];
		char text[INET6_ADDRSTRLEN];

		for (int k = 0; k < 16; k++)
			a[k] = rand() % 3 ? 0 : (unsigned char)rand();
		ck_assert_ptr_nonnull(inet_ntop(AF_INET6, a, text, sizeof(text)));
		ck_assert_msg(inet_pton(AF_INET6, text, b) == 1, "%s", text);
		ck_assert_mem_eq(a, b, 16);
	}
}
END_TEST

START_TEST(ipv4_text)
{
	static const char *const bad[] = { "",		"1",	     "1.2.3",	  "1.2.3.4.",
					   "1.2.3.4.5", "256.1.1.1", "01.2.3.4",  "1..2.3",
					   " 1.2.3.4",	"1.2.3.4 ",  "0x1.2.3.4", "-1.2.3.4" };
	struct in_addr a;
	char text[INET_ADDRSTRLEN];
	int r, e; /* Check's own work may change errno */

	ck_assert_int_eq(inet_pton(AF_INET, "192.0.2.255", &a), 1);
	ck_assert_str_eq(inet_ntop(AF_INET, &a, text, sizeof(text)), "192.0.2.255");
	ck_assert_str_eq(inet_ntoa(a), "192.0.2.255");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(inet_pton(AF_INET, bad[i], &a) == 0, "'%s' taken", bad[i]);
	errno = 0;
	r = inet_pton(77, "1.2.3.4", &a);
	e = errno;
	ck_assert_int_eq(r, -1);
	ck_assert_int_eq(e, EAFNOSUPPORT);
}
END_TEST

START_TEST(ntop_needs_room)
{
	struct in_addr a = { htonl(0x01020304) };
	char text[8];
	const char *r;
	int e;

	ck_assert_ptr_nonnull(inet_ntop(AF_INET, &a, text, 8));
	errno = 0;
	r = inet_ntop(AF_INET, &a, text, 7);
	e = errno;
	ck_assert_ptr_null(r);
	ck_assert_int_eq(e, ENOSPC);
}
END_TEST

START_TEST(aton_takes_the_old_forms)
{
	struct in_addr a;

	ck_assert_uint_eq(inet_addr("127.1"), htonl(0x7f000001));
	ck_assert_uint_eq(inet_addr("0x7f.1"), htonl(0x7f000001));
	ck_assert_uint_eq(inet_addr("017700000001"), htonl(0x7f000001));
	ck_assert_uint_eq(inet_addr("1.2.3"), htonl(0x01020003));
	ck_assert_uint_eq(inet_addr("4294967295"), 0xffffffff);
	ck_assert_int_eq(inet_aton("1.2.3.256", &a), 0);
	ck_assert_int_eq(inet_aton("4294967296", &a), 0);
	ck_assert_int_eq(inet_aton("1.2.3.4x", &a), 0);
	ck_assert_int_eq(inet_aton("08.1.1.1", &a), 0);
	ck_assert_int_eq(inet_aton("0x.1", &a), 0);
	ck_assert_int_eq(inet_aton("", &a), 0);
}
END_TEST

START_TEST(services_by_name_and_port)
{
	struct servent *s = getservbyname("http", "tcp");

	ck_assert_ptr_nonnull(s);
	ck_assert_int_eq(s->s_port, htons(80));
	s = getservbyport(htons(53), "udp");
	ck_assert_ptr_nonnull(s);
	ck_assert_str_eq(s->s_name, "domain");
	ck_assert_ptr_null(getservbyname("http", "udp"));
	ck_assert_ptr_null(getservbyname("no-such", NULL));
	ck_assert_int_eq(getprotobyname("tcp")->p_proto, IPPROTO_TCP);
}
END_TEST

START_TEST(services_and_protocols_one_by_one)
{
	struct servent *s;
	struct protoent *p;
	int domain[2] = { 0, 0 }, n = 0;

	for (int round = 0; round < 2; round++) {
		setservent(0);
		for (n = 0; (s = getservent()) != NULL; n++) {
			ck_assert_ptr_nonnull(s->s_aliases);
			if (strcmp(s->s_name, "domain") == 0)
				domain[strcmp(s->s_proto, "udp") == 0]++;
		}
		ck_assert_int_gt(n, 10);
		ck_assert_ptr_null(getservent());
	}
	endservent();
	ck_assert(domain[0] == 2 && domain[1] == 2);
	ck_assert_str_eq(getservent()->s_name, "ftp");
	setprotoent(1);
	for (n = 0; (p = getprotoent()) != NULL; n++)
		ck_assert_int_eq(getprotobyname(p->p_name)->p_proto, p->p_proto);
	ck_assert_int_eq(n, 6);
	endprotoent();
	ck_assert_str_eq(getprotoent()->p_name, "ip");
	setnetent(0);
	ck_assert(!getnetent() && !getnetbyname("loopback") && !getnetbyaddr(127, AF_INET));
	endnetent();
}
END_TEST

int main(void)
{
	Suite *s = suite_create("inet");
	TCase *t = tcase_create("text");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, ipv6_text, 0, sizeof(v6) / sizeof(v6[0]));
	tcase_add_test(t, ipv6_round_trip);
	tcase_add_test(t, ipv4_text);
	tcase_add_test(t, ntop_needs_room);
	tcase_add_test(t, aton_takes_the_old_forms);
	tcase_add_test(t, services_by_name_and_port);
	tcase_add_test(t, services_and_protocols_one_by_one);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* The resolver against a name server that the test plays, on the loopback's port 53. */
#include <arpa/inet.h>
#include <check.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <uk/net.h>

#include "dns_msg.h"
#include "etc.h"
#include "fake.h"
#include "params.h"

static int server;
static unsigned queries, ports_seen;
static unsigned lost;	    /* queries to leave unanswered first */
static bool forge, garbage; /* precede the answer by a wrong one */

static size_t respond(uint8_t *m, size_t len)
{
	static const uint8_t v4[] = { 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 192, 0, 2, 1 };
	static const uint8_t v6[] = { 0xc0, 12,	  0, 28, 0, 1, 0, 0, 0, 9, 0, 16, 0x20, 1,
				      0xd,  0xb8, 0, 0,	 0, 0, 0, 0, 0, 0, 0, 0,  0,	7 };
	static const uint8_t ptr[] = { 0xc0, 12,  0,   12,  0,	 1,   0,   0,	0,
				       9,    0,	  13,  4,   'h', 'o', 's', 't', 6,
				       'd',  'o', 'm', 'a', 'i', 'n', 0 };
	uint8_t type = m[len - 3];

	m[2] |= 0x80;
	if (m[13] == 'n') { /* names with n do not exist */
		m[3] |= 3;
		return len;
	}
	if (m[13] == 'f') {
		m[3] |= 2;
		return len;
	}
	if (m[13] == '4' && type != DNS_A)
		return len;
	m[7] = 1;
	if (type == DNS_A)
		memcpy(m + len, v4, sizeof(v4));
	else if (type == DNS_PTR)
		memcpy(m + len, ptr, sizeof(ptr));
	else
		memcpy(m + len, v6, sizeof(v6));
	return len + (type == DNS_A ? sizeof(v4) : type == DNS_PTR ? sizeof(ptr) : sizeof(v6));
}

static bool serve(void)
{
	uint8_t m[600];
	struct sockaddr_in from;
	socklen_t fl = sizeof(from);
	ssize_t n = recvfrom(server, m, 512, MSG_DONTWAIT, (struct sockaddr *)&from, &fl);

	if (n < 12)
		return false;
	queries++;
	ports_seen ^= from.sin_port;
	if (lost) {
		lost--;
		return true;
	}
	if (garbage)
		sendto(server, m, 20, 0, (struct sockaddr *)&from, fl);
	if (forge) {
		m[0] ^= 0x55;
		sendto(server, m, (size_t)n, 0, (struct sockaddr *)&from, fl);
		m[0] ^= 0x55;
	}
	n = (ssize_t)respond(m, (size_t)n);
	sendto(server, m, (size_t)n, 0, (struct sockaddr *)&from, fl);
	return true;
}

static void setup(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
				 .sin_port = htons(53),
				 .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	IP_ADDR4(&net_params.dns[0], 127, 0, 0, 1);
	net_params.ndns = 1;
	fake_boot(false);
	server = socket(AF_INET, SOCK_DGRAM, 0);
	ck_assert_int_eq(bind(server, (struct sockaddr *)&a, sizeof(a)), 0);
	fake_step = serve;
}

START_TEST(both_families)
{
	struct addrinfo h = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_CANONNAME }, *r;
	char text[64];

	ck_assert_int_eq(getaddrinfo("Host.Example", "443", &h, &r), 0);
	ck_assert_int_eq(queries, 2);
	/* IPv6 is not configured here: IPv4 first. */
	ck_assert_int_eq(r->ai_family, AF_INET);
	ck_assert_str_eq(r->ai_canonname, "host.example");
	ck_assert_str_eq(inet_ntop(AF_INET, &((struct sockaddr_in *)r->ai_addr)->sin_addr, text,
				   sizeof(text)),
			 "192.0.2.1");
	ck_assert_int_eq(((struct sockaddr_in *)r->ai_addr)->sin_port, htons(443));
	ck_assert_ptr_nonnull(r->ai_next);
	ck_assert_int_eq(r->ai_next->ai_family, AF_INET6);
	ck_assert_ptr_null(r->ai_next->ai_next);
	freeaddrinfo(r);
	h.ai_family = AF_INET6;
	h.ai_flags = AI_V4MAPPED;
	ck_assert_int_eq(getaddrinfo("4only.example", NULL, &h, &r), 0);
	ck_assert(IN6_IS_ADDR_V4MAPPED(&((struct sockaddr_in6 *)r->ai_addr)->sin6_addr));
	freeaddrinfo(r);
}
END_TEST

START_TEST(errors_have_names)
{
	struct addrinfo h = { .ai_family = AF_INET6 }, *r;

	ck_assert_int_eq(getaddrinfo("none.example", NULL, NULL, &r), EAI_NONAME);
	ck_assert_int_eq(getaddrinfo("4only.example", NULL, &h, &r), EAI_NODATA);
	ck_assert_int_eq(getaddrinfo("fails.example", NULL, NULL, &r), EAI_FAIL);
	ck_assert_int_eq(getaddrinfo("not..a.name", NULL, NULL, &r), EAI_NONAME);
	queries = 0;
	lost = ~0u;
	ck_assert_int_eq(getaddrinfo("silent.example", NULL, NULL, &r), EAI_AGAIN);
	ck_assert_int_ge(queries, 3);
}
END_TEST

START_TEST(lost_queries_are_repeated)
{
	struct hostent *e;

	lost = 1;
	e = gethostbyname("host.example");
	ck_assert_ptr_nonnull(e);
	ck_assert_mem_eq(e->h_addr_list[0], "\xc0\0\2\1", 4);
	ck_assert_int_eq(queries, 2);
	ck_assert_uint_ne(ports_seen, 0); /* each from a port of its own */
}
END_TEST

START_TEST(forged_and_broken_answers_are_passed_over)
{
	forge = garbage = true;
	ck_assert_ptr_nonnull(gethostbyname("host.example"));
}
END_TEST

START_TEST(addresses_have_names_too)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
				 .sin_port = htons(22),
				 .sin_addr.s_addr = htonl(0xc0000201) };
	char host[64], serv[16];

	ck_assert_int_eq(getnameinfo((struct sockaddr *)&a, sizeof(a), host, sizeof(host), serv,
				     sizeof(serv), 0),
			 0);
	ck_assert_str_eq(host, "host.domain");
	ck_assert_str_eq(serv, "ssh");
	ck_assert_int_eq(
		getnameinfo((struct sockaddr *)&a, sizeof(a), host, 5, NULL, 0, NI_NUMERICHOST),
		EAI_OVERFLOW);
}
END_TEST

START_TEST(files_have_lines)
{
	char hosts[] = "# hosts\n127.0.0.1 localhost lh\n::1\tlocalhost ; old\n\n"
		       "10.1.2.3\r\nnonsense name\n 10.1.2.4  NAME other#name2\n10.1.2.5 name";
	char copy[sizeof(hosts)];
	char resolv[] = "search x\nnameserver\nnameserver 9.9.9.9 # quad\nnameserver bad\n"
			"nameserver 2001:db8::1\nnameserver 1.1.1.1";
	struct sockaddr_storage ss[4];

	memcpy(copy, hosts, sizeof(hosts));
	ck_assert_int_eq(net_hosts_parse(copy, "localhost", AF_UNSPEC, ss, 4), 2);
	ck_assert_int_eq(ss[1].ss_family, AF_INET6);
	memcpy(copy, hosts, sizeof(hosts));
	ck_assert_int_eq(net_hosts_parse(copy, "LOCALHOST", AF_INET6, ss, 4), 1);
	memcpy(copy, hosts, sizeof(hosts));
	ck_assert_int_eq(net_hosts_parse(copy, "name", AF_INET, ss, 4), 2);
	ck_assert_int_eq(((struct sockaddr_in *)ss)->sin_addr.s_addr, htonl(0x0a010204));
	memcpy(copy, hosts, sizeof(hosts));
	ck_assert_int_eq(net_hosts_parse(copy, "name2", AF_INET, ss, 4), 0);
	memcpy(copy, hosts, sizeof(hosts));
	ck_assert_int_eq(net_hosts_parse(copy, "name", AF_INET, ss, 1), 1);
	ck_assert_int_eq(net_resolv_parse(resolv, ss, 2), 2);
	ck_assert_int_eq(((struct sockaddr_in *)ss)->sin_port, htons(53));
	ck_assert_int_eq(ss[1].ss_family, AF_INET6);
	copy[0] = '\0';
	ck_assert_int_eq(net_resolv_parse(copy, ss, 4), 0);
}
END_TEST

START_TEST(hosts_one_by_one)
{
	char text[] = "# comment\n\n10.1.2.3 a b\tc # d\nnonsense x\n1.2.3.4\n::1\tloop\n";
	struct sockaddr_storage ss;
	char *p = text, *name = NULL;

	ck_assert_str_eq(net_hosts_next(&p, &ss, &name), "b\tc ");
	ck_assert_str_eq(name, "a");
	ck_assert_int_eq(((struct sockaddr_in *)&ss)->sin_addr.s_addr, htonl(0x0a010203));
	ck_assert_str_eq(net_hosts_next(&p, &ss, &name), "");
	ck_assert_str_eq(name, "loop");
	ck_assert_int_eq(ss.ss_family, AF_INET6);
	ck_assert_ptr_null(net_hosts_next(&p, &ss, &name));
}
END_TEST

/* Whoever has /etc/hosts, natively the build machine's. */
START_TEST(host_entries)
{
	struct hostent *h;
	int n = 0, again = 0;

	sethostent(0);
	while ((h = gethostent()) != NULL) {
		ck_assert(h->h_name && h->h_aliases && h->h_addr_list[0] && !h->h_addr_list[1]);
		ck_assert_int_eq(h->h_length, h->h_addrtype == AF_INET ? 4 : 16);
		n++;
	}
	endhostent();
	while (gethostent())
		again++;
	endhostent();
	ck_assert_int_eq(n, again);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("resolver");
	TCase *t = tcase_create("server");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, both_families);
	tcase_add_test(t, errors_have_names);
	tcase_add_test(t, lost_queries_are_repeated);
	tcase_add_test(t, forged_and_broken_answers_are_passed_over);
	tcase_add_test(t, addresses_have_names_too);
	tcase_add_test(t, files_have_lines);
	tcase_add_test(t, hosts_one_by_one);
	tcase_add_test(t, host_entries);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* /sys/class/net in an image with a network: as <net/if.h> and getifaddrs() have it. */
#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include "suite.h"

static char text[100];

/* The line in file @file of interface @name. */
static const char *line(const char *name, const char *file)
{
	char path[100];
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "/sys/class/net/%s/%s", name, file);
	fd = open(path, O_RDONLY);
	ck_assert_msg(fd >= 0, "%s: errno %d", path, errno);
	n = read(fd, text, sizeof(text) - 1);
	ck_assert_msg(n > 1 && text[n - 1] == '\n', "%s is a line", path);
	text[n - 1] = '\0';
	OK(close(fd));
	return text;
}

static unsigned long number(const char *name, const char *file)
{
	char *end;
	unsigned long n = strtoul(line(name, file), &end, 0);

	ck_assert_msg(*text && !*end, "%s: %s", file, text);
	return n;
}

START_TEST(interfaces_are_folders)
{
	struct if_nameindex *all = if_nameindex();
	DIR *d = opendir("/sys/class/net");
	struct dirent *e;
	struct stat st;
	char path[300];
	int n = 0, listed = 0;

	ck_assert(all && d);
	for (; all[n].if_index; n++) {
		ck_assert_uint_eq(number(all[n].if_name, "ifindex"), all[n].if_index);
		ck_assert_uint_eq(number(all[n].if_name, "iflink"), all[n].if_index);
	}
	ck_assert_int_ge(n, 1);
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		ck_assert_int_eq(e->d_type, DT_DIR);
		ck_assert_uint_gt(if_nametoindex(e->d_name), 0);
		snprintf(path, sizeof(path), "/sys/class/net/%s", e->d_name);
		OK(stat(path, &st));
		ck_assert(S_ISDIR(st.st_mode) && st.st_ino == e->d_ino);
		listed++;
	}
	ck_assert_int_eq(listed, n);
	closedir(d);
	if_freenameindex(all);
	FAILS(open("/sys/class/net/nothing", O_RDONLY), ENOENT);
	FAILS(open("/sys/class/net/lo/nothing", O_RDONLY), ENOENT);
	FAILS(open("/sys/class/block", O_RDONLY), ENOENT);
	FAILS(open("/sys/class/net/lo/mtu", O_RDWR), EACCES);
}
END_TEST

START_TEST(they_say_what_getifaddrs_says)
{
	struct ifaddrs *list, *i;

	OK(getifaddrs(&list));
	for (i = list; i; i = i->ifa_next) {
		bool lo = i->ifa_flags & IFF_LOOPBACK, up;
		unsigned long type = number(i->ifa_name, "type");
		unsigned m[6];

		ck_assert_uint_eq(number(i->ifa_name, "flags"), i->ifa_flags);
		ck_assert_int_eq(type == 772, lo);
		ck_assert_uint_gt(number(i->ifa_name, "mtu"), 0);
		ck_assert_uint_eq(number(i->ifa_name, "addr_len"), 6);
		ck_assert_uint_le(number(i->ifa_name, "carrier"), 1);
		up = text[0] == '1';
		line(i->ifa_name, "operstate");
		ck_assert_str_eq(text, lo ? "unknown" : up ? "up" : "down");
		line(i->ifa_name, "address");
		ck_assert_int_eq(sscanf(text, "%2x:%2x:%2x:%2x:%2x:%2x", m, m + 1, m + 2, m + 3,
					m + 4, m + 5),
				 6);
		ck_assert_uint_eq(strlen(text), 17);
		if (lo)
			ck_assert_str_eq(text, "00:00:00:00:00:00");
		else if (type == 1)
			ck_assert_str_ne(text, "00:00:00:00:00:00");
		line(i->ifa_name, "broadcast");
		if (type == 1)
			ck_assert_str_eq(text, "ff:ff:ff:ff:ff:ff");
	}
	freeifaddrs(list);
}
END_TEST

/* Of the device that the image has itself; where it has none, zeros. */
START_TEST(frames_are_counted)
{
	static const char *const all[] = {
		"rx_bytes", "rx_dropped", "rx_errors", "rx_packets",
		"tx_bytes", "tx_dropped", "tx_errors", "tx_packets"
	};
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(9) };
	unsigned long packets, bytes;
	int s;

	for (size_t k = 0; k < sizeof(all) / sizeof(all[0]); k++) {
		char file[40];

		snprintf(file, sizeof(file), "statistics/%s", all[k]);
		number("lo", file);
	}
	if (!if_nametoindex("en0")) {
		puts("# no device: its frames are not looked at");
		return;
	}
	/* A lease took some. */
	for (int i = 0; i < 500 && number("en0", "statistics/rx_packets") < 2; i++)
		usleep(10000);
	ck_assert_uint_ge(number("en0", "statistics/rx_packets"), 2);
	ck_assert_uint_ge(number("en0", "statistics/rx_bytes"), 2 * 60);
	packets = number("en0", "statistics/tx_packets");
	bytes = number("en0", "statistics/tx_bytes");
	ck_assert(packets >= 2 && bytes >= packets * 14);
	inet_aton("255.255.255.255", &to.sin_addr);
	s = socket(AF_INET, SOCK_DGRAM, 0);
	OK(setsockopt(s, SOL_SOCKET, SO_BROADCAST, &(int){ 1 }, sizeof(int)));
	ck_assert_int_eq(sendto(s, text, 100, 0, (struct sockaddr *)&to, sizeof(to)), 100);
	for (int i = 0; i < 500 && number("en0", "statistics/tx_packets") == packets; i++)
		usleep(10000);
	ck_assert_uint_ge(number("en0", "statistics/tx_packets"), packets + 1);
	ck_assert_uint_ge(number("en0", "statistics/tx_bytes"), bytes + 142);
	OK(close(s));
}
END_TEST

SUITE("sys/class/net", interfaces_are_folders, they_say_what_getifaddrs_says,
      frames_are_counted)

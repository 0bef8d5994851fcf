/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * tapcat NETNS-A TAP-A NETNS-B TAP-B - carry frames between two TAPs in two
 * network namespaces, so that a native server can be reached through the same kind
 * of device, with the same copies, as a virtual machine's.
 */
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

int setns(int fd, int nstype);

static int open_tap(const char *netns, const char *name)
{
	struct ifreq ifr = { .ifr_flags = IFF_TAP | IFF_NO_PI };
	char path[256];
	int fd;

	snprintf(path, sizeof(path), "/run/netns/%s", netns);
	fd = open(path, O_RDONLY);
	if (fd < 0 || setns(fd, 0)) {
		perror(path);
		exit(1);
	}
	close(fd);
	fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK);
	strncpy(ifr.ifr_name, name, sizeof(ifr.ifr_name) - 1);
	if (fd < 0 || ioctl(fd, TUNSETIFF, &ifr)) {
		perror(name);
		exit(1);
	}
	return fd;
}

static void carry(int from, int to)
{
	static char frame[65536];
	ssize_t n;

	while ((n = read(from, frame, sizeof(frame))) > 0)
		if (write(to, frame, n) < 0)
			return;
}

int main(int argc, char **argv)
{
	struct pollfd fds[2];

	if (argc != 5)
		return 2;
	fds[0] = (struct pollfd){ .fd = open_tap(argv[1], argv[2]), .events = POLLIN };
	fds[1] = (struct pollfd){ .fd = open_tap(argv[3], argv[4]), .events = POLLIN };
	while (poll(fds, 2, -1) >= 0) {
		if (fds[0].revents)
			carry(fds[0].fd, fds[1].fd);
		if (fds[1].revents)
			carry(fds[1].fd, fds[0].fd);
	}
	return 0;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * For make check-xen: connections one after another, so many bytes (the argument) of each are
 * kept and then sent back. How many frames that took is said on the console: fewer than
 * segments are ones that the other side's stack did not cut.
 */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <uk/netdev.h>
#include <unistd.h>

static void serve(int s, size_t most)
{
	uint64_t before = uk_netdev_first()->rx_packets;
	size_t len = 0, at = 0;
	char *all = malloc(most);
	ssize_t n;

	if (!all)
		return;
	while (len < most && (n = read(s, all + len, most - len)) > 0)
		len += n;
	printf("echo: %zu bytes in %u frames, %u errors\n", len,
	       (unsigned)(uk_netdev_first()->rx_packets - before),
	       (unsigned)(uk_netdev_first()->rx_errors + uk_netdev_first()->rx_dropped));
	while (at < len && (n = write(s, all + at, len - at)) > 0)
		at += n;
	free(all);
}

int main(int argc, char **argv)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(7) };
	int l = socket(AF_INET, SOCK_STREAM, 0), s;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (l < 0 || bind(l, (struct sockaddr *)&a, sizeof(a)) || listen(l, 4)) {
		perror("echo");
		return 1;
	}
	printf("echo: listening\n");
	while ((s = accept(l, NULL, NULL)) >= 0) {
		serve(s, argc > 1 ? atoi(argv[1]) : 1000);
		close(s);
	}
	return 1;
}

# SPDX-License-Identifier: BSD-3-Clause
# The network from outside: DHCP, DNS and a static address in a virtual machine, IPv6, user-mode
# network, ports that are closed, peers that vanish.
. "$srcdir/tests/lib.sh"

cat >"$tmp/n.c" <<'END'
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* n get HOST PORT: connect, send a line, print the answer | n echo6 PORT: serve one line on :: */
static int get(const char *host, const char *port)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *ai;
	char buf[200];
	int s, r = getaddrinfo(host, port, &hints, &ai);
	ssize_t n;

	if (r) {
		printf("lookup: %s\n", gai_strerror(r));
		return 3;
	}
	s = socket(ai->ai_family, ai->ai_socktype, 0);
	if (connect(s, ai->ai_addr, ai->ai_addrlen)) {
		printf("connect: %s\n", strerror(errno));
		return 4;
	}
	freeaddrinfo(ai);
	write(s, "ping\n", 5);
	while ((n = read(s, buf, sizeof(buf))) > 0)
		fwrite(buf, 1, n, stdout);
	close(s);
	return n < 0;
}
static int echo6(int port)
{
	struct sockaddr_in6 a = { .sin6_family = AF_INET6, .sin6_port = htons(port) };
	char buf[200];
	int s = socket(AF_INET6, SOCK_STREAM, 0), c;
	ssize_t n;

	if (bind(s, (void *)&a, sizeof(a)) || listen(s, 4)) {
		perror("listen");
		return 1;
	}
	c = accept(s, NULL, NULL);
	n = read(c, buf, sizeof(buf));
	if (n > 0)
		write(c, buf, n);
	close(c);
	return n > 0 ? 0 : 1;
}
int main(int argc, char **argv)
{
	if (argc == 4)
		return get(argv[2], argv[3]);
	return argc == 3 ? echo6(atoi(argv[2])) : 2;
}
END
status 0 "it builds" ukcc -O2 -w "$tmp/n.c" -luk-net -o "$tmp/n"
port=$(free_port)
background socat "TCP-LISTEN:$port,reuseaddr,fork,bind=127.0.0.1" "SYSTEM:read line; echo got \$line"
sleep 0.3
is "$("$tmp/n" get 127.0.0.1 "$port")" "got ping" "process: connects through the host"
"$tmp/n" get 127.0.0.1 1 >"$tmp/out" 2>&1
is "$? $(cat "$tmp/out")" "4 connect: Connection refused" "process: a closed port"
# QEMU's user-mode network gives the guest 10.0.2.15 by DHCP; 10.0.2.2 is the host.
is "$(ukrun -q --accel tcg --timeout 60 "$tmp/n" get 10.0.2.2 "$port")" "got ping" "vm: DHCP, then out to the host"
is "$(ukrun -q --accel tcg --timeout 60 --set net.ip=10.0.2.15/24 --set net.gateway=10.0.2.2 "$tmp/n" get 10.0.2.2 "$port")" \
	"got ping" "vm: static address by parameter"
ukrun -q --accel tcg --timeout 60 "$tmp/n" get 10.0.2.2 1 >"$tmp/out" 2>&1
is "$? $(cat "$tmp/out")" "4 connect: Connection refused" "vm: a closed port"
ukrun -q --accel tcg --timeout 60 --set net.ip=10.0.2.999/24 "$tmp/n" get 10.0.2.2 1 >"$tmp/out" 2>&1
is $? 1 "vm: a bad address ends the boot"
has "$tmp/out" 'uk: .*net.ip' "vm: and is named"

ns=ukn$$
if ! ip netns add $ns 2>"$tmp/err"; then
	skip "IPv6 and DNS over a TAP" "no network namespaces here"
	finish
fi
trap 'cleanup; ip netns del $ns 2>/dev/null' EXIT
ip netns exec $ns sh -c "ip tuntap add tap0 mode tap; ip addr add 10.9.0.1/24 dev tap0; ip -6 addr add fd00:9::1/64 dev tap0 nodad; ip link set tap0 up; ip link set lo up"
ip netns exec $ns ukrun -q --accel tcg --net tap=tap0 --set net.ip6=fd00:9::2/64 --timeout 60 "$tmp/n" echo6 7 >"$tmp/bg" 2>&1 &
pids="$pids $!"
got=
for i in 1 2 3 4 5 6 7 8 9 10; do
	got=$(echo hello6 | ip netns exec $ns timeout 5 socat -t 5 - "TCP6:[fd00:9::2]:7" 2>/dev/null) && [ -n "$got" ] && break
	sleep 0.5
done
is "$got" "hello6" "vm: IPv6 over a TAP"
finish

# SPDX-License-Identifier: BSD-3-Clause
# The web server under load: 1, 16 and 64 connections, ten seconds each, every
# answer right; as a process (host sockets, and its own stack on a TAP) and as a virtual machine over a TAP,
# event index on and off. TAPs live in a network namespace of this test's own.
. "$srcdir/tests/lib.sh"
secs=${UK_LOAD_SECONDS:-10}

status 0 "it builds" ukcc -O2 "$srcdir/examples/httpd/httpd.c" -luk-net -o "$tmp/httpd"
port=$(free_port)
background "$tmp/httpd" "$port"
is "$(fetch "http://127.0.0.1:$port/")" "Hello, world!" "process, host sockets: answers"
for c in 1 16 64; do load "http://127.0.0.1:$port/" $c "process, host sockets, $c connections"; done
stop "$bg"

background ukrun -p "$port:80" "$tmp/httpd" 80
is "$(fetch "http://127.0.0.1:$port/")" "Hello, world!" "vm, user-mode network: answers"
load "http://127.0.0.1:$port/" 1 "vm, user-mode network, 1 connection"
stop "$bg"

ns=uk$$
if ! ip netns add $ns 2>"$tmp/err"; then
	skip "load over a TAP" "no network namespaces here: $(head -n 1 "$tmp/err")"
	finish
fi
trap 'cleanup; ip netns del $ns 2>/dev/null' EXIT
ip netns exec $ns sh -c "ip tuntap add tap0 mode tap vnet_hdr 2>/dev/null || ip tuntap add tap0 mode tap; ip addr add 10.9.0.1/24 dev tap0; ip link set tap0 up; ip link set lo up"
in_ns="ip netns exec $ns"
url=http://10.9.0.2:80/
# serve NAME COMMAND…: start, check, load with all connection counts, stop
serve() {
	name=$1
	shift
	background "$@"
	is "$($in_ns curl -s --max-time 10 --retry 100 --retry-delay 0 --retry-max-time 60 --retry-all-errors $url)" \
		"Hello, world!" "$name: answers"
	for c in 1 16 64; do load $url $c "$name, $c connections" $in_ns; done
	stop "$bg"
}
serve "process, own stack on a TAP" $in_ns env UK_PARAMS="net.dev=tap:tap0 net.ip=10.9.0.2/24" "$tmp/httpd" 80
for e in on off; do
	serve "vm over a TAP, event index $e" $in_ns ukrun --accel tcg --net tap=tap0 --set net.ip=10.9.0.2/24 \
		--set virtio.event_idx=$e "$tmp/httpd" 80
done
if kvm_works "$tmp/httpd"; then
	serve "vm over a TAP, KVM" $in_ns ukrun --accel kvm --net tap=tap0 --set net.ip=10.9.0.2/24 "$tmp/httpd" 80
else
	skip "load under KVM" "no KVM here that runs an image at full speed"
fi
finish

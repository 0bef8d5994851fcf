# SPDX-License-Identifier: BSD-3-Clause
# libuk-e1000e on QEMU's models of the 82574 (pc and q35; MSI-X, MSI, interrupt line) and
# of the 82540EM and 82545EM: DHCP and HTTP over user-mode networking, a link that goes and
# comes back, IPv6 neighbours (multicast), and the web server under load over a TAP in a network
# namespace of this test's own, every answer right.
. "$srcdir/tests/lib.sh"
secs=${UK_NIC_SECONDS:-3}

status 0 "it builds" ukcc -O2 "$srcdir/examples/httpd/httpd.c" -luk-net -luk-e1000e -o "$tmp/httpd"
port=$(free_port)
# answers NAME UKRUN-OPTIONS…: the address is DHCP's
answers() {
	answers_name=$1
	shift
	background ukrun --accel tcg -p "$port:80" "$@" "$tmp/httpd" 80
	is "$(fetch "http://127.0.0.1:$port/")" "Hello, world!" "$answers_name: DHCP, HTTP"
	stop "$bg"
	has "$tmp/bg" 'e1000e: link up, 1000 Mb/s' "$answers_name: it is this driver"
}
answers "pc, e1000" --machine pc --net-model e1000
answers "pc, e1000e" --machine pc --net-model e1000e
answers "q35, e1000" --machine q35 --net-model e1000
for irq in msix msi intx; do
	answers "q35, e1000e, $irq" --machine q35 --net-model e1000e --set e1000e.irq=$irq
done
background ukrun --accel tcg --machine pc --net none --qemu-arg -netdev --qemu-arg "user,id=n,hostfwd=tcp:127.0.0.1:$port-:80" \
	--qemu-arg -device --qemu-arg e1000-82545em,netdev=n,romfile= "$tmp/httpd" 80
is "$(fetch "http://127.0.0.1:$port/")" "Hello, world!" "pc, 82545EM: DHCP, HTTP"
stop "$bg"

# The link, by QEMU's monitor.
flap() {
	background ukrun --accel tcg -p "$port:80" --qemu-arg -monitor --qemu-arg "unix:$tmp/mon,server=on,wait=off" \
		"$@" "$tmp/httpd" 80
	fetch "http://127.0.0.1:$port/" >/dev/null
	for i in 1 2 3; do
		for s in off on; do
			echo "set_link net $s" | socat -t 0.3 - "UNIX-CONNECT:$tmp/mon" >/dev/null
			sleep 1.2 # a new link is negotiated for half a second
		done
	done
	is "$(fetch "http://127.0.0.1:$port/")" "Hello, world!" "$flap_name: answers after its link was down"
	stop "$bg"
	is "$(grep -c 'link down' "$tmp/bg") $(grep -c 'link up' "$tmp/bg")" "3 4" "$flap_name: each change is seen"
}
flap_name="q35, e1000e" && flap --machine q35 --net-model e1000e
flap_name="pc, e1000" && flap --machine pc --net-model e1000

ns=ukc$$
if ! ip netns add $ns 2>"$tmp/err"; then
	skip "load over a TAP" "no network namespaces here: $(head -n 1 "$tmp/err")"
	finish
fi
trap 'cleanup; ip netns del $ns 2>/dev/null' EXIT
in_ns="ip netns exec $ns"
$in_ns sh -c "ip tuntap add tap0 mode tap; ip addr add 10.9.0.1/24 dev tap0; ip -6 addr add fd00:9::1/64 dev tap0 nodad
	ip link set tap0 up; ip link set lo up"
url=http://10.9.0.2:80/
# serve NAME CONNECTIONS UKRUN-OPTIONS…
serve() {
	name=$1 connections=$2
	shift 2
	background $in_ns ukrun --accel tcg --net tap=tap0 --set net.ip=10.9.0.2/24 --set net.ip6=fd00:9::2/64 "$@" "$tmp/httpd" 80
	is "$($in_ns curl -s --max-time 10 --retry 100 --retry-delay 0 --retry-max-time 60 --retry-all-errors $url)" \
		"Hello, world!" "$name: answers"
	for c in $connections; do load $url $c "$name, $c connections" $in_ns; done
	# The solicitation goes to a multicast address; the neighbour becomes known by its answer.
	$in_ns sh -c "echo | socat -T 1 - 'UDP6:[fd00:9::2]:9' >/dev/null 2>&1"
	sleep 0.5
	$in_ns ip -6 neigh show dev tap0 >"$tmp/neigh"
	has "$tmp/neigh" 'fd00:9::2 lladdr 52:54:00' "$name: IPv6 neighbour discovery"
	stop "$bg"
	$in_ns ip -6 neigh flush dev tap0
}
serve "q35, e1000e" "1 16 64" --machine q35 --net-model e1000e
serve "pc, e1000" "1 16 64" --machine pc --net-model e1000
serve "q35, e1000e, msi" "1 16" --machine q35 --net-model e1000e --set e1000e.irq=msi
serve "q35, e1000e, intx" "1 16" --machine q35 --net-model e1000e --set e1000e.irq=intx
serve "q35, e1000e, checksums by software" "16" --machine q35 --net-model e1000e --set e1000e.offload=off
# Rings of the least size: full all the time.
serve "q35, e1000e, small rings" "64" --machine q35 --net-model e1000e --set e1000e.rx=16 --set e1000e.tx=16
if kvm_works "$tmp/httpd"; then
	name="q35, e1000e, KVM"
	background $in_ns ukrun --accel kvm --net tap=tap0 --set net.ip=10.9.0.2/24 --machine q35 --net-model e1000e "$tmp/httpd" 80
	$in_ns curl -s --max-time 10 --retry 100 --retry-delay 0 --retry-max-time 60 --retry-all-errors $url >/dev/null
	load $url 16 "$name, 16 connections" $in_ns
	stop "$bg"
else
	skip "load under KVM" "no KVM here that runs an image at full speed"
fi
finish

# SPDX-License-Identifier: BSD-3-Clause
# Domains with a network device; sourced by run.
domain static httpd "net.ip=10.1.0.2/24 -- 80" "$net"
has 'listening on port 80' "static address: starts"
ping -c 5 -s 1400 -W 2 10.1.0.2 | grep -q ' 5 packets received'
verdict $? "$kind: static address: ping, large"
[ "$(get 10.1.0.2)" = "Hello, world!" ]
verdict $? "$kind: static address: HTTP"
rm -f /tmp/answers
for c in 1 2 3 4; do
	(i=0; while [ $i -lt 50 ] && [ "$(get 10.1.0.2)" = "Hello, world!" ]; do i=$((i + 1)); done; echo $i >>/tmp/answers) &
done
wait
[ "$(sort -u /tmp/answers)" = 50 ]
verdict $? "$kind: 200 answers to four clients"
xl shutdown "$name" 2>&1 | grep -v ^Shutting
ended 0 "xl shutdown"

domain dhcp httpd-xen "net.verbose=on -- 80" "$net"
has 'net: 10\.1\.0\.[0-9]+/24 gateway 10\.1\.0\.1' "DHCP: address"
ip=$(grep -ao '10\.1\.0\.[0-9]*/24' "$(log "$name")" | head -n 1)
[ "$(get "${ip%/*}")" = "Hello, world!" ]
verdict $? "$kind: DHCP: HTTP"
xl reboot "$name" 2>&1 | grep -v ^Rebooting
ended 1 "xl reboot"

domain detach httpd-xen "net.ip=10.1.0.2/24 -- 80" "$net"
has 'listening' "detach: starts"
[ "$(get 10.1.0.2)" = "Hello, world!" ]
verdict $? "$kind: detach: HTTP before"
xl network-detach "$name" 0
has 'xen-netfront: link down' "the device is taken away"
xl shutdown "$name" 2>&1 | grep -v ^Shutting
ended 0 "xl shutdown without a network"

# Frames longer than a page, which come and go in several buffers.
long_frames() {
	dev=vif$(xl domid "$name").0
	ip link set "$dev" mtu 9000 && ip link set xenbr0 mtu 9000
	verdict $? "$kind: long frames: the backend lets them through"
}
domain jumbo jumbo "" "$net"
has '^jumbo: ready' "long frames: a program of its own starts"
long_frames
tty=$(xenstore-read "/local/domain/$(xl domid "$name")/console/tty")
stty -F "$tty" raw -echo
echo >"$tty"
has '^jumbo: 8042 bytes back, the same' "long frames: sent and received"
ended 0 "long frames: the program ends"

domain echo echo "net.ip=10.1.0.2/24 -- 2000000" "$net"
has '^echo: listening' "segments: starts"
head -c 2000000 /dev/urandom >/tmp/sent
# nc itself writes a kilobyte at a time.
printf '#!/bin/sh\ndd if=/tmp/sent bs=256k 2>/dev/null\nhead -c 2000000 >/tmp/back\n' >/tmp/exchange
chmod 755 /tmp/exchange
timeout 60 nc 10.1.0.2 7 -e /tmp/exchange
cmp /tmp/sent /tmp/back
verdict $? "$kind: segments: 2 MB there and back"
# They are 1,370 of at most 1,460 bytes, and frames, were they cut.
has '^echo: 2000000 bytes in [1-9][0-9]?[0-9]? frames, 0 errors' "segments: not cut by the backend's stack"
long_frames
ping -c 5 -s 8000 -W 2 10.1.0.2 | grep -q ' 5 packets received'
verdict $? "$kind: long frames: ping"
ip link set xenbr0 mtu 1500
xl destroy "$name"

# From outside the machine: eth0 is on the bridge meanwhile. The other end is in tests/xen-domains.sh, which
# fetches a last page from here when it is done.
domain outside httpd "net.ip=10.1.0.2/24 -- 80" "$net"
has 'listening on port 80' "outside: starts"
brctl addif xenbr0 eth0
ip link set eth0 up
echo "outside: $kind"
printf 'HTTP/1.0 200 OK\r\n\r\nbye' | timeout 120 nc -l -p 7777 >/tmp/bye
verdict $? "$kind: outside: done"
ip link set eth0 down
brctl delif xenbr0 eth0
xl destroy "$name"

# SPDX-License-Identifier: BSD-3-Clause
# Domains beside a Linux as the initial one, all in QEMU: xl creates them as PV and PVH; console,
# memory, crashes, network, orders of the toolstack. Minutes long, and it downloads a kernel, so it is
# not part of `make check`: `make check-xen`.
. "$srcdir/tests/lib.sh"
t=$tmp/root/test
mkdir -p "$t"
printf 'what the module says' >"$t/module"

# image NAME FLAG…: for $arch in $t; on aarch64 the image's memory, which is what xl takes there
image() {
	what=$1
	shift
	status 0 "$arch: $what builds" ukcc --target=$arch "$@" -o "$tmp/$what"
	case $arch in
	aarch64) aarch64-uk-elf-objcopy -O binary "$tmp/$what" "$t/$what" ;;
	*) strip -o "$t/$what" "$tmp/$what" ;;
	esac
}

# What the initial domain does. Its verdicts are lines "T ok NAME" and "T not ok NAME".
cat >"$t/run" <<'END2'
log() { echo "/var/log/xen/console/guest-$1.log"; }
verdict() {
	if [ "$1" = 0 ]; then echo "T ok $2"; return; fi
	echo "T not ok $2"
	tail -n 12 "$(log "$name")" | sed 's/^/T # /'
}
# has PATTERN WHAT: in the domain's output, within ten seconds
has() {
	n=0
	until grep -aqE "$1" "$(log "$name")" || [ $n = 20 ]; do sleep 0.5; n=$((n + 1)); done
	grep -aqE "$1" "$(log "$name")"
	verdict $? "$kind: $2"
}
# domain NAME IMAGE ARGUMENTS [LINE…]: create it; it is kept when it ends
domain() {
	name=$1-$kind
	{
		printf 'name="%s"\ntype="%s"\nkernel="/test/%s"\nextra="%s"\nmemory=32\n' "$name" "$kind" "$2" "$3"
		printf 'on_poweroff="preserve"\non_reboot="preserve"\non_crash="preserve"\n'
		shift 3
		printf '%s\n' "$@"
	} >/tmp/cfg
	xl create -q /tmp/cfg 2>&1 | grep -v '^(XEN)'
}
# ended CODE WHAT: the toolstack sees it end so; then it is destroyed
ended() {
	n=0
	until xl list -v "$name" | tail -n 1 | awk -v c="$1" '{exit !($5 ~ /s/ && $8 == c)}' || [ $n = 20 ]; do
		sleep 0.5
		n=$((n + 1))
	done
	[ $n -lt 20 ]
	verdict $? "$kind: $2"
	xl destroy "$name"
}
get() { timeout 10 wget -q -O - "http://$1/"; }
net='vif=["bridge=xenbr0,script=vif,mac=00:16:3e:00:00:07"]'
brctl setfd xenbr0 0
printf 'start 10.1.0.50\nend 10.1.0.60\ninterface xenbr0\nlease_file /tmp/leases\nopt router 10.1.0.1\nopt subnet 255.255.255.0\n' >/tmp/udhcpd.conf
touch /tmp/leases
udhcpd /tmp/udhcpd.conf

for kind in $(cat /test/kinds); do
	domain clock guest "env.COLOUR=red -- i 5 \\\"a b\\\""
	has '^hello from xen, 4: \[i\] \[5\] \[a b\] red' "arguments and environment"
	has '^slept: ok' "sleeps as long as it should"
	has '^backwards: 0' "time does not go back"
	wall=$(sed -n 's/^wall: \([0-9]*\).*/\1/p' "$(log "$name")")
	off=$((${wall:-0} - $(date +%s)))
	[ $off -ge -20 ] && [ $off -le 20 ]
	verdict $? "$kind: the time of day"
	has '^uk: exit status 5' "says the exit status"
	ended 0 "xl sees power-off"

	domain crash guest "-- n"
	has '^uk: crash: page fault \(write\) at 0x0000000000000000, thread main' "crash: reported"
	has '^uk: #1 0x0000' "crash: backtrace"
	ended 3 "xl sees a crash"

	domain deep guest "-- p"
	has '^uk: crash: stack overflow.*thread digger' "stack overflow of a thread: reported"
	ended 3 "xl sees a crash after a stack overflow"

	domain rights guest "-- w"
	has '^refused: 1 1 1 1 1 1' "rights of pages: refused"
	has '^uk: crash: page fault \(write\)' "a page without the right to write"
	ended 3 "xl sees a crash after a write"

	domain memory guest "-- m"
	has '^memory: (2[0-9]|3[0-2]) MiB, 0 bad' "memory can be had and keeps what it holds"
	ended 0 "xl sees power-off after that"

	domain module guest "-- M" 'ramdisk="/test/module"'
	has '^module: what the module says' "boot module"
	ended 0 "xl sees power-off after that, too"

	domain reboot guest "xen.on_exit=reboot -- z"
	ended 1 "xl sees a reboot"

	domain input guest "-- e"
	has '^hello' "waits for input"
	tty=$(xenstore-read "/local/domain/$(xl domid "$name")/console/tty")
	stty -F "$tty" raw -echo
	printf 'first line\nq\n' >"$tty"
	has '^read <first line>' "console input"
	ended 0 "ends at the end of it"

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

	# A backend that never comes: its script does not say that it is connected.
	domain alone httpd-xen "-- 80" 'vif=[]'
	has 'listening' "no network device: the program runs"
	xl shutdown "$name" 2>&1 | grep -v ^Shutting
	ended 0 "xl shutdown of that"
done
END2

# QEMU with Xen, its initial domain from $xen, and what is to be done in there; the console is in $tmp/console
boot_x86_64() {
	timeout 900 qemu-system-x86_64 -accel tcg -cpu qemu64,+svm,+npt -m 1536 -display none -nodefaults -no-reboot -serial stdio \
		-kernel "$xen/xen" -append "console=com1 com1=115200,8n1 dom0_mem=512M" \
		-initrd "$xen/vmlinuz console=hvc0 quiet,$tmp/initrd" </dev/null >"$tmp/console" 2>&1
}
boot_aarch64() {
	m="-M virt,virtualization=on,gic-version=3 -cpu cortex-a57 -m 1536"
	# shellcheck disable=SC2086 # options
	qemu-system-aarch64 $m -nodefaults -display none -machine dumpdtb="$tmp/virt.dtb" >/dev/null 2>&1
	{
		dtc -q -I dtb -O dts "$tmp/virt.dtb"
		printf '/ { chosen { #address-cells = <2>; #size-cells = <2>; xen,xen-bootargs = "console=dtuart dom0_mem=512M";
			module@60000000 { compatible = "multiboot,kernel", "multiboot,module"; reg = <0 0x60000000 0 %d>; bootargs = "console=hvc0 quiet"; };
			module@70000000 { compatible = "multiboot,ramdisk", "multiboot,module"; reg = <0 0x70000000 0 %d>; }; }; };\n' \
			"$(stat -c %s "$xen/vmlinuz")" "$(stat -c %s "$tmp/initrd")"
	} | dtc -q -I dts -O dtb >"$tmp/tree.dtb"
	# shellcheck disable=SC2086 # options
	timeout 900 qemu-system-aarch64 $m -accel tcg -nodefaults -no-reboot -display none -serial stdio -kernel "$xen/xen" \
		-dtb "$tmp/tree.dtb" -device loader,addr=0x60000000,force-raw=on,file="$xen/vmlinuz" \
		-device loader,addr=0x70000000,force-raw=on,file="$tmp/initrd" </dev/null >"$tmp/console" 2>&1
}
# domains ARCH "KIND…" PLATFORMS [OPTION of xen-dom0…]
domains() {
	arch=$1 kinds=$2 all=$3 ret='"\xc3"'
	[ $arch = x86_64 ] || ret='"\xc0\x03\x5f\xd6"'
	shift 3
	image guest -O1 -g "$srcdir/libuk-plat/xen/tests/guest.c" $all "-DRETURN=$ret"
	image httpd -O2 "$srcdir/examples/httpd/httpd.c" -luk-net $all
	image httpd-xen -O2 "$srcdir/examples/httpd/httpd.c" -luk-net -luk-plat-xen
	if ! "$srcdir/tools/xen-dom0" "$@" "$xen" 2>"$tmp/err"; then
		skip "$arch: domains of Xen" "its initial domain cannot be made: $(tail -n 1 "$tmp/err")"
		return
	fi
	echo "$kinds" >"$t/kinds"
	(cd "$tmp/root" && find . | cpio -o -H newc --quiet -R 0:0) | gzip -1 >"$tmp/test.cpio.gz"
	cat "$xen/dom0.cpio.gz" "$tmp/test.cpio.gz" >"$tmp/initrd"
	boot_$arch
	is $? 0 "$arch: the initial domain powers off"
	tr -d '\r' <"$tmp/console" >"$tmp/out"
	grep '^T ' "$tmp/out" | sed 's/^T //' >"$tmp/verdicts"
	while read -r line; do
		case $line in
		'ok '*) ok "$arch: ${line#ok }" ;;
		'not ok '*) not_ok "$arch: ${line#not ok }" ;;
		*) echo "$line" ;;
		esac
	done <"$tmp/verdicts"
	has "$tmp/out" '^dom0: done' "$arch: all of it was done"
	grep -q '^dom0: done' "$tmp/out" || tail -n 40 "$tmp/out" | note
}

kvm="-luk-plat-xen -luk-plat-kvm -luk-plat-linux"
xen=$builddir/xen
domains x86_64 "pv pvh" "$kvm -luk-plat-pc"
xen=$builddir/xen-aarch64
if [ -e "$builddir/aarch64/stamp/all" ]; then
	domains aarch64 pvh "$kvm" -a arm64
else
	skip "aarch64: domains of Xen" "not built: ./quickstart --targets=x86_64,aarch64"
fi
finish

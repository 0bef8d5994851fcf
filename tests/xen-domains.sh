# SPDX-License-Identifier: BSD-3-Clause
# Domains beside a Linux as the initial one, all in QEMU: xl creates them as PV and PVH; console,
# memory, crashes, network, orders of the toolstack. Minutes long, and it downloads a kernel, so it is
# not part of `make check`: `make check-xen`. What is done in there is in tests/xen/; what each kind of domain does and
# takes is docs/platforms-xen.md, written with UK_KEEP=1. UK_XEN="network" does some parts only, UK_XEN_ARCH one architecture.
. "$srcdir/tests/lib.sh"
t=$tmp/root/test
mkdir -p "$t"
table=$builddir/platforms-xen.md
kept=$srcdir/docs/platforms-xen.md
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

cp "$srcdir"/tests/xen/run "$srcdir"/tests/xen/*.sh "$t/"

# QEMU with Xen, its initial domain from $xen, and what is to be done in there; the console is in $tmp/console
boot_x86_64() {
	# shellcheck disable=SC2086 # options
	timeout 900 qemu-system-x86_64 $nic -accel tcg -cpu qemu64,+svm,+npt -m 1536 -display none -nodefaults -no-reboot -serial stdio \
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
	timeout 900 qemu-system-aarch64 $m $nic -accel tcg -nodefaults -no-reboot -display none -serial stdio -kernel "$xen/xen" \
		-dtb "$tmp/tree.dtb" -device loader,addr=0x60000000,force-raw=on,file="$xen/vmlinuz" \
		-device loader,addr=0x70000000,force-raw=on,file="$tmp/initrd" </dev/null >"$tmp/console" 2>&1
}
# What comes in here goes to the domain's bridge: port 80 of a domain, 7777 of the initial one.
outside_ports() {
	to_domain=$(free_port)
	to_initial=$(free_port)
	nic="-netdev user,id=out,restrict=on,net=10.1.0.0/24,host=10.1.0.254,dhcpstart=10.1.0.240,hostfwd=tcp:127.0.0.1:$to_domain-10.1.0.2:80,hostfwd=tcp:127.0.0.1:$to_initial-10.1.0.1:7777 -device e1000,netdev=out"
}
# outside KIND: a domain of that kind is asked from outside the machine
outside() {
	is "$(fetch "http://127.0.0.1:$to_domain/")" "Hello, world!" "$arch: $1: HTTP from outside the machine"
	n=0
	while [ $n -lt 50 ] && [ "$(curl -s --max-time 10 "http://127.0.0.1:$to_domain/")" = "Hello, world!" ]; do n=$((n + 1)); done
	is $n 50 "$arch: $1: 50 answers outside the machine"
	[ $n != 50 ] || served="$served $1"
	is "$(fetch "http://127.0.0.1:$to_initial/")" "bye" "$arch: $1: the initial domain hears that it is done"
}
# The initial domain while it runs; its turns for the outside come as it says.
attend() {
	outside_ports
	boot_$arch &
	machine=$!
	pids="$pids $machine"
	seen= served=
	while kill -0 $machine 2>/dev/null; do
		for kind in $kinds; do
			case " $seen " in *" $kind "*) continue ;; esac
			grep -aq "^outside: $kind[^a-z]*\$" "$tmp/console" || continue
			seen="$seen $kind"
			outside "$kind"
		done
		sleep 1
	done
	wait $machine
	is $? 0 "$arch: the initial domain powers off"
	case $parts in *network*) is "$seen" " $kinds" "$arch: each kind was asked from outside" ;; esac
}
# said WHAT: is that among the verdicts of $kind?
said() { if grep -qx "ok $kind: $1" "$tmp/verdicts"; then echo yes; else echo no; fi; }
rows() {
	sed -n 's/^R //p' "$tmp/out" | while read -r kind hello httpd; do
		case " $served " in *" $kind "*) outside=yes ;; *) outside=no ;; esac
		echo "| $arch | $kind | $(said 'static address: HTTP') | $outside | $(said "segments: not cut by the backend's stack") | $hello | $httpd |"
	done >>"$table"
}
table_begin() {
	cat >"$table" <<'END'
# Domains of Xen beside a Linux, measured

Written by tests/xen-domains.sh (`UK_KEEP=1 make check-xen`; `make check-xen` says when it is out of date): domains that
`xl` creates on Debian's Xen, in QEMU. They serve HTTP to the initial domain over its bridge, and to the machine that QEMU
runs on through the initial domain's network card. Segments are uncut when the backend's stack leaves TCP's to the domain
in frames of more than 1,514 bytes. Memory is the least `memory=` of a few sizes tried with which hello prints and
httpd answers, both linked for xen alone. With less it is the builder that refuses, before anything runs: room for a PV domain's
first mapping, for the page tables of a PVH domain, or for the image where it is linked.

| architecture | domain | serves | outside the machine | segments uncut | hello, MiB | httpd, MiB |
| --- | --- | --- | --- | --- | ---: | ---: |
END
}
table_end() {
	if [ -n "${UK_KEEP-}" ]; then
		cp "$table" "$kept"
		ok "kept as docs/platforms-xen.md"
	else
		# An architecture that was not built has no rows here.
		grep '^| [a-z0-9_]* | pv' "$table" | grep -vxFf "$kept" >"$tmp/old"
		is "$(cat "$tmp/old")" "" "docs/platforms-xen.md is true (UK_KEEP=1 make check-xen writes it)"
	fi
}
# domains ARCH "KIND…" PLATFORMS [OPTION of xen-dom0…]
domains() {
	arch=$1 kinds=$2 all=$3 ret='"\xc3"'
	[ $arch = x86_64 ] || ret='"\xc0\x03\x5f\xd6"'
	shift 3
	image guest -O1 -g "$srcdir/libuk-plat/xen/tests/guest.c" $all "-DRETURN=$ret"
	image httpd -O2 "$srcdir/examples/httpd/httpd.c" -luk-net $all
	image hello -O2 "$srcdir/examples/hello/hello.c" -luk-plat-xen
	image echo -O2 "$srcdir/libuk-drivers/xen-netfront/tests/echo.c" -luk-net -luk-plat-xen
	image jumbo -O2 "$srcdir/libuk-drivers/xen-netfront/tests/jumbo.c" -luk-netdev -luk-xen-netfront -luk-plat-xen
	image httpd-xen -O2 "$srcdir/examples/httpd/httpd.c" -luk-net -luk-plat-xen
	if ! "$srcdir/tools/xen-dom0" "$@" "$xen" 2>"$tmp/err"; then
		skip "$arch: domains of Xen" "its initial domain cannot be made: $(tail -n 1 "$tmp/err")"
		return
	fi
	echo "$kinds" >"$t/kinds"
	echo "$parts" >"$t/parts"
	(cd "$tmp/root" && find . | cpio -o -H newc --quiet -R 0:0) | gzip -1 >"$tmp/test.cpio.gz"
	cat "$xen/dom0.cpio.gz" "$tmp/test.cpio.gz" >"$tmp/initrd"
	: >"$tmp/console"
	attend
	tr -d '\r' <"$tmp/console" >"$tmp/out"
	grep '^T ' "$tmp/out" | sed 's/^T //' >"$tmp/verdicts"
	while read -r line; do
		case $line in
		'ok '*) ok "$arch: ${line#ok }" ;;
		'not ok '*) not_ok "$arch: ${line#not ok }" ;;
		*) echo "$line" ;;
		esac
	done <"$tmp/verdicts"
	rows
	has "$tmp/out" '^dom0: done' "$arch: all of it was done"
	grep -q '^dom0: done' "$tmp/out" || tail -n 40 "$tmp/out" | note
}

parts=${UK_XEN:-basic network smallest}
table_begin
kvm="-luk-plat-xen -luk-plat-kvm -luk-plat-linux"
xen=$builddir/xen
[ "${UK_XEN_ARCH-x86_64}" != x86_64 ] || domains x86_64 "pv pvh" "$kvm -luk-plat-pc"
xen=$builddir/xen-aarch64
if [ "${UK_XEN_ARCH-aarch64}" != aarch64 ]; then
	:
elif [ -e "$builddir/aarch64/stamp/all" ]; then
	domains aarch64 pvh "$kvm" -a arm64
else
	skip "aarch64: domains of Xen" "not built: ./quickstart --targets=x86_64,aarch64"
fi
[ -n "${UK_XEN-}${UK_XEN_ARCH-}" ] || table_end
finish

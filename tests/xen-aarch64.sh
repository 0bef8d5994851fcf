# SPDX-License-Identifier: BSD-3-Clause
# Platform xen on AArch64: images as the initial domain of Xen in QEMU, and as domains that Xen
# builds by its device tree, beside an initial domain or without one. A fifth of a second a boot.
. "$srcdir/tests/lib.sh"

arch=aarch64
if [ ! -e "$builddir/$arch/stamp/all" ]; then
	skip "Xen on $arch" "not built: ./quickstart --targets=x86_64,$arch"
	finish
fi
xen=$builddir/xen-$arch
cc="$arch-uk-elf-gcc -O1 -g"
guest=$srcdir/libuk-plat/xen/tests/guest.c
if ! "$srcdir/tools/fetch-xen" -a arm64 "$xen" xen-hypervisor-4.17-arm64 2>"$tmp/err"; then
	skip "boots under Xen" "the hypervisor cannot be downloaded: $(tail -n 1 "$tmp/err")"
	finish
fi

# image NAME SOURCE [OPTION…]: what Xen loads is the image's memory, $tmp/NAME.flat
image() {
	name=$1
	shift
	# shellcheck disable=SC2086 # a command and options
	$cc "-DRETURN=\"\\xc0\\x03\\x5f\\xd6\"" "$@" -o "$tmp/$name" 2>"$tmp/err" || note <"$tmp/err"
	$arch-uk-elf-objcopy -O binary "$tmp/$name" "$tmp/$name.flat"
}
all="-luk-plat-xen -luk-plat-kvm -luk-plat-linux"

# run TREE-SOURCE [OPTION…]: QEMU with Xen and what is added to its machine's device tree. The console is in
# $tmp/console, without the hypervisor's own lines in $tmp/out.
gic=3
run() {
	m=virt,virtualization=on,gic-version=$gic
	[ -f "$tmp/virt$gic.dts" ] || {
		qemu-system-aarch64 -M $m,dumpdtb="$tmp/virt.dtb" -cpu cortex-a57 -m 512 -nodefaults -display none >/dev/null 2>&1
		dtc -q -I dtb -O dts "$tmp/virt.dtb" >"$tmp/virt$gic.dts"
	}
	{ cat "$tmp/virt$gic.dts" && echo "$1"; } | dtc -q -I dts -O dtb >"$tmp/tree.dtb"
	shift
	timeout 60 qemu-system-aarch64 -accel tcg -cpu cortex-a57 -M $m -m 512 -nodefaults -no-reboot -display none -serial stdio \
		-semihosting-config enable=on,target=native -kernel "$xen/xen" -dtb "$tmp/tree.dtb" "$@" \
		>"$tmp/console" 2>&1 <"${input:-/dev/null}"
	rc=$?
	tr -d '\r' <"$tmp/console" | sed 's/^(XEN) DOM1: //; s/^(d1) //' | grep -v '^(XEN)' >"$tmp/out"
	return $rc
}
# module ADDRESS IMAGE ARGUMENTS: a node for what QEMU loads there
module() {
	printf 'module@%x { compatible = "multiboot,kernel", "multiboot,module"; reg = <0 %#x 0 %d>; bootargs = "%s"; };\n' \
		"$1" "$1" "$(stat -c %s "$tmp/$2.flat")" "$3"
}
# domu IMAGE ARGUMENTS MORE: a node for a domain
domu() {
	echo "domU1 { compatible = \"xen,domain\"; #address-cells = <2>; #size-cells = <2>; memory = <0 ${mem:-32768}>; cpus = <1>; $3"
	module 0x4c000000 "$1" "$2"
	echo "};"
}
# tree NODES…: of /chosen
tree() {
	echo "/ { chosen { #address-cells = <2>; #size-cells = <2>; xen,xen-bootargs = \"loglvl=all guest_loglvl=all console=dtuart dom0_mem=64M\"; $* }; };"
}
at0="-device loader,addr=0x4a000000,force-raw=on,file=$tmp"
at1="-device loader,addr=0x4c000000,force-raw=on,file=$tmp"
# dom0 IMAGE ARGUMENTS
dom0() {
	# shellcheck disable=SC2086 # options
	run "$(tree "$(module 0x4a000000 "$1" "$2")")" $at0/"$1".flat
}
# boots IMAGE ARGUMENTS STATUS NAME: as the initial domain
e=xen.semihosting=1
boot() {
	dom0 "$1" "$2"
	is $? "$3" "dom0: $4"
}

# Xen chooses where the initial domain's memory is: it says so, and the image, linked for elsewhere, does, too
# (and the hypervisor waits five seconds before it ends).
# shellcheck disable=SC2086 # options
image anywhere "$guest" $all
dom0 anywhere "$e"
has "$tmp/console" '^uk: xen: this image was not linked for where it is: link it with -Wl,--defsym=uk_image_base=0x[0-9a-f]*' \
	"an image that is not where it was linked says so"
base=$(sed -n 's/.*uk_image_base=\(0x[0-9a-f]*\).*/\1/p' "$tmp/console")
here=-Wl,--defsym=uk_image_base=${base:-0x40200000}
# shellcheck disable=SC2086 # options
image prog "$guest" $all "$here"
image only "$guest" -luk-plat-xen "$here"

boot prog "$e env.COLOUR=blue -- i 7 three" 7 "exit status"
has "$tmp/out" '^hello from xen, 4: \[i\] \[7\] \[three\] blue$' "dom0: arguments and environment"
has "$tmp/out" '^uk: exit status 7$' "dom0: the status is printed"
has "$tmp/out" '^slept: ok' "dom0: sleeps as long as it should"
has "$tmp/out" '^backwards: 0' "dom0: time does not go back"
boot only "$e -- w" 139 "an image for Xen alone"
has "$tmp/out" '^refused: 1 1 1 1 1 1$' "dom0: writable code, changed code, page 0 and the like are refused"
has "$tmp/out" '^protect: 0$' "dom0: code can be made of data"
has "$tmp/out" '^kept: 1$' "dom0: pages without rights keep what they hold"
has "$tmp/out" '^uk: crash: page fault \(write\)' "dom0: a page without the right to write"
while read -r letter want pattern; do
	boot prog "$e -- $letter" "$want" "crash $letter: status"
	has "$tmp/out" "$pattern" "dom0: crash $letter: reported"
done <<-'CRASHES'
	n 139 ^uk: crash: page fault \(write\) at 0x0000000000000000, thread main
	r 139 ^uk: crash: page fault \(write\) at 0x00000000[0-9a-f]*, thread main
	t 139 ^uk: crash: page fault \(write\) at 0x00000000[0-9a-f]*, thread main
	x 139 ^uk: crash: page fault \(execute\)
	s 139 ^uk: crash: stack overflow: page fault \(write\).*thread main
	p 139 ^uk: crash: stack overflow: page fault \(write\).*thread digger
	c 134 ^uk: panic: stack smashing detected, thread main
	a 134 ^uk: panic: aborted
CRASHES
boot prog "$e -- n" 139 "backtrace"
pc=$(sed -n 's/^uk: #1 0x0*//p' "$tmp/out" | head -n 1)
$arch-uk-elf-addr2line -f -e "$tmp/prog" "0x${pc:-0}" >"$tmp/where"
has "$tmp/where" '^main$' "dom0: the backtrace leads to main"
boot prog "$e -- m 5" 5 "all memory"
has "$tmp/out" '^memory: (5[0-9]|6[0-4]) MiB, 0 bad' "dom0: memory can be had and keeps what it holds"
boot prog "$e nosuch.thing=1" 1 "an unknown parameter ends the boot"
has "$tmp/out" "^uk: .*nosuch.thing" "dom0: and is named"
dom0 prog "-- z"
is $? 0 "dom0: ends: power off"
has "$tmp/console" 'Hardware Dom0 halted' "dom0: the hypervisor says: halted"

# type WHAT PATTERN: once the console says so
type() {
	rm -f "$tmp/fifo"
	mkfifo "$tmp/fifo"
	: >"$tmp/console"
	(
		exec >"$tmp/fifo"
		until grep -q "$2" "$tmp/console" 2>/dev/null; do sleep 0.1; done
		printf "$1"
		sleep 2
	) &
	typist=$!
	pids="$pids $typist"
	input=$tmp/fifo
}
typed() {
	stop $typist
	pids=${pids% *}
	input=
}
# Input through the hypervisor's console: events.
type 'first line\nq\n' 'hello from xen'
boot prog "$e -- e 9" 9 "console input: status"
has "$tmp/out" '^read <first line>' "dom0: console input"
typed

# The stub attacked from inside, hypercalls included; interrupts in code that uses every register.
for g in guest_protect guest_irq; do
	more=$srcdir/libuk-plat/machine/tests/$g.c
	[ $g = guest_protect ] || more="$more $srcdir/libuk-plat/machine/$arch/tests/guest_irq_arch.c"
	# shellcheck disable=SC2086 # files
	image $g -iquote "$srcdir/libuk-plat/machine" -iquote "$srcdir/libuk-plat/machine/$arch" \
		-iquote "$srcdir/libuk-plat/machine/$arch/tests" $more -luk-plat-xen "$here"
	boot $g "$e" 0 "$g: status"
	has "$tmp/out" '^0 failures' "dom0: $g"
done

# Domains that Xen builds: beside an initial domain it tells them that it is there.
mv "$tmp/anywhere.flat" "$tmp/domu.flat"
# beside ARGUMENTS MORE
beside() {
	# shellcheck disable=SC2086 # options
	run "$(tree "$(module 0x4a000000 prog "-- e")" "$(domu domu "$1" "xen,enhanced; ${2:-}")")" $at0/prog.flat $at1/domu.flat
}
# The initial domain's memory is elsewhere then.
beside "$e -- i"
base=$(sed -n 's/.*uk_image_base=\(0x[0-9a-f]*\).*/\1/p' "$tmp/console")
# shellcheck disable=SC2086 # options
[ -z "$base" ] || image prog "$guest" $all -Wl,--defsym=uk_image_base=$base
for gic in 2 3; do
	for console in console_io vpl011; do
		what="domU, GICv$gic, $console"
		uart=
		[ $console = console_io ] || uart="$console;"
		beside "$e env.COLOUR=red -- i 6" "$uart"
		is $? 6 "$what: exit status"
		# Perhaps behind the beginning of a line of the initial domain's, which it runs beside.
		has "$tmp/out" '(^|\(XEN\) DOM1: )hello from xen, 3: \[i\] \[6\] red$' "$what: output"
		has "$tmp/out" '^slept: ok' "$what: sleeps as long as it should"
		has "$tmp/out" '^uk: exit status 6$' "$what: the status is printed"
	done
done
# The console of a domain is chosen by Ctrl-A, three times.
type '\001\001\001first line\nq\n' 'DOM1: hello from xen'
beside "$e -- e 8" "vpl011;"
is $? 8 "domU: input through the emulated UART: status"
has "$tmp/console" '^(\(XEN\) )?read <first line>' "domU: input through the emulated UART"
typed
beside "$e -- n"
is $? 139 "domU: a crash: status"
has "$tmp/out" '^uk: crash: page fault \(write\) at 0x0000000000000000, thread main' "domU: a crash is reported"

# Without one it does not, and they are virtual machines like any other: platform kvm, and an emulated UART.
# shellcheck disable=SC2086 # options
run "$(tree "$(domu domu "-- i 4" "vpl011;")")" $at1/domu.flat
has "$tmp/out" '^hello from kvm, 3: \[i\] \[4\]' "domU without dom0: it is a plain virtual machine"
has "$tmp/out" '^slept: ok' "domU without dom0: sleeps as long as it should"
image only "$guest" -luk-plat-xen
# shellcheck disable=SC2086 # options
run "$(tree "$(domu only "-- i 4" "vpl011;")")" $at1/only.flat
has "$tmp/out" '^uk: boot: this image has no platform for this machine' "domU without dom0: an image for Xen alone says so"

for p in kvm xen; do
	status 0 "size: hello for $p builds" $arch-uk-elf-gcc -O2 --printf=nano "$srcdir/examples/hello/hello.c" -luk-plat-$p -o "$tmp/hello-$p"
	$arch-uk-elf-strip "$tmp/hello-$p"
done
a=$(stat -c %s "$tmp/hello-kvm") b=$(stat -c %s "$tmp/hello-xen")
if [ "$b" -le $((a * 5 / 4)) ]; then ok "size: hello for xen has $b bytes, for kvm $a"; else not_ok "size: hello for xen has $b bytes, for kvm $a"; fi
finish

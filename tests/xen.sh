# SPDX-License-Identifier: BSD-3-Clause
# Platform xen: images as the initial domain of Xen in QEMU, as PV and as PVH. Domains beside a
# Linux one are the matter of `make check-xen`.
. "$srcdir/tests/lib.sh"
plat=$srcdir/libuk-plat
xen=$builddir/xen
guest=$plat/xen/tests/guest.c

all="-luk-plat-xen -luk-plat-pc -luk-plat-kvm -luk-plat-linux"
# shellcheck disable=SC2086 # options
status 0 "an image for four platforms builds" ukcc -O1 -g "$guest" $all -o "$tmp/prog"
status 3 "the image runs as a process" "$tmp/prog" z 3
has "$tmp/out" 'hello from linux' "as a process it is linux"
status 4 "the image boots as a virtual machine" ukrun --accel tcg --timeout 60 "$tmp/prog" z 4
has "$tmp/out" 'hello from kvm' "as a virtual machine it is kvm"
status 0 "an image for Xen alone builds" ukcc -O1 -g "$guest" -luk-plat-xen -o "$tmp/only"
status 126 "Xen alone: as a process it refuses" "$tmp/only"
status 126 "Xen alone: ukrun refuses" ukrun --accel tcg --timeout 60 "$tmp/only"

if ! "$srcdir/tools/fetch-xen" "$xen" xen-hypervisor-4.17-amd64 2>"$tmp/err"; then
	skip "boots under Xen" "the hypervisor cannot be downloaded: $(tail -n 1 "$tmp/err")"
	finish
fi

# dom0 pv|pvh "IMAGE PARAMETERS" [OPTION…]: the console is in $tmp/out, without the hypervisor's lines
dom0() {
	kind=$1 module=$2
	shift 2
	case $kind in
	pv) set -- -M pc -append "$xen_append $xen_more" -initrd "$module" "$@" ;;
	pvh) set -- -M q35,kernel-irqchip=split -device intel-iommu,intremap=on \
		-append "$xen_append dom0=pvh iommu=no-sharept $xen_more" -initrd "$module" "$@" ;;
	esac
	timeout "${limit:-120}" qemu-system-x86_64 -m 512 -accel tcg -cpu qemu64,+svm,+npt -display none -nodefaults -no-reboot \
		-serial stdio -kernel "$xen/xen" -device isa-debug-exit,iobase=0x501,iosize=2 "$@" >"$tmp/console" 2>&1 <"${input:-/dev/null}"
	rc=$?
	tr -d '\r' <"$tmp/console" | grep -v '^(XEN)' >"$tmp/out"
	return $rc
}
xen_append="console=com1 com1=115200,8n1 loglvl=all guest_loglvl=all dom0_mem=64M"
xen_more=
# boot KIND "IMAGE ARGUMENTS" STATUS NAME: what is wanted of the status is seven bits
boot() {
	dom0 "$1" "$2"
	is $? $((($3 > 127 ? 127 : $3) * 2 + 1)) "$1: $4"
}
e=xen.exit_port=0x501

for k in pv pvh; do
	boot $k "$tmp/prog $e env.COLOUR=blue -- i 7 three" 7 "exit status"
	has "$tmp/out" '^hello from xen, 4: \[i\] \[7\] \[three\] blue$' "$k: arguments and environment"
	has "$tmp/out" '^uk: exit status 7$' "$k: the status is printed"
	has "$tmp/out" '^slept: ok' "$k: sleeps as long as it should"
	has "$tmp/out" '^backwards: 0' "$k: time does not go back"
	wall=$(sed -n 's/^wall: \([0-9]*\).*/\1/p' "$tmp/out")
	off=$((${wall:-0} - $(date +%s)))
	[ $off -ge -10 ] && [ $off -le 10 ] && ok "$k: the time of day" || not_ok "$k: the time of day: off by $off s"

	boot $k "$tmp/only $e -- w" 139 "rights of pages"
	has "$tmp/out" '^refused: 1 1 1 1 1 1$' "$k: writable code, changed code, page 0 and the like are refused"
	has "$tmp/out" '^protect: 0$' "$k: code can be made of data"
	has "$tmp/out" '^kept: 1$' "$k: pages without rights keep what they hold"
	has "$tmp/out" '^uk: crash: page fault \(write\)' "$k: a page without the right to write"
	# LETTER STATUS PATTERN
	while read -r letter want pattern; do
		boot $k "$tmp/prog $e -- $letter" "$want" "crash $letter: status"
		has "$tmp/out" "$pattern" "$k: crash $letter: reported"
	done <<-'CRASHES'
		n 139 ^uk: crash: page fault \(write\) at 0x0000000000000000, thread main
		r 139 ^uk: crash: page fault \(write\) at 0x0000000000[0-9a-f]*, thread main
		t 139 ^uk: crash: page fault \(write\) at 0x0000000000[0-9a-f]*, thread main
		x 139 ^uk: crash: page fault \(execute\)
		s 139 ^uk: crash: stack overflow: page fault \(write\).*thread main
		p 139 ^uk: crash: stack overflow: page fault \(write\).*thread digger
		c 134 ^uk: panic: stack smashing detected, thread main
		a 134 ^uk: panic: aborted
	CRASHES
	boot $k "$tmp/prog $e -- n" 139 "backtrace"
	pc=$(sed -n 's/^uk: #1 0x0*//p' "$tmp/out" | head -n 1)
	addr2line -f -e "$tmp/prog" "0x${pc:-0}" >"$tmp/where"
	has "$tmp/where" '^main$' "$k: the backtrace leads to main"

	boot $k "$tmp/prog $e -- m 5" 5 "all memory"
	has "$tmp/out" '^memory: (5[0-9]|6[0-4]) MiB, 0 bad' "$k: memory can be had and keeps what it holds"
	printf 'what the module says' >"$tmp/module"
	boot $k "$tmp/prog $e -- M,$tmp/module" 0 "boot module"
	has "$tmp/out" '^module: what the module says$' "$k: the boot module is there"
	boot $k "$tmp/prog $e nosuch.thing=1" 1 "an unknown parameter ends the boot"
	has "$tmp/out" "^uk: .*nosuch.thing" "$k: and is named"
done

# The ends that the hypervisor knows.
end() {
	dom0 pv "$2"
	is $? 0 "pv: ends: $1"
	has "$tmp/console" "$3" "pv: the hypervisor says: $1"
}
limit=4 dom0 pv "$tmp/prog -- z" # a halted hypervisor does not end QEMU
has "$tmp/console" 'Hardware Dom0 halted' "pv: the hypervisor says: power off"
end "reboot" "$tmp/prog xen.on_exit=reboot -- z" 'Hardware Dom0 shutdown: rebooting'
end "crash" "$tmp/prog -- n" 'Hardware Dom0 crashed'

# Input through the hypervisor's console.
mkfifo "$tmp/fifo"
for k in pv pvh; do
	: >"$tmp/console"
	(
		exec >"$tmp/fifo"
		until grep -q 'hello from xen' "$tmp/console" 2>/dev/null; do sleep 0.1; done
		printf 'first line\nq\n'
		sleep 1
	) &
	pids="$pids $!"
	input=$tmp/fifo boot $k "$tmp/prog $e -- e 9" 9 "console input: status"
	has "$tmp/out" '^read <first line>' "$k: console input"
	input=
done

# What a PV domain's page tables have to grow over, and the least there may be.
xen_more="dom0_mem=1500M" dom0 pv "$tmp/prog $e -- m 6" -m 2048
is $? 13 "pv: 1.5 GiB of memory: status"
has "$tmp/out" '^memory: 14[0-9][0-9] MiB, 0 bad' "pv: 1.5 GiB of memory"
xen_more="dom0_mem=6M"
boot pv "$tmp/prog $e -- m 6" 6 "6 MiB of memory suffice"
xen_more=

# The inside attacks what it depends on.
status 0 "the attacker builds" ukcc -O1 -g -I"$plat/machine/x86_64" -I"$plat/machine" -I"$plat/xen/x86_64" "$plat/xen/tests/attack.c" \
	-luk-plat-xen -o "$tmp/attack"
for k in pv pvh; do
	boot $k "$tmp/attack $e" 0 "attacks on rights: status"
	has "$tmp/out" '^held$' "$k: attacks on rights"
done
for w in table state p2m; do
	boot pv "$tmp/attack $e -- $w" 139 "write to $w: status"
	has "$tmp/out" '^uk: crash: page fault \(write\)' "pv: write to $w"
done

cat >"$tmp/canary.c" <<'END2'
#include <stdio.h>
int main(void) { unsigned long c; __asm__("mov %%fs:0x28, %0" : "=r"(c)); printf("canary %lx\n", c); return 0; }
END2
status 0 "canary: builds" ukcc -O1 "$tmp/canary.c" -luk-plat-xen -o "$tmp/canary"
dom0 pv "$tmp/canary $e"
a=$(grep canary "$tmp/out")
dom0 pv "$tmp/canary $e"
b=$(grep canary "$tmp/out")
if [ "$a" != "$b" ] && [ -n "$a" ] && [ "$a" != 'canary 0' ]; then ok "pv: canary differs from boot to boot"; else not_ok "pv: canary $a $b"; fi

# Size: an image for Xen alone is no larger than 1.25 times one for kvm alone.
for p in kvm xen; do
	status 0 "size: hello for $p builds" ukcc -O2 --printf=nano "$srcdir/examples/hello/hello.c" -luk-plat-$p -o "$tmp/hello-$p"
	x86_64-uk-elf-strip "$tmp/hello-$p"
done
a=$(stat -c %s "$tmp/hello-kvm") b=$(stat -c %s "$tmp/hello-xen")
[ "$b" -le $((a * 5 / 4)) ] && ok "size: hello for xen has $b bytes, for kvm $a" || not_ok "size: hello for xen has $b bytes, for kvm $a"
finish

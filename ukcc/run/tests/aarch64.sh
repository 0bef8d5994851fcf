# SPDX-License-Identifier: BSD-3-Clause
# The command (-n) for an image of another architecture: program, machine, status.
. "$TESTLIB"

shows()
{
	text=$1
	shift
	status 0 "$UKRUN" -n -q --accel tcg "$@"
	says out "$text"
}
hides()
{
	text=$1
	shift
	status 0 "$UKRUN" -n -q --accel tcg "$@"
	grep -qF -e "$text" "$tmp/out" && fail "\"$text\" in the command of: $*"
}
refused()
{
	want=$1 text=$2
	shift 2
	status "$want" "$UKRUN" -q "$@"
	says err "$text"
}

shows "qemu-system-aarch64 -nodefaults" "$guest_arm"
shows " -M virt,gic-version=3 -accel tcg -cpu max -m 65536K " "$guest_arm"
shows " -M virt,gic-version=2 " --machine virt-gicv2 "$guest_arm"
shows " -accel kvm -cpu host " --accel kvm "$guest_arm"
shows "-semihosting-config enable=on,target=native" "$guest_arm"
hides "isa-debug" "$guest_arm"
shows "-global virtio-mmio.force-legacy=false" "$guest_arm"
shows "virtio-rng-device,bus=virtio-mmio-bus.0," "$guest_arm"
shows "virtio-net-device,bus=virtio-mmio-bus.1,netdev=net" -p 8080:80 "$guest_arm"
shows "hostfwd=tcp:127.0.0.1:8080-:80" -p 8080:80 "$guest_arm"
shows "virtio-net-pci,disable-legacy=on," --machine virt-pci --net user "$guest_arm"
shows "mount_tag=fs0" -v /tmp:/x "$guest_arm"
shows "-append 'a.b=c console.eof=dle fs.mount=9p:fs0:/x env.A=1 -- z'" --set a.b=c -v /tmp:/x -e A=1 "$guest_arm" z
hides "virtio_mmio.device" --net user "$guest_arm"
shows "-serial chardev:console" "$guest_arm"
shows "virtconsole" --console virtio "$guest_arm"
shows "-gdb tcp:127.0.0.1:99 -S" --gdb=99 "$guest_arm"
shows "/other/qemu -nodef" --qemu /other/qemu "$guest_arm"

[ "$(uname -m)" = aarch64 ] || {
	status 0 "$UKRUN" -n "$guest_arm"
	same "why not KVM" "ukrun: virt, tcg (an image for aarch64)" "$(cat "$tmp/err")"
}

refused 125 "is for aarch64, which runs on one of virt virt-gicv2 virt-pci" --machine q35 "$guest_arm"
refused 125 "is for x86_64, which runs on one of microvm-noacpi microvm pc q35" --machine virt "$guest"
refused 125 "--machine vrit: not one of microvm-noacpi microvm pc q35 virt virt-gicv2 virt-pci" \
	--machine vrit "$guest_arm"
refused 125 "use a larger -m" -m 2M "$guest_arm"
refused 125 "nosuchqemu: No such file or directory (Debian: apt install qemu-system-arm)" \
	--qemu nosuchqemu "$guest_arm"

refused 125 "-n with --initrd" -n --initrd "$guest" "$guest_arm"

# With a boot module QEMU is given the image's memory, in a file that it inherits. Here QEMU is a
# script that copies what it is given.
cat >"$tmp/qemu" <<'END'
#!/bin/sh
while [ $# -gt 1 ]; do
	case $1 in
	-kernel) cat "$2" >"$0.kernel" ;;
	-initrd) cat "$2" >"$0.initrd" ;;
	esac
	shift
done
exit 7
END
chmod +x "$tmp/qemu"
objcopy -O binary -I elf64-little "$guest_arm" "$tmp/flat"
status 7 "$UKRUN" -q --timeout 20 --qemu "$tmp/qemu" --initrd "$guest" "$guest_arm"
cmp "$tmp/flat" "$tmp/qemu.kernel" || fail "QEMU was not given the image's memory"
cmp "$guest" "$tmp/qemu.initrd" || fail "QEMU was not given the boot module"

# Bad files of this architecture.
cp "$guest" "$tmp/low" && printf '\267' | dd of="$tmp/low" bs=1 seek=18 conv=notrunc 2>/dev/null
refused 126 "it has no ukpool note (is it linked with ukcc?)" "$tmp/low"
cp "$guest_uk" "$tmp/low" && printf '\267' | dd of="$tmp/low" bs=1 seek=18 conv=notrunc 2>/dev/null
refused 126 "begins at 0x100000, but this machine's memory at 0x40000000" "$tmp/low"
sed 's/platform kvm/platform kvx/' "$guest_arm" >"$tmp/linux"
refused 126 "not linked for virtual machines; link it with -luk-plat-kvm" "$tmp/linux"
exit $failed

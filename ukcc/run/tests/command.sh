# SPDX-License-Identifier: BSD-3-Clause
# The QEMU command (-n) and the kernel command line.
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

shows "qemu-system-x86_64 -nodefaults" "$guest"
shows " -M microvm,acpi=off,auto-kernel-cmdline=off,rtc=on -accel tcg -cpu max -m 65536K " "$guest"
shows " -M microvm,rtc=on " --machine microvm "$guest"
# Only ACPI can tell the image of a device that ukrun does not know.
shows " -M microvm,rtc=on " --qemu-arg -device --qemu-arg virtio-rng-device "$guest"
shows " -m 2048K " -m 2M "$guest"
shows " -m 1048576K " -m 1G "$guest"
shows " -accel kvm -cpu host,arch-capabilities=off " --accel kvm "$guest"
shows "-global virtio-mmio.force-legacy=false" "$guest"
shows "virtio-net-device,bus=virtio-mmio-bus.1," "$guest"
shows "virtio-net-pci,disable-legacy=on," --machine q35 "$guest"
shows "-M microvm,acpi=off,auto-kernel-cmdline=off" --machine microvm-noacpi "$guest"
shows "hostfwd=tcp:127.0.0.1:8080-:80" -p 8080:80 "$guest"
shows "hostfwd=tcp:0.0.0.0:81-:80,hostfwd=udp:127.0.0.1:53-:5353" \
	-p 0.0.0.0:81:80 -p 53:5353/udp "$guest"
shows "-device e1000e,netdev=net,romfile=" --machine q35 --net-model e1000e "$guest"
shows "-device e1000,netdev=net,romfile=" --machine pc --net-model e1000 "$guest"
hides "virtio-net" --machine pc --net-model e1000 "$guest"
shows "virtio-net-device" --net-model virtio "$guest"
shows "-netdev tap,id=net,ifname=tap7,script=no,downscript=no" --net tap=tap7 "$guest"
shows "mac=52:54:00:" --net tap=tap7 "$guest"
shows "mac=02:00:00:00:00:09" --mac 02:00:00:00:00:09 "$guest"
shows "path=$tmp/a,,b,readonly=on" -v "$(mkdir "$tmp/a,b" && echo "$tmp/a,b"):/x:ro" "$guest"
shows "mount_tag=fs1" -v /tmp:/x -v /tmp:/y "$guest"
shows "-initrd $guest" --initrd "$guest" "$guest"
shows "-gdb tcp:127.0.0.1:1234 -S" --gdb "$guest"
shows "-gdb tcp:127.0.0.1:99 -S" --gdb=99 "$guest"
shows " -smp 2 3>" --qemu-arg -smp --qemu-arg 2 "$guest"
shows "/other/qemu -nodef" --qemu /other/qemu "$guest"
shows "-append '-- a b'\''c'" --machine microvm "$guest" a "b'c"
hides "-append" --machine microvm "$guest"
shows " -append virtio_mmio.device=512@0xfeb00200:6 " "$guest"

# What the image's description decides.
shows "virtio-net" "$guest"
hides "virtio-net" --net none "$guest"
hides "virtio-net" "$guest_uk"
shows "virtio-net" --net user "$guest_uk"
shows "virtio-net" -p 80:80 "$guest_uk"
hides "virtio-rng" "$guest"
shows "virtio-rng" "$guest_uk"
hides "virtconsole" "$guest_uk"
shows "virtconsole" --console virtio "$guest_uk"

# The printed command is one that a shell runs.
if command -v qemu-system-x86_64 >/dev/null; then
	"$UKRUN" -n -q --accel tcg --machine microvm "$guest" "a b" "c'd" 'e"f\' '' >"$tmp/command"
	same "command run by hand" '-- "a b" c'\''d "e\"f\\" ""' "$(sh "$tmp/command" </dev/null)"

	same "kernel command line" \
		'a.b=c fs.mount=9p:fs0:/x,9p:fs1:/y env.A=1 "env.B=x y" virtio_mmio.device=512@0xfeb00200:6 virtio_mmio.device=512@0xfeb00400:7 virtio_mmio.device=512@0xfeb00600:8 -- z' \
		"$(B='x y' "$UKRUN" -q --accel tcg --machine microvm-noacpi -e A=1 -e B -e UNSET_HERE \
			--set a.b=c -v /tmp:/x -v /tmp:/y "$guest" z </dev/null)"
	same "no arguments" "a.b=c" "$("$UKRUN" -q --accel tcg --machine microvm --set a.b=c "$guest" </dev/null)"
	printf 'the module' >"$tmp/module"
	same "boot module" "the module" \
		"$("$UKRUN" -q --accel tcg --initrd "$tmp/module" "$guest" modules </dev/null)"
fi
exit $failed

# SPDX-License-Identifier: BSD-3-Clause
# How an image is started on a platform, for platforms.sh, which sources it:
#	as_… IMAGE MIB PORT OPTIONS ARGUMENT…
# takes the place of the shell it runs in. PORT of this machine leads to the image's port 80; 0: no
# network. OPTIONS are QEMU's.
firmware=

as_process() {
	img=$1 port=$3 opts=$4
	shift 4
	[ "${1-}" != 80 ] || set -- "$port"
	# shellcheck disable=SC2086 # options
	exec "qemu-$arch" $opts "$img" "$@"
}
as_machine() {
	img=$1 mib=$2 port=$3 opts=$4
	shift 4
	if [ "$port" = 0 ]; then net="--net none"; else net="-p $port:80"; fi
	# shellcheck disable=SC2046,SC2086 # options
	eval "exec $(ukrun -q -n --accel tcg -m "$mib" $net $(for o in $opts; do echo "--qemu-arg $o"; done) \
		"$img" "$@" 2>/dev/null)"
}
as_pc() {
	img=$1 mib=$2 port=$3 opts=$4
	shift 4
	if [ "$port" = 0 ]; then net="-nic none"; else
		net="-netdev user,id=n,hostfwd=tcp:127.0.0.1:$port-:80 -device virtio-net-pci,netdev=n,disable-legacy=on,romfile="
	fi
	[ -f "$img.iso" ] || ukpack --iso "$img.iso" --set pc.exit_port=0x501 "$img" -- "$@" >&2 || exit 1
	# shellcheck disable=SC2086 # options
	exec qemu-system-x86_64 -accel tcg -M q35 -m "$mib" -display none -nodefaults -no-reboot -serial stdio \
		-device isa-debug-exit,iobase=0x501,iosize=2 $firmware -cdrom "$img.iso" $net $opts
}
# The initial domain of Xen, PV or PVH, of so many MiB; it has no network.
as_xen() {
	img=$1 mib=$2 opts=$4
	append="console=com1 com1=115200,8n1 dom0_mem=${mib}M"
	machine=pc
	if [ "$kind" = PVH ]; then
		machine="q35,kernel-irqchip=split -device intel-iommu,intremap=on"
		append="$append dom0=pvh iommu=no-sharept"
	fi
	# shellcheck disable=SC2086 # options
	exec qemu-system-x86_64 -accel tcg -cpu qemu64,+svm,+npt -M $machine -m 512 -display none -nodefaults -no-reboot \
		-serial stdio -kernel "$builddir/xen/xen" -append "$append" -initrd "$img xen.exit_port=0x501" \
		-device isa-debug-exit,iobase=0x501,iosize=2 $opts
}
# The same on AArch64: Xen loads the image's memory, and finds it by the device tree.
as_xen_arm() {
	img=$1 mib=$2 opts=$4
	m=virt,virtualization=on,gic-version=3
	xen_opts="-M $m -cpu cortex-a57 -m 512 -nodefaults -display none"
	aarch64-uk-elf-objcopy -O binary "$img" "$img.flat" || exit 1
	# shellcheck disable=SC2086 # options
	qemu-system-aarch64 $xen_opts -M $m,dumpdtb="$tmp/virt.dtb" >/dev/null 2>&1
	{
		dtc -q -I dtb -O dts "$tmp/virt.dtb"
		printf '/ { chosen { #address-cells = <2>; #size-cells = <2>; xen,xen-bootargs = "console=dtuart dom0_mem=%dM";
			module@4a000000 { compatible = "multiboot,kernel", "multiboot,module"; reg = <0 0x4a000000 0 %d>; bootargs = "xen.semihosting=1"; }; }; };\n' \
			"$mib" "$(stat -c %s "$img.flat")"
	} | dtc -q -I dts -O dtb >"$tmp/tree.dtb"
	# shellcheck disable=SC2086 # options
	exec qemu-system-aarch64 -accel tcg $xen_opts -no-reboot -serial stdio -kernel "$builddir/xen-aarch64/xen" -dtb "$tmp/tree.dtb" \
		-semihosting-config enable=on,target=native -device "loader,addr=0x4a000000,force-raw=on,file=$img.flat" $opts
}

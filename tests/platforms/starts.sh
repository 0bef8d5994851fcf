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

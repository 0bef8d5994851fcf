# SPDX-License-Identifier: BSD-3-Clause
# Options: what is wrong is refused with status 125 and a sentence about it.
. "$TESTLIB"

refused()
{
	text=$1
	shift
	status 125 "$UKRUN" "$@"
	says err "$text"
}

refused "no image"
refused "unrecognized option" --bogus "$guest"
refused "requires an argument" -m
refused "-m 64X: not a size" -m 64X "$guest"
refused "-m -5: not a size" -m -5 "$guest"
refused "-m 1K: not between" -m 1K "$guest"
refused "-m 99999999999999999999: not a size" -m 99999999999999999999 "$guest"
refused "-p 80: not [ADDR:]HOST:GUEST" -p 80 "$guest"
refused "from 1 to 65535" -p 70000:80 "$guest"
refused "from 1 to 65535" -p 80:0 "$guest"
refused "from 1 to 65535" -p 80: "$guest"
refused "neither /tcp nor /udp" -p 80:80/sctp "$guest"
refused "not an IPv4 address" -p nowhere:80:80 "$guest"
refused "not an IPv4 address" -p 127.0.0.1,x=y:80:80 "$guest"
refused "-p forwards through user-mode networking" --net none -p 80:80 "$guest"
refused "--net bridge: not one of none user tap=NAME" --net bridge "$guest"
refused "--net-model rtl8139: not one of virtio e1000e e1000" --net-model rtl8139 "$guest"
refused "that is a PCI card, microvm-noacpi has no PCI" --net-model e1000e "$guest"
refused "not the name of a network interface" --net tap=longerthanfifteen "$guest"
refused "not the name of a network interface" --net tap= "$guest"
refused "not the name of a network interface" --net tap=a,script=/x "$guest"
refused "no such interface" --net tap=nosuch9 "$guest"
refused "--mac 1: not an address" --mac 1 "$guest"
refused "not an address" --mac 53:54:00:12:34:56 "$guest"
refused "-v /tmp: not HOST:GUEST" -v /tmp "$guest"
refused "-v /tmp:data: not HOST:GUEST" -v /tmp:data "$guest"
refused "must not contain ','" -v /tmp:/a,b "$guest"
refused "-v /nonexistent: No such file" -v /nonexistent:/x "$guest"
refused "-v $guest: not a directory" -v "$guest:/x" "$guest"
refused "use either -v or --set fs.mount" -v /tmp:/x --set fs.mount=y "$guest"
refused "-e =x: not NAME=VALUE" -e =x "$guest"
refused "--set x: not COMPONENT.NAME=VALUE" --set x "$guest"
refused "--set a=b.c: not COMPONENT.NAME=VALUE" --set a=b.c "$guest"
refused "--set a b.c=d: not COMPONENT.NAME=VALUE" --set "a b.c=d" "$guest"
refused "--machine q36: not one of microvm" --machine q36 "$guest"
refused "--accel hvf: not one of kvm tcg" --accel hvf "$guest"
refused "--timeout 0: not a number" --timeout 0 "$guest"
refused "--timeout 1s: not a number" --timeout 1s "$guest"
refused "--timeout nan: not a number" --timeout nan "$guest"
refused "--gdb=x: not a port" --gdb=x "$guest"
refused "--initrd /nonexistent: No such file" --initrd /nonexistent "$guest"
refused "control character 0x0a" --accel tcg "$guest" "two
lines"
refused "32768 can be passed" --accel tcg "$guest" "$(head -c 33000 /dev/zero | tr '\0' x)"
refused "nosuchqemu: No such file or directory (Debian: apt install" --qemu nosuchqemu "$guest"

status 0 "$UKRUN" --help
says out "Usage: ukrun"
status 0 "$UKRUN" --version
says out "ukrun (ukpool)"
"$UKRUN" --help >/dev/full 2>/dev/null && fail "--help to a full disk succeeded"
exit $failed

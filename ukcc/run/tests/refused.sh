# SPDX-License-Identifier: BSD-3-Clause
# Files that are not images: 127 if there is none, 126 if it cannot be booted.
. "$TESTLIB"

refused()
{
	status "$1" "$UKRUN" --accel tcg -q "$3"
	says err "$2"
}
# damage OFFSET BYTES: a copy of the guest with BYTES (as for printf) at OFFSET
damage()
{
	cp "$guest" "$tmp/damaged"
	printf "$2" | dd of="$tmp/damaged" bs=1 seek="$1" conv=notrunc 2>/dev/null
}

refused 127 "/nonexistent/image: No such file" /nonexistent/image
refused 127 "Not a directory" "$guest/x"
refused 126 "not a regular file" /tmp
refused 126 "not a regular file" /dev/null
: >"$tmp/empty"
refused 126 "too short for an ELF file" "$tmp/empty"
head -c 100 /dev/zero >"$tmp/zeros"
refused 126 "not an ELF file" "$tmp/zeros"
refused 126 "it has no PVH note (is it linked with ukcc?)" "$UKRUN"
if [ "$(id -u)" -ne 0 ]; then
	cp "$guest" "$tmp/secret" && chmod 0 "$tmp/secret"
	refused 126 "Permission denied" "$tmp/secret"
fi

damage 4 '\001'
refused 126 "not an image for x86_64" "$tmp/damaged"
damage 18 '\363'
refused 126 "not an image for x86_64 or aarch64" "$tmp/damaged"
damage 16 '\001'
refused 126 "an object file; link it with ukcc" "$tmp/damaged"
damage 32 '\377\377\377\377'
refused 126 "the program headers are not in the file" "$tmp/damaged"
damage 96 '\377\377\377\377\377\377'
refused 126 "is not in the file (truncated?)" "$tmp/damaged"
damage 88 '\377\377\377\377\377\377'
refused 126 "impossible size or address" "$tmp/damaged"
head -c 5000 "$guest" >"$tmp/damaged"
refused 126 "is not in the file (truncated?)" "$tmp/damaged"
damage 104 '\000\000\000\020'
refused 125 "use a larger -m" "$tmp/damaged"
status 125 "$UKRUN" -q -m 1M "$guest"
says err "use a larger -m"

# An image for Linux only says so of itself and has no PVH note.
sed 's/Xen/Yen/' "$guest_uk" >"$tmp/linux"
refused 126 "link it with -luk-plat-kvm" "$tmp/linux"
# One for bare metal or Xen only has a PVH note, but says so, too.
sed 's/platform kvm/platform xen/' "$guest_uk" >"$tmp/linux"
refused 126 "link it with -luk-plat-kvm" "$tmp/linux"
exit $failed

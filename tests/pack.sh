# SPDX-License-Identifier: BSD-3-Clause
# ukpack: what it makes boots, as CD, USB stick and disk, under SeaBIOS and UEFI; same input, same
# bytes; what cannot be packed is refused, and a failure leaves nothing behind. (Its options
# and the contents of container images: ukcc/tests/pack.test.)
. "$srcdir/tests/lib.sh"
ovmf=/usr/share/OVMF/OVMF_CODE.fd
unset SOURCE_DATE_EPOCH

cat >"$tmp/prog.c" <<'END'
#include <stdio.h>
#include <stdlib.h>
#include <uk/plat.h>

int main(int argc, char **argv)
{
	printf("on %s:", uk_plat->name);
	for (int i = 1; i < argc; i++)
		printf(" [%s]", argv[i]);
	printf("\nenvironment: [%s]\n", getenv("X"));
	printf("module: %.*s\n", (int)uk_boot_info->module_len, (const char *)uk_boot_info->module);
	return 0;
}
END
status 0 "a program builds" ukcc -O2 "$tmp/prog.c" -luk-plat-pc -luk-plat-linux -o "$tmp/prog"
status 0 "httpd builds" ukcc -s -O2 "$srcdir/examples/httpd/httpd.c" -luk-net -luk-virtio-net -luk-plat-pc \
	-luk-plat-linux -o "$tmp/httpd"
cp -p "$tmp/httpd" "$tmp/before"
status 0 "three media in one run" ukpack --iso "$tmp/web.iso" --disk "$tmp/web.img" --oci "$tmp/web.oci" \
	"$tmp/httpd" -- 80
status 0 "the image is not changed" cmp "$tmp/httpd" "$tmp/before"
# GRUB for two firmwares is about 1 MB; the smallest FAT16 is 2 MiB, and partitions are aligned.
image=$(stat -c %s "$tmp/httpd")
for f in iso:1300000 img:4194304; do
	size=$(stat -c %s "$tmp/web.${f%:*}")
	[ "$size" -le $((${f#*:} + image)) ] && ok "size of web.${f%:*}" || not_ok "size of web.${f%:*}: $size, image $image"
done
status 0 "the disk's partition table is right" /usr/sbin/sfdisk --verify "$tmp/web.img"
has "$tmp/out" 'No errors detected' "sfdisk finds no errors in it"

# All machines at a time. machine NAME OPTION…
machine() {
	name=$1
	# A port that no other one of them will take.
	count=$((${count-0} + 1))
	port=$(tap_n=$((tap_n + count)) && free_port)
	shift
	echo "$name" >"$tmp/name.$port"
	timeout 300 qemu-system-x86_64 -accel tcg -display none -nodefaults -vga std -no-reboot -m 256 \
		-serial "file:$tmp/$port.ser" -netdev "user,id=n,hostfwd=tcp:127.0.0.1:$port-:80" \
		-device virtio-net-pci,disable-legacy=on,netdev=n,romfile= "$@" >"$tmp/$port.qemu" 2>&1 </dev/null &
	pids="$pids $!"
	machines="${machines-} $port:$!"
}
machine "SeaBIOS, CD" -cdrom "$tmp/web.iso"
machine "SeaBIOS, ISO as a disk" -drive "file=$tmp/web.iso,format=raw,snapshot=on"
machine "SeaBIOS, disk" -drive "file=$tmp/web.img,format=raw,snapshot=on"
if [ -f "$ovmf" ]; then
	machine "UEFI, CD" -M q35 -bios "$ovmf" -cdrom "$tmp/web.iso"
	machine "UEFI, ISO as a disk" -M q35 -bios "$ovmf" -drive "file=$tmp/web.iso,format=raw,snapshot=on"
	machine "UEFI, disk" -M q35 -bios "$ovmf" -drive "file=$tmp/web.img,format=raw,snapshot=on"
else
	skip "UEFI" "no $ovmf"
fi
for m in $machines; do
	port=${m%:*}
	got=$(fetch "http://127.0.0.1:$port/")
	is "$got" "Hello, world!" "$(cat "$tmp/name.$port"): httpd answers"
	[ -n "$got" ] || tail -c 500 "$tmp/$port.ser" | cat -v | note
	stop "${m#*:}"
done

# Arguments that GRUB, its shell and the image each quote in their own way; environment; boot module.
echo 'what the module says' >"$tmp/module"
# shellcheck disable=SC2016 # no expansion wanted
set -- "it's" 'say "x y"' 'back\slash' 'a\b c\' '$root ${x}' 'two  words' '*' 'a=b' '--' "'" '"' '\' '#x' '{a,b}' ';' 'ü'
wanted="on pc:"
for a; do wanted="$wanted [$a]"; done
for medium in iso disk; do
	status 0 "$medium: with strange arguments" ukpack --$medium "$tmp/prog.$medium" --initrd "$tmp/module" \
		-e 'X=a "b" c' --set pc.exit_port=0x501 "$tmp/prog" -- "$@"
	timeout 60 qemu-system-x86_64 -accel tcg -display none -nodefaults -vga std -no-reboot -m 64 \
		-serial "file:$tmp/ser" -device isa-debug-exit,iobase=0x501,iosize=2 -drive "file=$tmp/prog.$medium,format=raw" \
		>"$tmp/qemu" 2>&1 </dev/null
	is "$(tr -d '\r' <"$tmp/ser" | grep -a -o 'on pc:.*')" "$wanted" "$medium: arguments arrive"
	has "$tmp/ser" 'environment: \[a "b" c\]' "$medium: the environment arrives"
	has "$tmp/ser" 'module: what the module says' "$medium: the boot module arrives"
done

# The same bytes later, elsewhere, by another user's settings; other bytes by another date.
mkdir "$tmp/elsewhere"
cp "$tmp/httpd" "$tmp/elsewhere/"
status 0 "again, elsewhere" env -C "$tmp/elsewhere" TZ=Asia/Tokyo LC_ALL=C.UTF-8 TMPDIR="$tmp/elsewhere" \
	ukpack --iso 2.iso --disk 2.img --oci 2.oci httpd -- 80
status 0 "iso: the same bytes" cmp "$tmp/web.iso" "$tmp/elsewhere/2.iso"
status 0 "disk: the same bytes" cmp "$tmp/web.img" "$tmp/elsewhere/2.img"
status 0 "container image: the same bytes" diff -r "$tmp/web.oci" "$tmp/elsewhere/2.oci"
is "$(ls -A "$tmp/elsewhere" | tr '\n' ' ')" "2.img 2.iso 2.oci httpd " "no temporary files are left"
status 0 "with SOURCE_DATE_EPOCH" env SOURCE_DATE_EPOCH=1700000000 ukpack --iso "$tmp/3.iso" --disk "$tmp/3.img" \
	"$tmp/httpd" -- 80
xorriso -indev "$tmp/3.iso" -find / -exec lsdl >"$tmp/out" 2>/dev/null
is "$(grep -c . "$tmp/out") $(grep -vc 'Nov 14  *2023' "$tmp/out")" "7 0" "all times in the ISO are that"

# refused WORDS NAME ukpack's words…: status 1, WORDS said, nothing written
refused() {
	words=$1 name=$2
	shift 2
	status 1 "$name" "$@"
	has "$tmp/err" "^ukpack: .*$words" "$name: says why"
	[ ! -e "$tmp/no" ] || { not_ok "$name: something was written"; rm -rf "$tmp/no"; }
}
sed 's/\xd6\x50\x52\xe8/\xd6\x50\x52\x00/' "$tmp/prog" >"$tmp/headless"
head -c 3000 "$tmp/prog" >"$tmp/cut"
ukcc -O2 "$tmp/prog.c" -o "$tmp/without"
refused 'multiboot2 header' "no multiboot2 header" ukpack --disk "$tmp/no" "$tmp/headless"
refused 'cut: ' "a truncated image" ukpack --iso "$tmp/no" "$tmp/cut"
refused 'link it with -luk-plat-kvm -luk-plat-linux -luk-plat-pc' "no platform pc" ukpack --iso "$tmp/no" "$tmp/without"
refused 'cannot be passed by GRUB' "an empty argument" ukpack --iso "$tmp/no" "$tmp/prog" -- ''
refused 'control character 0x0a' "a line feed" ukpack --disk "$tmp/no" "$tmp/prog" -- 'a
b'
refused 'an image takes 4095' "a long command line" ukpack --disk "$tmp/no" "$tmp/prog" -- "$(printf '%04095d' 0)"
# shellcheck disable=SC2046 # words
refused 'an image takes 62 arguments' "many arguments" ukpack --disk "$tmp/no" "$tmp/prog" -- $(seq 63)
refused 'nowhere: No such file' "no boot module" ukpack --disk "$tmp/no" --initrd nowhere "$tmp/prog"
refused 'it is empty' "an empty boot module" ukpack --disk "$tmp/no" --initrd /dev/null "$tmp/prog"
refused '/dev/null: exists and is not a regular file' "a device" ukpack --iso /dev/null "$tmp/prog"
refused 'elsewhere: exists and is not a regular file' "a folder" ukpack --disk "$tmp/elsewhere" "$tmp/prog"

# No room: an error; what was there stays, and nothing else does.
cp "$tmp/web.iso" "$tmp/old"
mkdir "$tmp/scratch"
for medium in iso disk; do
	refused 'File too large|failed with status|see above' "$medium: files may not grow" \
		sh -c "ulimit -f 1000; TMPDIR=$tmp/scratch exec ukpack --$medium $tmp/old $tmp/httpd"
done
status 0 "the old file is as it was" cmp "$tmp/web.iso" "$tmp/old"
is "$(ls -A "$tmp/scratch")$(ls -A "$tmp" | grep ukpack-)" "" "no temporary files are left"
if unshare -rm true 2>/dev/null; then
	mkdir "$tmp/small"
	refused 'No space left|see above' "a full disk" unshare -rm sh -c "mount -t tmpfs -o size=1m none $tmp/small &&
		exec ukpack --iso $tmp/small/no $tmp/httpd"
	refused 'No space left|see above' "a full TMPDIR" unshare -rm sh -c "mount -t tmpfs -o size=1m none $tmp/small &&
		TMPDIR=$tmp/small exec ukpack --iso $tmp/no $tmp/httpd"
	for missing in grub-mkimage:grub-common mformat:mtools xorriso:xorriso sfdisk:fdisk; do
		refused "apt install ${missing#*:}\\)" "no ${missing%:*}" unshare -rm sh -c "
			mount --bind /dev/null \$(PATH=\$PATH:/usr/sbin command -v ${missing%:*}) &&
			exec ukpack --iso $tmp/no --disk $tmp/no2 $tmp/prog"
	done
	for missing in i386-pc:grub-pc-bin x86_64-efi:grub-efi-amd64-bin; do
		refused "apt install ${missing#*:}\\)" "no GRUB for ${missing%:*}" unshare -rm sh -c "
			mount -t tmpfs none /usr/lib/grub/${missing%:*} && exec ukpack --iso $tmp/no $tmp/prog"
	done
else
	skip "a full disk, missing tools" "no namespaces for mounts here"
fi

# A tool that fails, and one that takes its time when ukpack is ended.
mkdir "$tmp/bin"
printf '#!/bin/sh\necho it is broken\nexit 3\n' >"$tmp/bin/xorriso"
chmod +x "$tmp/bin/xorriso"
refused 'xorriso failed with status 3' "a tool that fails" env PATH="$tmp/bin:$PATH" ukpack --iso "$tmp/no" "$tmp/prog"
has "$tmp/err" 'it is broken' "what the tool said is shown"
printf '#!/bin/sh\n>%s/slow\nexec sleep 60\n' "$tmp" >"$tmp/bin/xorriso"
PATH="$tmp/bin:$PATH" TMPDIR="$tmp/scratch" setsid ukpack --iso "$tmp/no" "$tmp/prog" 2>"$tmp/err" &
pid=$!
while [ ! -e "$tmp/slow" ] && kill -0 $pid; do sleep 0.05; done
kill -TERM -$pid
wait $pid 2>/dev/null
is "$? $(ls -A "$tmp/scratch")$(ls -A "$tmp" | grep ukpack-)" "143 " "ended by SIGTERM: nothing is left"
finish

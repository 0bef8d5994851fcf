# SPDX-License-Identifier: BSD-3-Clause
# The second architecture from outside: images as Linux processes and on QEMU's virt
# machine with either interrupt controller and devices on either bus; httpd under a short load;
# the stub attacked from inside. Crashes are in safety.sh, packages' suites in
# aarch64-suites.sh. Only where it was built: ./quickstart --targets=x86_64,aarch64
. "$srcdir/tests/lib.sh"

arch=aarch64
if [ ! -e "$builddir/$arch/stamp/all" ]; then
	skip "$arch" "not built: ./quickstart --targets=x86_64,$arch"
	finish
fi
cc=$arch-uk-elf-gcc
process=qemu-$arch-static
[ "$(uname -m)" = $arch ] && process=
boots() { ukrun -q --accel tcg --timeout 60 "$@"; }
secs=${UK_LOAD_SECONDS:-2}

cat >"$tmp/prog.c" <<'END'
#include <stdio.h>
#include <stdlib.h>
int main(int argc, char **argv)
{
	printf("argc=%d last=[%s] FOO=[%s]\n", argc, argv[argc - 1], getenv("FOO") ? getenv("FOO") : "");
	return argc > 1 ? atoi(argv[1]) : 0;
}
END
status 0 "$cc builds it" $cc -O2 "$tmp/prog.c" -o "$tmp/prog"
status 0 "ukinfo reads it" ukinfo "$tmp/prog"
has "$tmp/out" "^target  *$arch-uk-elf$" "and knows what it is for"

for s in 0 1 77 255; do status $s "process: exit status $s" $process "$tmp/prog" $s; done
status 3 "process: arguments and environment" env FOO="b a r" $process "$tmp/prog" 3 'x y "z\'
has "$tmp/out" '^argc=3 last=\[x y "z\\\] FOO=\[b a r\]$' "process: output"
for m in virt virt-gicv2 virt-pci; do
	for s in 0 1 77 255; do status $s "$m: exit status $s" boots --machine $m "$tmp/prog" $s; done
	status 3 "$m: arguments and environment" boots --machine $m -e FOO="b a r" "$tmp/prog" 3 'x y "z\'
	has "$tmp/out" '^argc=3 last=\[x y "z\\\] FOO=\[b a r\]' "$m: output"
done
status 0 "eight MiB of memory suffice" boots -m 8 "$tmp/prog"
status 0 "five GiB of memory" boots -m 5G "$tmp/prog"
for p in kvm linux; do
	status 0 "only $p: builds" $cc -O2 "$tmp/prog.c" -luk-plat-$p -o "$tmp/only-$p"
done
status 3 "only linux: runs as a process" $process "$tmp/only-linux" 3
status 3 "only kvm: boots" boots "$tmp/only-kvm" 3
status 126 "only kvm: as a process it refuses" $process "$tmp/only-kvm"
status 126 "only linux: ukrun refuses" boots "$tmp/only-linux"

cat >"$tmp/cat.c" <<'END'
#include <stdio.h>
#include <ctype.h>
int main(void)
{
	int c;
	while ((c = getchar()) != EOF)
		putchar(toupper(c));
	return ferror(stdin) ? 1 : 0;
}
END
status 0 "a filter builds" $cc -O2 "$tmp/cat.c" -o "$tmp/cat"
printf 'one\ntwo\n' >"$tmp/in"
is "$($process "$tmp/cat" <"$tmp/in")" "ONE
TWO" "process: standard input to its end"
is "$({ sleep 0.1; cat "$tmp/in"; } | timeout 60 $process "$tmp/cat")" "ONE
TWO" "process: a pipe to its end"
for m in virt virt-gicv2 virt-pci; do
	is "$(boots --machine $m "$tmp/cat" <"$tmp/in")" "ONE
TWO" "$m: standard input to its end"
done

status 0 "httpd builds" $cc -O2 "$srcdir/examples/httpd/httpd.c" -luk-net -o "$tmp/httpd"
port=$(free_port)
background $process "$tmp/httpd" "$port"
is "$(fetch "http://127.0.0.1:$port/")" "Hello, world!" "process: httpd answers"
load "http://127.0.0.1:$port/" 16 "process: httpd, 16 connections"
stop "$bg"
for m in virt virt-gicv2 virt-pci; do
	for e in on off; do
		port=$(free_port)
		background ukrun -q --accel tcg --machine $m -p "$port:80" --set virtio.event_idx=$e "$tmp/httpd" 80
		is "$(fetch "http://127.0.0.1:$port/")" "Hello, world!" "$m, event index $e: httpd answers"
		load "http://127.0.0.1:$port/" 16 "$m, event index $e: httpd, 16 connections"
		stop "$bg"
	done
done

# Files of the host, by 9P; an embedded archive.
mkdir "$tmp/dir"
cat >"$tmp/read.c" <<'END'
#include <stdio.h>
int main(int argc, char **argv)
{
	char line[80];
	FILE *f = fopen(argv[1], "r");
	(void)argc;
	if (!f || !fgets(line, sizeof(line), f))
		return perror(argv[1]), 1;
	fputs(line, stdout);
	return 0;
}
END
echo "from the host" >"$tmp/dir/file"
status 0 "a program that reads a file builds" $cc -O2 "$tmp/read.c" --initrd "$tmp/dir" -luk-fs-9p -o "$tmp/read"
is "$($process "$tmp/read" /file)" "from the host" "process: a file of the embedded archive"
for m in virt virt-pci; do
	is "$(boots --machine $m "$tmp/read" /file)" "from the host" "$m: a file of the embedded archive"
	is "$(boots --machine $m -v "$tmp/dir:/host" "$tmp/read" /host/file)" "from the host" "$m: a file over 9P"
done

(cd "$tmp/dir" && echo "from the module" >file && find . | cpio -o -H newc >"$tmp/module") 2>/dev/null
$cc -O2 "$tmp/read.c" -luk-fs-initrd -o "$tmp/module-read" 2>"$tmp/err" || note <"$tmp/err"
for m in virt virt-gicv2; do
	is "$(boots --machine $m --initrd "$tmp/module" "$tmp/module-read" /file)" "from the module" "$m: a file of the boot module"
done

# The stub at EL1: page rights, attacks, interrupts, a dozen kinds of crash.
plat=$builddir/$arch/packages/libuk-plat
guests="machine/tests/guest_protect machine/tests/guest_irq machine/tests/guest_crash"
status 0 "the stub's guests build" make -C "$plat" $guests
for m in virt virt-gicv2 virt-pci; do
	status 0 "$m: page rights, stub, interrupts, crashes" \
		sh "$srcdir/libuk-plat/machine/tests/run_guest.sh" "$plat/machine/tests" --accel tcg --machine $m
done

# Messages about an image for another processor.
status 125 "ukrun: another architecture's machine" ukrun -q --machine q35 "$tmp/prog"
has "$tmp/err" 'is for aarch64, which runs on one of virt' "and says which it has"
status 0 "ukinfo --size reads it" ukinfo --size "$tmp/prog"
has "$tmp/out" '^libuk-plat-kvm  *[1-9]' "and attributes sizes"
finish

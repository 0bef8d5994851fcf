# SPDX-License-Identifier: BSD-3-Clause
# The second architecture: hello, httpd and Lua as Linux processes and on QEMU's
# virt machine with either interrupt controller, and the Check suites of every
# package, linked into images, both ways. Only where it was built:
# ./quickstart --targets=x86_64,aarch64
. "$srcdir/tests/lib.sh"

arch=aarch64
if [ ! -e "$builddir/$arch/stamp/all" ]; then
	skip "$arch" "not built: ./quickstart --targets=x86_64,$arch"
	finish
fi
cc=$arch-uk-elf-gcc
process=qemu-$arch-static
[ "$(uname -m)" = $arch ] && process=
boots() { ukrun -q --accel tcg --timeout 120 "$@"; }

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
for m in virt virt-gicv2 virt-pci; do
	is "$(boots --machine $m "$tmp/cat" <"$tmp/in")" "ONE
TWO" "$m: standard input to its end"
done

# A crash names functions and lines, and has a status of its own.
cat >"$tmp/crash.c" <<'END'
int outer(int *p);
__attribute__((noinline)) static int inner(int *p) { return *(volatile int *)p + 1; }
__attribute__((noinline)) int outer(int *p) { return inner(p) + 1; }
int main(int argc, char **argv) { (void)argv; return outer((int *)(long)(argc - 1)); }
END
status 0 "a program that crashes builds" $cc -g -O1 "$tmp/crash.c" -o "$tmp/crash"
status 139 "process: a crash is status 139" $process "$tmp/crash"
status 139 "virt: a crash is status 139" boots "$tmp/crash"
cat "$tmp/out" "$tmp/err" >"$tmp/both"
has "$tmp/both" 'inner.*crash\.c:2' "virt: it says where"
has "$tmp/both" 'outer.*crash\.c:3' "virt: and who called"

status 0 "httpd builds" $cc -O2 "$srcdir/examples/httpd/httpd.c" -luk-net -o "$tmp/httpd"
port=$(free_port)
background $process "$tmp/httpd" "$port"
is "$(fetch "http://127.0.0.1:$port/")" "Hello, world!" "process: httpd answers"
stop "$bg"
for m in virt virt-gicv2 virt-pci; do
	port=$(free_port)
	background ukrun -q --accel tcg --machine $m -p "$port:80" "$tmp/httpd" 80
	is "$(fetch "http://127.0.0.1:$port/")" "Hello, world!" "$m: httpd answers"
	stop "$bg"
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

# Ports: their recipes and their tests.
for p in newlib zlib hello lua; do
	status 0 "port $p builds and passes its tests" "$srcdir/ports/port" check $p --host $arch-uk-elf --builddir "$builddir/$arch/ports"
	note <"$tmp/out"
done
lua=$builddir/$arch/ports/lua/build/src/lua
cp "$srcdir"/ports/lua/tests/*.lua "$tmp/dir"
for t in language library strings; do
	for m in virt virt-gicv2; do
		status 0 "$m: Lua: $t" boots --machine $m -v "$tmp/dir:/t" "$lua" /t/$t.lua one two
	done
done

# suites KIND COMMAND: every package's Check suites, started by COMMAND.
suites() {
	for obj in "$builddir/$arch"/packages/*; do
		p=$(basename "$obj") l=$builddir/$arch/log/check-$1-$p.log
		# Configured before the pool's Check was there: look again.
		if grep -q "UK_HAVE_CHECK_TRUE.*'#'\|UK_HAVE_CHECK_TRUE\"\]=\"#\"" "$obj/config.status"; then
			(cd "$obj" && ./config.status --recheck && ./config.status) >"$l" 2>&1 || not_ok "$1:$p is configured for Check"
		fi
		find "$obj" -name '*.trs' -delete
		make -C "$obj" check LOG_COMPILER="$2" >"$l" 2>&1
		rc=$?
		n=0
		for trs in $(find "$obj" -name '*.trs' | sort); do
			n=$((n + 1))
			out=${trs%.trs}.log
			checks=$(sed -n 's/.*Checks: \([0-9]*\), Failures.*/ (\1 checks)/p' "$out" | tail -n 1)
			what="$1: $p $(basename "${trs%.trs}")$checks"
			case $(sed -n 's/^:global-test-result: *//p' "$trs") in
			PASS) ok "$what" ;;
			SKIP) skip "$what" "$(tail -n 2 "$out" | head -n 1)" ;;
			*) not_ok "$what"; tail -n 20 "$out" | note ;;
			esac
		done
		[ $rc = 0 ] || [ $n != 0 ] || { not_ok "$1:$p"; tail -n 20 "$l" | note; }
	done
}
suites process "$process"
suites virt "ukrun -q --accel tcg --timeout 300"
finish

# SPDX-License-Identifier: BSD-3-Clause
# One hello, every way to start it: as a process and on each machine type,
# under each accelerator that works; arguments, environment, exit status.
. "$srcdir/tests/lib.sh"

cat >"$tmp/prog.c" <<'END'
#include <stdio.h>
#include <stdlib.h>
int main(int argc, char **argv)
{
	printf("argc=%d last=[%s] FOO=[%s]\n", argc, argv[argc - 1], getenv("FOO") ? getenv("FOO") : "");
	return argc > 1 ? atoi(argv[1]) : 0;
}
END
status 0 "ukcc builds it" ukcc -O2 "$tmp/prog.c" -o "$tmp/prog"

status 0 "process: starts" env FOO=bar "$tmp/prog"
has "$tmp/out" '^argc=1 .*FOO=\[bar\]$' "process: output and environment"
for s in 1 77 200; do status $s "process: exit status $s" "$tmp/prog" $s; done

accels=tcg
if kvm_works "$tmp/prog"; then accels="tcg kvm"; else skip "KVM boots" "no KVM here that runs an image at full speed"; fi
for accel in $accels; do
	machines="microvm microvm-noacpi pc q35"
	# Firmware is emulated for seconds under this kind of KVM: once is enough.
	[ $accel = tcg ] || machines="microvm microvm-noacpi"
	for m in $machines; do
		status 5 "$accel $m: exit status and arguments" \
			ukrun --accel $accel --machine $m --timeout 120 -e FOO="b a r" "$tmp/prog" 5 'x y "z\'
		has "$tmp/out" '^argc=3 last=\[x y "z\\\] FOO=\[b a r\]' "$accel $m: output"
	done
done
for s in 0 1 77 127 128 200 255; do
	status $s "tcg: exit status $s" ukrun --accel tcg --timeout 60 "$tmp/prog" $s
done
status 0 "two MiB of memory suffice" ukrun --accel tcg -m 2 --timeout 60 "$tmp/prog"
status 0 "five GiB of memory" ukrun --accel tcg -m 5G --timeout 120 "$tmp/prog"

for p in kvm linux; do
	status 0 "only $p: builds" ukcc -O2 "$tmp/prog.c" -luk-plat-$p -o "$tmp/only-$p"
done
status 3 "only linux: runs as a process" "$tmp/only-linux" 3
status 3 "only kvm: boots" ukrun --accel tcg --timeout 60 "$tmp/only-kvm" 3
"$tmp/only-kvm" >"$tmp/out" 2>&1
is $? 126 "only kvm: as a process it refuses"
has "$tmp/out" 'ukrun' "only kvm: and says what to do"
status 126 "only linux: ukrun refuses" ukrun --accel tcg --timeout 60 "$tmp/only-linux"

printf 'one\ntwo\n' >"$tmp/in"
cat >"$tmp/cat.c" <<'END'
#include <stdio.h>
#include <ctype.h>
int main(void)
{
	int c, lines = 0;
	while (lines < 2 && (c = getchar()) != EOF) {
		putchar(toupper(c));
		lines += c == '\n';
	}
	return ferror(stdin) ? 1 : 0;
}
END
status 0 "a filter builds" ukcc -O2 "$tmp/cat.c" -o "$tmp/cat"
is "$("$tmp/cat" <"$tmp/in")" "ONE
TWO" "process: standard input"
is "$(ukrun -q --accel tcg --timeout 60 "$tmp/cat" <"$tmp/in")" "ONE
TWO" "tcg: standard input"
finish

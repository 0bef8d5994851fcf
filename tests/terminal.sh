# SPDX-License-Identifier: BSD-3-Clause
# The console as a terminal: a program at a real one, a pseudo-terminal, as a native program, as
# an image in a Linux process, and booted; and bytes that come through a pipe.
. "$srcdir/tests/lib.sh"

status 0 "the driver builds" cc -O2 "$srcdir/tests/terminal/drive.c" -o "$tmp/drive"
status 0 "the program builds natively" cc -O2 "$srcdir/tests/terminal/prog.c" -o "$tmp/native"
status 0 "and as an image" ukcc -O2 "$srcdir/tests/terminal/prog.c" -o "$tmp/image"
cat >"$tmp/plain.c" <<'END'
#include <stdio.h>
int main(void)
{
	char line[80];
	puts("ready");
	while (fgets(line, sizeof(line), stdin))
		printf("[%s]", line);
	return 3;
}
END
status 0 "one without modes builds" ukcc -O2 "$tmp/plain.c" -o "$tmp/plain"
ukrun="ukrun -q --accel tcg --timeout 60"

# typed WANTED-STATUS NAME COMMAND [TEXT KEYS]…: what is seen is in $tmp/seen
typed() {
	want=$1 name=$2 command=$3
	shift 3
	timeout 100 "$tmp/drive" "$@" -- $command >"$tmp/seen" 2>"$tmp/err"
	is $? "$want" "$name: exit status"
	tr -d '\r' <"$tmp/seen" >"$tmp/lines"
}

# session NAME COMMAND: the same is to be seen on each.
del=$(printf '\177')
session() {
	typed 7 "$1" "$2" \
		'> ' 'modes^M' '> ' "abx${del}c^M" '> ' 'junk^Umore one^Wtwo^M' '> ' 'catch^M' '> ' 'lost' 'lost' '^C' \
		'<INT>' 'x^M' '> ' 'raw^M' 'raw now' 'a^C^M^D.' '> ' 'password^M' 'password: ' 'secret^M' \
		'> ' 'counts^M' 'three: ' 'abc' 'MIN: ' 'def' 'pause: ' 'fg' \
		'> ' 'size^M' '> ' 'a^V^Cb^M' '> ' '^D'
	# Of a process this signal comes from the host, a little later.
	has "$tmp/lines" '<WINCH>' "$1: a new size is told"
	sed -z 's/<WINCH>\n//' "$tmp/lines" >"$tmp/lines-$1"
}
session native "$tmp/native"
session process "$tmp/image"
session booted "$ukrun $tmp/image"
has "$tmp/lines-booted" 'lines echo keys icrnl onlcr, 33x77, tty, /dev/tty, 1' "booted: a login's modes"
is "$(cat "$tmp/lines-process")" "$(cat "$tmp/lines-native")" "a process: as a native program"
is "$(cat "$tmp/lines-booted")" "$(cat "$tmp/lines-native")" "booted: as a native program"

# Of a machine: a read of fewer bytes than MIN does not wait for more than it asks for.
typed 7 "booted: a small read" "$ukrun $tmp/image" '> ' 'counts^M' 'three: ' 'abc' 'MIN: ' 'de' \
	'2' 'f' 'pause: ' 'fg' '> ' '^D'

# The keys' default actions; and the way out of an image that does not listen.
typed 130 "native: INT" "$tmp/native" '> ' '^C'
typed 130 "process: INT" "$tmp/image" '> ' '^C'
typed 130 "booted: INT" "$ukrun $tmp/image" '> ' '^C'
typed 131 "booted: QUIT" "$ukrun $tmp/image" '> ' '^\\'
typed 7 "booted: SUSP does nothing" "$ukrun $tmp/image" '> ' '^Z' '^Z' '^D'
typed 130 "booted: the key that ends the run" "$ukrun $tmp/image" '> ' '^]'

# An image that has no modes leaves them to the host's terminal, and so does one that is told.
typed 3 "booted, without modes" "$ukrun $tmp/plain" 'ready' "ax${del}b^M^D"
has "$tmp/lines" '^\[ab' "booted, without modes: the host edits"
typed 130 "booted, without modes: INT ends ukrun" "$ukrun $tmp/plain" 'ready' '^C'
typed 7 "booted, console.tty=off" "$ukrun --set console.tty=off $tmp/image" '> ' 'modes^M' '> ' '^D'
has "$tmp/lines" '^raw, 0x0, tty' "booted, console.tty=off: raw"

# Bytes from a pipe arrive as they are, and nothing is echoed.
printf 'modes\na\003\rb\nlast' >"$tmp/in"
$ukrun "$tmp/image" <"$tmp/in" >"$tmp/out"
is $? 7 "booted, from a pipe: the end of input"
printf '> raw, 0x0, tty, /dev/tty, 1\n> [15: a\003\rb]\n> [4: last]\n> end\n' >"$tmp/want"
sed 's/\[[0-9]*: /[: /' "$tmp/out" >"$tmp/got"
sed 's/\[[0-9]*: /[: /' "$tmp/want" | cmp -s - "$tmp/got"
is $? 0 "booted, from a pipe: byte for byte"
"$tmp/image" <"$tmp/in" >"$tmp/out"
is $? 7 "process, from a pipe: the end of input"
has "$tmp/out" '^> no terminal' "process, from a pipe: no terminal"
for v in 24 x80 24x 24x80x2 0x80 2x99999 yes; do
	$ukrun --set console.tty=$v "$tmp/image" </dev/null >"$tmp/out" 2>&1
	is "$? $(grep -c console.tty "$tmp/out")" "1 1" "console.tty=$v is refused"
done
finish

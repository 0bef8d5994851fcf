# SPDX-License-Identifier: BSD-3-Clause
# The console: every byte, in order, both ways; its end; slow readers.
. "$TESTLIB"
need_qemu
run="$UKRUN -q --accel tcg --timeout 50"

sum()
{
	cksum | cut -d' ' -f1,2
}
# What vlines N writes.
lines()
{
	echo first
	awk -v n="$1" 'BEGIN {
		for (i = 0; i < n; i++) {
			s = sprintf("%4095s", ""); gsub(/ /, sprintf("%c", 97 + i % 26), s); print s
		}
	}'
	echo last
}

# All byte values but Q, by the 16550.
all=$(awk 'BEGIN { for (i = 0; i < 256; i++) if (i != 81) printf "\\%03o", i }')
printf "${all}Q" | $run "$guest" echo >"$tmp/out"
{ echo ready && printf "$all"; } | cmp - "$tmp/out" || fail "serial echo of every byte"

# 300 KB of them through virtio-console, both ways.
i=0
while [ $i -lt 1200 ]; do
	printf "$all"
	i=$((i + 1))
done >"$tmp/many"
{ cat "$tmp/many" && printf Q; } >"$tmp/sent"
$run --console virtio "$guest" vecho <"$tmp/sent" >"$tmp/out"
cmp "$tmp/sent" "$tmp/out" || fail "virtio echo"

# The 16550 and virtio-console in order; a reader that sleeps loses nothing.
want=$(lines 1000 | sum)
same "order of two consoles" "$want" "$($run --console virtio "$guest" vlines 1000 </dev/null | sum)"
same "slow reader" "$want" \
	"$($run --console virtio "$guest" vlines 1000 </dev/null | { sleep 1; sum; })"
# Nor does ukrun itself, when the machine runs and it does not.
for delay in 0.005 0.02 0.04; do
	$run --console virtio "$guest" vlines 1000 </dev/null >"$tmp/out" &
	sleep $delay
	kill -STOP $! 2>/dev/null # if it was not faster
	sleep 0.5
	kill -CONT $! 2>/dev/null
	wait $!
	same "ukrun stopped after $delay s" "$want" "$(sum <"$tmp/out")"
done

# The end of input does not end the machine, and reaches an image that understands it.
status 124 "$UKRUN" -q --accel tcg --timeout 1 "$guest" echo </dev/null
printf 'a\020b\004c\020\020' | $run "$guest_uk" echo >"$tmp/out"
[ ${?} -eq 0 ] || fail "end of input: status"
printf 'ready\na\020b\004c\020\020' | cmp - "$tmp/out" || fail "end of input: bytes"
status 0 $run "$guest_uk" echo </dev/null

# A reader that goes ends the machine, as SIGPIPE ends a process.
{
	$run "$guest" lines 1000000 </dev/null
	echo $? >"$tmp/status"
} | head -n 1 >/dev/null
same "reader gone" 141 "$(cat "$tmp/status")"

# On a terminal: lines, Ctrl-D ends the input, the terminal stays as it was.
if command -v script >/dev/null; then
	{ sleep 1; printf 'hello\n'; sleep 0.3; printf '\004'; sleep 0.3; } |
		TERM=dumb timeout 20 script -qec "$run $guest_uk echo; echo status \$?; stty -a" /dev/null \
			>"$tmp/out" 2>&1
	says out "ready"
	says out "status 0"
	grep -q -e ' icanon' "$tmp/out" && grep -q -e ' echo ' "$tmp/out" || fail "terminal left changed"
	same "echo of the terminal and of the guest" 2 "$(grep -c '^hello' "$tmp/out")"
fi
exit $failed

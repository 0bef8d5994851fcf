# SPDX-License-Identifier: BSD-3-Clause
# A backtrace on the console gets functions and lines; the rest stays as it is.
. "$TESTLIB"
need_qemu

hex()
{
	nm "$guest" | sed -n "s/^\([0-9a-f]*\) . $1\$/\1/p"
}
status 134 "$UKRUN" -q --accel tcg "$guest" trace </dev/null
says out "before"
grep -q '^uk: #0 0x[0-9a-f]\{16\} traced_function\( (.*guest\.c:[0-9]*)\|+0x[0-9a-f]*\)$' "$tmp/out" ||
	fail "frame 0 has no name: $(grep '#0' "$tmp/out")"
grep -q '^uk: #1 0x[0-9a-f]\{16\} guest_main' "$tmp/out" || fail "frame 1 has no name"
grep -q '^uk: #2 0x00000000dead0000$' "$tmp/out" || fail "an address outside the code got a name"
same "lines that are no frames" "uk: #x 0x0
uk: #3 0x1z
after" "$(grep -e '#x' -e '#3' -e after "$tmp/out")"
same "a frame within a line" "xuk: #0 0x$(hex traced_function)" "$(grep xuk "$tmp/out")"
same "an unfinished frame" "uk: #1 0x" "$(tail -n 1 "$tmp/out")"

# The carriage return stays behind what was added.
grep -q "guest_main.*$(printf '\r')\$" "$tmp/out" || fail "the carriage return moved"

# A stripped image: nothing to add, unless another file has the symbols.
cp "$guest" "$tmp/stripped" && strip "$tmp/stripped"
status 134 "$UKRUN" -q --accel tcg "$tmp/stripped" trace </dev/null
grep -q '^uk: #0 0x[0-9a-f]\{16\}$' "$tmp/out" || fail "a stripped image's frame was changed"
status 134 "$UKRUN" -q --accel tcg --symbols "$guest" "$tmp/stripped" trace </dev/null
grep -q '^uk: #0 0x[0-9a-f]\{16\} traced_function' "$tmp/out" || fail "--symbols was not used"
exit $failed

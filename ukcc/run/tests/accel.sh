# SPDX-License-Identifier: BSD-3-Clause
# The choice of the accelerator: KVM where it is fast, else TCG with the reason.
. "$TESTLIB"

status 0 "$UKRUN" -n "$guest"
if grep -q 'microvm, kvm$' "$tmp/err"; then
	says out "-accel kvm"
elif grep -q 'microvm, tcg (.*)$' "$tmp/err"; then
	says out "-accel tcg"
else
	fail "no line about the choice: $(cat "$tmp/err")"
fi

status 0 "$UKRUN" -n --gdb "$guest"
same "with a debugger" "ukrun: microvm, tcg (for the debugger)" "$(cat "$tmp/err")"
status 0 "$UKRUN" -n --accel tcg --machine q35 "$guest"
same "told tcg" "ukrun: q35, tcg" "$(cat "$tmp/err")"
status 0 "$UKRUN" -n --accel kvm "$guest"
same "told kvm" "ukrun: microvm, kvm" "$(cat "$tmp/err")"

# Without the right to use /dev/kvm.
if [ "$(id -u)" -eq 0 ] && [ -e /dev/kvm ] && command -v setpriv >/dev/null; then
	if setpriv --reuid 65534 --clear-groups test -w /dev/kvm; then
		echo "/dev/kvm is for everyone"
	else
		cp "$UKRUN" "$guest" "$tmp" && chmod 755 "$tmp"
		status 0 setpriv --reuid 65534 --clear-groups "$tmp/ukrun" -n "$tmp/guest"
		same "no right" "ukrun: microvm, tcg (/dev/kvm: Permission denied)" "$(cat "$tmp/err")"
		says out "-accel tcg"
	fi
fi
exit $failed

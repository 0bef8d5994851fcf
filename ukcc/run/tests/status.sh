# SPDX-License-Identifier: BSD-3-Clause
# The guest's end is ukrun's exit status, under TCG on every machine and under KVM.
. "$TESTLIB"
need_qemu

for s in 0 1 2 77 124 127 128 200 255; do
	status $s "$UKRUN" -q --accel tcg "$guest" exit $s </dev/null
done
status 134 "$UKRUN" -q --accel tcg "$guest" crash 134 </dev/null
status 139 "$UKRUN" -q --accel tcg "$guest" crash 139 </dev/null
status 5 "$UKRUN" -q --accel tcg "$guest" debugexit 5 </dev/null
status 134 "$UKRUN" -q --accel tcg "$guest" triple </dev/null
says err "the guest crashed: the machine was reset"
for m in microvm-noacpi pc q35; do
	status 42 "$UKRUN" -q --accel tcg --machine $m "$guest" exit 42 </dev/null
done
status 125 "$UKRUN" -q --accel tcg --qemu-arg -nosuchoption "$guest" exit 0 </dev/null
says err "qemu-system-x86_64 failed, with status 1"

# With a debugger nothing runs before it says so.
status 124 "$UKRUN" --timeout 1 --gdb=47811 "$guest" exit 0 </dev/null
says err "waiting for: gdb -ex 'target remote :47811' $guest"

# A forwarded port is there; a second machine cannot have it.
"$UKRUN" -q --accel tcg --timeout 20 -p 47812:80 "$guest" hang </dev/null >"$tmp/hang" 2>&1 &
pid=$!
i=0
until grep -q hanging "$tmp/hang"; do
	i=$((i + 1))
	[ $i -lt 100 ] || break
	sleep 0.1
done
grep -qi ':BAC4 ' /proc/net/tcp || fail "-p 47812:80: nobody listens"
status 125 "$UKRUN" -q --accel tcg -p 47812:80 "$guest" exit 0 </dev/null
says err "Could not set up host forwarding rule"
kill $pid
wait $pid

# The message about the accelerator, and how to be spared it.
status 3 "$UKRUN" --accel tcg "$guest" exit 3 </dev/null
same "message" "ukrun: microvm, tcg" "$(cat "$tmp/err")"
status 3 "$UKRUN" -q --accel tcg "$guest" exit 3 </dev/null
same "quiet" "" "$(cat "$tmp/err")"

if [ -w /dev/kvm ]; then
	for s in 0 1 77 127 200; do
		status $s "$UKRUN" -q --accel kvm "$guest" exit $s </dev/null
	done
	status 134 "$UKRUN" -q --accel kvm "$guest" triple </dev/null
else
	echo "not tried under KVM: no right to use /dev/kvm"
fi

# A descriptor that was closed does not get in the way.
(
	exec <&- >&-
	"$UKRUN" -q --accel tcg "$guest" exit 9
)
[ $? -eq 9 ] || fail "stdin and stdout closed"
exit $failed

# SPDX-License-Identifier: BSD-3-Clause
# Whatever ends ukrun ends QEMU: time, signals, even SIGKILL.
. "$TESTLIB"
need_qemu

# Starts a hanging guest whose QEMU has $mark on its command line; sets $pid.
launch()
{
	mark=ukrun-test-$$-$1
	: >"$tmp/out"
	# Whoever started the tests may ignore SIGHUP (nohup), which is inherited.
	env --default-signal=HUP "$UKRUN" -q --accel tcg --set "test.mark=$mark" "$guest" hang </dev/null \
		>"$tmp/out" 2>"$tmp/err" &
	pid=$!
	i=0
	until grep -q hanging "$tmp/out"; do
		i=$((i + 1))
		[ $i -lt 100 ] || { fail "the guest did not start"; return; }
		sleep 0.1
	done
	alive "-- hang" || fail "no QEMU to be ended"
}
gone()
{
	i=0
	while alive "test.mark=$mark"; do
		i=$((i + 1))
		[ $i -lt 30 ] || { fail "$1: QEMU is still there"; return; }
		sleep 0.1
	done
}

status 124 "$UKRUN" -q --accel tcg --timeout 0.5 "$guest" hang </dev/null
says out "hanging"
says err "still running after 0.5 s"

for sig in TERM HUP; do
	launch $sig
	kill -$sig $pid
	wait $pid
	got=$?
	[ $sig = TERM ] && want=143 || want=129
	same "status after SIG$sig" $want $got
	gone SIG$sig
	same "messages after SIG$sig" "" "$(cat "$tmp/err")"
done

launch KILL
kill -KILL $pid
wait $pid 2>/dev/null
gone SIGKILL

# A reader that does not read does not keep ukrun beyond its time.
"$UKRUN" -q --accel tcg --timeout 1 --console virtio "$guest" vlines 100000 </dev/null 2>/dev/null |
	sleep 4 &
wait $!
sleep 0.1
alive "vlines 100000" && fail "QEMU outlived its time behind a reader that slept"

# QEMU ends without ukrun having to wait for it.
launch qemu
for p in /proc/[0-9]*; do
	grep -qaF "test.mark=$mark" "$p/cmdline" 2>/dev/null &&
		[ "$(readlink "$p/exe" | grep -c qemu)" = 1 ] && kill -KILL "${p#/proc/}"
done
wait $pid
same "status after QEMU was killed" 125 $?
grep -q "killed by signal 9" "$tmp/err" || fail "no message that QEMU was killed"
exit $failed

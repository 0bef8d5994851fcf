#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Exit statuses, the order of constructors and destructors, arguments and
# environment, standard streams. RUN: what runs an image ("" as a process, ukrun).
failed=0
: >exits.in
# A signal from outside, when it is ready
expect_asked() # SIGNAL STATUS TEXT HOW
{
	mkfifo exits.fifo
	sleep 60 >exits.fifo &
	sleeper=$!
	: >exits.err
	# A shell's background processes ignore SIGINT, those of nohup SIGHUP; env gives them back.
	env --default-signal=INT,HUP,TERM ./tests/exits "$4" >exits.out 2>exits.err <exits.fifo &
	pid=$!
	while [ "$(cat exits.err)" != ready ] && kill -0 $pid; do sleep 0.05; done
	for sig in $1; do kill -"$sig" $pid; done
	wait $pid
	got=$?
	kill $sleeper
	if [ "$got" != "$2" ] || [ "$(cat exits.out)" != "$3" ]; then
		echo "FAIL: $4 by $1: status $got (expected $2), output '$(cat exits.out)' (expected '$3')"
		failed=1
	fi
	rm -f exits.fifo exits.out
}
expect() # STATUS TEXT ARGUMENT...
{
	status=$1 text=$2
	shift 2
	# A machine has one console: the crash report is on it too.
	out=$($RUN ./tests/exits "$@" 2>exits.err <exits.in)
	got=$?
	out=$(printf '%s.' "$out" | sed '/^uk: #/d; s/uk: panic.*//')
	out=${out%.}
	if [ "$got" != "$status" ] || [ "$out" != "$text" ]; then
		echo "FAIL: $*: status $got (expected $status), output '$out' (expected '$text')"
		cat exits.err
		failed=1
	fi
}

expect 3 'constructor main second first destructor ' return
expect 7 'constructor main second first destructor ' exit
expect 9 '' _exit
expect 143 '' term
expect 0 'constructor main thread second first destructor ' thread
expect 134 'constructor main ' abort
expect 134 'constructor main handler ' handled
if [ -z "$RUN" ]; then
	UK_TEST='a b'
	export UK_TEST
	expect 0 'constructor main 3 x y [a b] second first destructor ' args 'x y'
	echo one >exits.in
	printf two >>exits.in
	expect 0 'constructor main 1 <one> <two> second first destructor ' cat
	if [ "$(cat exits.err)" != 'error ' ]; then
		echo "FAIL: standard error is not apart: '$(cat exits.err)'"
		failed=1
	fi
	out=$( (sleep 0.3; echo late) | ./tests/exits cat 2>/dev/null)
	if [ "$out" != 'constructor main 1 <late> second first destructor ' ]; then
		echo "FAIL: waiting for input: '$out'"
		failed=1
	fi
	# No terminal: lines stay in the buffer, and whoever flushes it is told what went wrong.
	expect 0 '' lost
	expect 0 'constructor main ' lines
	./tests/exits lines >/dev/full
	if [ $? != 1 ]; then
		echo "FAIL: fflush(stdout) does not fail on a full device"
		failed=1
	fi
	for sig in TERM INT HUP; do
		case $sig in TERM) n=143 ;; INT) n=130 ;; HUP) n=129 ;; esac
		expect_asked $sig $n 'constructor main ' asked
	done
	expect_asked TERM 143 'constructor main ' asked-reading
	expect_asked TERM 5 'constructor main signal 15 second first destructor ' asked-handled
	expect_asked INT 130 'constructor main ' asked-handled
	expect_asked 'TERM INT' 130 'constructor main ' asked-ignored
	expect_asked TERM 143 '' asked-busy # it is not asked: nobody else runs
else
	expect 0 'constructor main 3 x [-] second first destructor ' args x
fi
rm -f exits.err exits.in
exit $failed

# SPDX-License-Identifier: BSD-3-Clause
# What port says: progress on stdout, errors on stderr with the log's name.

die()
{
	echo "${UK_PORTS_NAME:-port}: $*" >&2
	exit 1
}

progress()
{
	if [ -t 1 ]; then
		printf '%s ...' "$1"
	fi
}

progress_end()
{
	if [ -t 1 ]; then
		printf '\r%s: done in %d s\n' "$1" "$2"
	else
		printf '%s: done in %d s\n' "$1" "$2"
	fi
}

# A step failed: which, why (the log's end), and where the rest is.
failed()
{
	[ -t 1 ] && echo
	{
		echo "port: $1: $2 failed; the log ends with"
		tail -n 15 "$3" | sed 's/^/    /'
		echo "port: the whole log is $3"
	} >&2
}

# Called by a recipe's tests: note how many passed and failed, and fail when
# any did or when nothing ran at all.
result()
{
	echo "$1 passed, $2 failed${3:+ ($3)}" >>"$work/result"
	echo "result: $1 passed, $2 failed${3:+ ($3)}"
	[ "$2" -eq 0 ] && [ "$1" -gt 0 ]
}

print_result()
{
	if [ ! -s "$work/result" ]; then
		echo "port: $name: the tests reported nothing" >&2
		return 1
	fi
	sed "s/^/$name: /" "$work/result"
	! grep -Eqv '^[1-9][0-9]* passed, 0 failed' "$work/result"
}

# automake_result LOG [REASON]: the totals of an Automake test suite's log, and why
# tests were skipped.
automake_result()
{
	[ -f "$1" ] || { echo "result: there is no $1"; return 1; }
	cat "$1"
	suite 'make check' "$(automake_count PASS "$1")" \
		"$(($(automake_count FAIL "$1") + $(automake_count ERROR "$1") +
			$(automake_count XPASS "$1")))" \
		"$(automake_count SKIP "$1")" ${2:+"$2"}
}

automake_count()
{
	sed -n "s/^# $1: *\([0-9]*\)\$/\1/p" "$2"
}

# suite NAME PASSED FAILED SKIPPED [REASON...]: result for a named suite, of which
# a recipe may run several; the reasons say why tests were skipped and how many.
suite()
{
	suite_note="$1, $4 skipped"
	suite_counts="$2 $3"
	shift 4
	[ $# -eq 0 ] || suite_note="$suite_note: $*"
	# shellcheck disable=SC2086 # two numbers
	result $suite_counts "$suite_note"
}

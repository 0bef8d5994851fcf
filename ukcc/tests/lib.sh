# SPDX-License-Identifier: BSD-3-Clause
# Sourced by each test: a scratch directory $T, a prefix of the test's own
# ($P, sysroot $S) with the tools just built, and a few words to test with.
# The environment has STAGE, the tree that `make check` installed.

set -u
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES TESTS TEST_LOGS CC CFLAGS CPPFLAGS LDFLAGS CONFIG_SITE DESTDIR
test_name=${0##*/}
T=${TMPDIR:-/tmp}/ukcc-test.$$
P=$T/prefix
S=$P/x86_64-uk-elf
CC=$P/bin/x86_64-uk-elf-gcc
UKCC=$P/bin/ukcc
UKINFO=$P/bin/ukinfo
tests_done=0

fail() {
	echo "$test_name: FAIL: $*"
	for f in out err; do
		test -s "$T/$f" && { echo "--- $f:"; sed 's/^/    /' "$T/$f"; }
	done
	exit 1
}

skip() {
	echo "$test_name: skipped: $*"
	exit 77
}

ok() {
	tests_done=$((tests_done + 1))
	echo "ok $tests_done - $*"
}

# run COMMAND...: its output in $T/out, messages in $T/err, status in $status
run() {
	status=0
	"$@" >"$T/out" 2>"$T/err" || status=$?
}

# succeeds NAME COMMAND...; fails_with STATUS NAME COMMAND...
succeeds() {
	what=$1; shift
	run "$@"
	test $status -eq 0 || fail "$what: status $status: $*"
	ok "$what"
}
fails_with() {
	want=$1; what=$2; shift 2
	run "$@"
	test $status -eq "$want" || fail "$what: status $status, not $want: $*"
	ok "$what"
}

# says TEXT: the last command's messages have it; out_is TEXT: its whole output is that
says() { grep -qF -e "$1" "$T/err" || fail "no message '$1'"; ok "says: $1"; }
says_not() { grep -qF -e "$1" "$T/err" && fail "message '$1'"; ok "does not say: $1"; }
prints() { grep -qF -e "$1" "$T/out" || fail "output has no '$1'"; ok "prints: $1"; }
prints_not() { grep -qF -e "$1" "$T/out" && fail "output has '$1'"; ok "does not print: $1"; }
out_is() { test "$(cat "$T/out")" = "$1" || fail "output is not '$1'"; ok "output: $1"; }

test -n "${STAGE:-}" && test -x "$STAGE/bin/ukcc" || fail "run me by make check (STAGE=$STAGE)"
srcdir=${srcdir:-.}
mkdir -p "$T" || exit 99
trap 'rm -rf "$T"' EXIT
trap 'exit 130' INT TERM HUP
cp -a "$STAGE" "$P" || exit 99
cd "$T" || exit 99
case $srcdir in /*) ;; *) srcdir=$OLDPWD/$srcdir ;; esac
cat >main.c <<'C'
int main(void) { return 0; }
C

# SPDX-License-Identifier: BSD-3-Clause
# Ports that need another one, and several suites of one port.
. "$(dirname "$0")/lib/fixture.sh"

make_archive "$t/machine/demo.tar.xz" 'a text'
source="file $t/machine/demo.tar.xz $(sum "$t/machine/demo.tar.xz")"
recipe "$source"
mkdir "$t/ports/above"
{
	sed '/^port_[cbi][a-z]*()/,/^}/d' "$t/ports/demo/recipe"
	cat <<'END'
port_configure() { needs demo; cp "$needs/lib/second" .; }
port_build() { :; }
port_install() { install_needs demo; mkdir -p "$stage/lib"; cp second "$stage/lib/above"; }
port_check()
{
	passed=yes
	suite one 3 0 2 'no moon' || passed=no
	suite two 1 ${BAD:-0} 0 && [ $passed = yes ]
}
END
} >"$t/ports/above/recipe"
: >"$t/ran"

port check above
is "a port that needs another is built and tested" '[ $rc -eq 0 ]'
is "each suite has its line, with what was skipped" \
	'says "^above: 3 passed, 0 failed (one, 2 skipped: no moon)" && says "^above: 1 passed, 0 failed (two, 0 skipped)"'
is "the sysroot is left as it was" '[ ! -e "$t/sysroot/lib/second" ]'
port install above
is "installed, it brings the other along" '[ -f "$t/sysroot/lib/above" ] && [ -f "$t/sysroot/lib/second" ]'
port clean above
BAD=1 port check above
is "a suite that fails fails the port" '[ $rc -ne 0 ] && says "^above: 1 passed, 1 failed (two"'
recipe "$source" 'port_build() { echo "this compiler is broken"; return 1; }'
port clean above
port check above
is "without what it needs it is not built, and the log says why" \
	'[ $rc -ne 0 ] && says "above: configure failed" && says "this compiler is broken"'
exit $status

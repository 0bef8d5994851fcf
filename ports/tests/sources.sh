# SPDX-License-Identifier: BSD-3-Clause
# Where the sources come from: the order, the refusals, no network if not needed.
. "$(dirname "$0")/lib/fixture.sh"

make_archive "$t/machine/demo.tar.xz" 'from the machine'
make_archive "$t/sources/demo.tar.xz" 'from the user'
machine=$(sum "$t/machine/demo.tar.xz")
user=$(sum "$t/sources/demo.tar.xz")

recipe "file $t/machine/demo.tar.xz $machine"
port install demo
is "an archive of this machine is used" \
	'[ $rc -eq 0 ] && grep -q "from the machine" "$t/sysroot/include/hello.h"'
is "the network is not touched" '[ ! -e "$t/network" ]'

port clean demo
port install demo --sources "$t/sources"
is "an archive with another sum is refused, with both sums" \
	'says "demo.tar.xz is refused: its SHA-256 is $user, the recipe says $machine"'
is "and the next source is taken" \
	'[ $rc -eq 0 ] && grep -q "from the machine" "$t/sysroot/include/hello.h"'

recipe "file /nonexistent/demo.tar.xz $user"
port clean demo
port install demo --sources "$t/sources"
is "the user's directory serves what cannot be had otherwise" \
	'[ $rc -eq 0 ] && grep -q "from the user" "$t/sysroot/include/hello.h"'
port clean demo
UK_SOURCES=$t/sources port install demo
is "UK_SOURCES names it too" '[ $rc -eq 0 ]'

recipe "file /nonexistent/demo.tar.xz $machine"
port clean demo
port install demo --sources "$t/sources"
is "with no good source the step fails" '[ $rc -eq 1 ]'
is "the message says which file to provide" 'says "demo.tar.xz$" && says -- "--sources DIR"'
is "nothing refused is left behind" '[ -z "$(ls "$t/build/demo/fetch" | grep tar)" ]'
is "nothing was unpacked" '[ ! -e "$t/build/demo/src" ]'

port install demo --sources /nonexistent
is "a directory that does not exist is an error" '[ $rc -eq 1 ] && says "no such directory"'

# Upstream: a curl that gives the archive, then one that gives another.
recipe "url https://example.org/demo.tar.xz $machine"
cat >"$t/bin/curl" <<END
#!/bin/sh
while [ \$# -gt 1 ]; do [ "\$1" = --output ] && out=\$2; shift; done
cp "\$SERVED" "\$out"
END
port clean demo
SERVED=$t/machine/demo.tar.xz port install demo
is "an archive from a URL" '[ $rc -eq 0 ]'
port clean demo
SERVED=$t/sources/demo.tar.xz port install demo
is "a URL that serves something else is refused" '[ $rc -eq 1 ] && says "is refused"'
port clean demo
SERVED=$t/machine/demo.tar.xz port install demo --offline
is "--offline does not ask it" '[ $rc -eq 1 ]'
exit $status

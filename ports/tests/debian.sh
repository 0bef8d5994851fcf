# SPDX-License-Identifier: BSD-3-Clause
# The distribution's sources: suites of the machine, versions in order, and the
# system's own apt configuration untouched.
. "$(dirname "$0")/lib/fixture.sh"
. "$top/lib/fetch.sh"

mkdir -p "$t/etc/sources.list.d"
cat >"$t/etc/sources.list" <<END
deb http://mirror.example/debian bookworm main contrib
# deb http://mirror.example/debian trixie main
deb [arch=amd64] http://vendor.example stable main
END
cat >"$t/etc/sources.list.d/debian.sources" <<END
Types: deb
# a comment
URIs: http://deb.example/debian
Suites: bookworm-updates bookworm-backports
Components: main
Signed-By: /usr/share/keyrings/debian.gpg

Types: deb
URIs: https://vendor.example
Suites: nodistro
Components: main
END
debian_suites "$t/etc" bookworm >"$t/suites"
is "one-line sources" \
	'grep -qx "deb-src http://mirror.example/debian bookworm main contrib" "$t/suites"'
key='\[signed-by=/usr/share/keyrings/debian.gpg\]'
is "deb822 sources with their key" \
	'grep -qx "deb-src $key http://deb.example/debian bookworm-updates main" "$t/suites"'
is "nothing else" '[ "$(grep -c . "$t/suites")" -eq 2 ]'

# An archive that has lost the newest version: apt-get knows 1.0-1 only.
make_archive "$t/machine/demo_1.0.orig.tar.xz" 'from the archive'
good=$(sum "$t/machine/demo_1.0.orig.tar.xz")
cat >"$t/bin/apt-get" <<END
#!/bin/sh
echo "apt-get \$*" >>"$t/network"
case "\$*" in
*" update"*) exit 0 ;;
*demo=1.0-1) cp "$t/machine/demo_1.0.orig.tar.xz" . ;;
*) echo "E: Unable to find a source package for demo" >&2; exit 100 ;;
esac
END
recipe "
	debian demo 1.0-2 demo_1.0.orig.tar.xz $good
	debian demo 1.0-1 demo_1.0.orig.tar.xz $good
"
port install demo
is "the next version is taken when the newest is gone" \
	'[ $rc -eq 0 ] && grep -q "from the archive" "$t/sysroot/include/hello.h"'
is "newest first" \
	'[ "$(grep -o "demo=.*" "$t/network" | tr "\n" " ")" = "demo=1.0-2 demo=1.0-1 " ]'
is "every call has a state of its own" \
	'! grep -v "Dir::State::Lists=$t/build/.apt/lists" "$t/network" &&
	 ! grep -v "Dir::Etc::SourceParts=-" "$t/network"'
port clean demo
: >"$t/network"
port fetch demo
is "the index is fetched once a day" '! grep -q " update" "$t/network"'
recipe "debian demo 1.0-1 demo_1.0.orig.tar.xz $(echo x | sha256sum | cut -c1-64)"
port clean demo
port fetch demo
is "a source package with another sum is refused" '[ $rc -eq 1 ] && says "is refused"'
rm -rf "$t/build"
: >"$t/network"
port fetch demo --offline
is "--offline asks nobody" '[ $rc -eq 1 ] && [ ! -s "$t/network" ]'
exit $status

# SPDX-License-Identifier: BSD-3-Clause
# Steps: done once, redone when what they depend on changed, stopped by the
# first command that fails.
. "$(dirname "$0")/lib/fixture.sh"

make_archive "$t/machine/demo.tar.xz" 'a text'
source="file $t/machine/demo.tar.xz $(sum "$t/machine/demo.tar.xz")"
recipe "$source"
: >"$t/ran"

port install demo
is "each step runs once" '[ "$(ran)" = "configure build install " ]'
port install demo
is "a second run redoes nothing" '[ -z "$(ran)" ] && [ $rc -eq 0 ] && [ ! -s "$t/out" ]'
port check demo
is "check runs the tests only" '[ "$(ran)" = "check " ]'
is "and prints the counts" 'says "^demo: 3 passed, 0 failed"'
port check demo
is "tests that passed are not run again, the counts are still said" \
	'[ -z "$(ran)" ] && says "^demo: 3 passed, 0 failed"'
rm "$t/build/demo/stamp.build"
port check demo
is "a build that is done again is tested again" '[ "$(ran)" = "build check " ] && says "^demo: 3 passed, 0 failed"'
rm "$t/build/demo/stamp.configure"
port check demo
is "so is what is configured again" '[ "$(ran)" = "configure build check " ]'
port install demo --prefix "$t/elsewhere"
is "another prefix: installed only" \
	'[ "$(ran)" = "install " ] && [ -f "$t/elsewhere/lib/second" ]'
port install demo --prefix /usr --destdir "$t/dest"
is "--destdir goes before the prefix" '[ -f "$t/dest/usr/lib/second" ]'
ran >/dev/null
FAKE_VERSION=13 port build demo
is "another compiler: configured again" '[ "$(ran)" = "configure build " ]'

cat >"$t/ports/demo/patches/0001-word.patch" <<END
A reason.

--- a/hello.txt
+++ b/hello.txt
@@ -1 +1 @@
-a text
+a better text
END
port install demo
is "a new patch: from the start" '[ "$(ran)" = "configure build install " ]'
is "the patch is in" 'grep -qx "a better text" "$t/sysroot/include/hello.h"'
sed -i 's/-a text/-other text/' "$t/ports/demo/patches/0001-word.patch"
port install demo
is "a patch that does not fit is an error" '[ $rc -eq 1 ] && says "unpack failed"'
rm "$t/ports/demo/patches/0001-word.patch"

ran >/dev/null
recipe "$source" "port_build() { echo one >>'$t/ran'; false; echo two >>'$t/ran'; }"
port install demo
is "a failing command ends its step" '[ $rc -eq 1 ] && [ "$(ran)" = "configure one " ]'
is "the message names step and log" \
	'says "demo: build failed" && says "the whole log is $t/build/demo/log/build.log"'
port install demo
is "a failed step is tried again, those before it are not" '[ "$(ran)" = "one " ]'

recipe "$source" "port_check() { echo look at this; result 3 1; }"
port check demo
is "a failed test fails the command" '[ $rc -eq 1 ] && says "^demo: 3 passed, 1 failed"'
recipe "$source" "port_check() { result 0 0; }"
port check demo
is "no test at all is a failure" '[ $rc -eq 1 ]'
recipe "$source" "port_check() { :; }"
port check demo
is "tests that report nothing are a failure" '[ $rc -eq 1 ] && says "reported nothing"'

recipe "$source" "port_check() { result 5 0; }"
port check demo
recipe "$source" "port_build() { false; }"
port check demo
is "a build that fails has no counts of an older one" '[ $rc -eq 1 ] && ! grep -q "5 passed" "$t/out"'

recipe "$source" "port_build() { echo \"[\${CFLAGS-}\${CC-}\${LIBRARY_PATH-}]\" >>'$t/ran'; }"
ran >/dev/null
CFLAGS=-O9 CC=other LIBRARY_PATH=/usr/lib port build demo
is "the caller's CFLAGS, CC and paths do not reach a build" 'ran | grep -q "\[\]"'

recipe "$source"
mkdir "$t/ports/variant"
cat >"$t/ports/variant/recipe" <<'END'
. "$ports/demo/recipe"
port_base=demo
END
port install variant
ran >/dev/null
port install variant
is "a variant of a port: once" '[ -z "$(ran)" ] && [ $rc -eq 0 ]'
recipe "$source" ': changed'
port install variant
is "and again when the recipe it is made of has changed" '[ "$(ran)" = "configure build install " ]'
rm -r "$t/ports/variant"

recipe "$source" "port_build() { echo build >>'$t/ran'; sleep 1; }"
ran >/dev/null
for n in 1 2; do "$t/ports/port" build demo --builddir "$t/build" >"$t/out$n" 2>&1 & done
wait
is "two runs at once: one builds, the other waits and says so" \
	'[ "$(ran)" = "configure build " ] && grep -q "waiting for another run" "$t/out1" "$t/out2"'

port build nothing
is "an unknown port: the known ones are named" '[ $rc -eq 1 ] && says "there are: demo"'
port build ../demo
is "a path is no name" '[ $rc -eq 1 ] && says "is not the name of a port"'
port frobnicate demo
is "an unknown command" '[ $rc -eq 1 ] && says "unknown command"'
port build demo -j many
is "-j without a number" '[ $rc -eq 1 ] && says "number of jobs"'
port build demo --fast
is "an unknown option" '[ $rc -eq 1 ] && says "unknown option --fast"'
port build
is "no port named" '[ $rc -eq 1 ] && says "which port"'
rm "$t/bin/x86_64-uk-elf-gcc"
port clean demo
PATH=$(echo "$PATH" | tr ':' '\n' | while read -r d; do
	[ -x "$d/x86_64-uk-elf-gcc" ] || printf '%s:' "$d"; done) port build demo
is "no compiler: said before anything is configured" \
	'[ $rc -eq 1 ] && says "build and install ukcc first"'
exit $status

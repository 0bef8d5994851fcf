# SPDX-License-Identifier: BSD-3-Clause
# Installation beside other packages: the manifest, files that another package
# has replaced, files that a new version has no more.
. "$(dirname "$0")/lib/fixture.sh"

make_archive "$t/machine/demo.tar.xz" 'ours'
source="file $t/machine/demo.tar.xz $(sum "$t/machine/demo.tar.xz")"
recipe "$source"
port install demo
m=$t/sysroot/share/ukpool/ports/demo.files
is "the manifest has sums that hold" '(cd "$t/sysroot" && sha256sum -c --quiet "$m")'
is "and every file" '[ "$(cut -c67- "$m" | tr "\n" " ")" = "include/hello.h lib/second " ]'

echo theirs >"$t/sysroot/include/hello.h"
recipe "$source" "port_version=1.1"
port install demo
is "what another package replaced is left alone" \
	'[ $rc -eq 0 ] && grep -qx theirs "$t/sysroot/include/hello.h"'
is "and the log says so" 'says "include/hello.h is another package"'

rm "$t/sysroot/include/hello.h"
port install demo
is "what was deleted comes back" 'grep -qx ours "$t/sysroot/include/hello.h"'
rm -r "$t/sysroot"
: >"$t/ran"
port install demo
is "an emptied prefix is filled again, without building" \
	'[ "$(ran)" = "install " ] && [ -f "$t/sysroot/lib/second" ]'
port install demo
is "and then it is done" '[ -z "$(ran)" ]'

recipe "$source" 'port_install()
	{
		mkdir -p "$stage/include"
		echo new >"$stage/include/hello.h"
	}'
port install demo
is "our own file is updated" 'grep -qx new "$t/sysroot/include/hello.h"'
is "a file that is gone from the version is removed" '[ ! -e "$t/sysroot/lib/second" ]'

recipe "$source" "port_install() { :; }"
port install demo
is "an installation of nothing is an error" '[ $rc -eq 1 ] && says "staged no file"'
exit $status

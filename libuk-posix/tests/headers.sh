#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Each header compiles alone, without a warning, under each standard that
# programs ask for. CC: the compiler; srcdir.
failed=0
n=0
for h in $(cd "$srcdir/include" && find . -name '*.h' | sort); do
	h=${h#./}
	for flags in '-std=c99' '-std=gnu11' '-std=c11 -D_POSIX_C_SOURCE=200809L' '-D_GNU_SOURCE'; do
		n=$((n + 1))
		if ! printf '#include <%s>\n#include <%s>\nint x;\n' "$h" "$h" |
			$CC -I"$srcdir/include" $flags -Wall -Wextra -Wstrict-prototypes -Werror \
				-fsyntax-only -x c -; then
			echo "FAIL: <$h> with $flags"
			failed=1
		fi
	done
done
echo "$n compilations"
[ $n -gt 0 ] || failed=1
exit $failed

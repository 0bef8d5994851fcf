# SPDX-License-Identifier: BSD-3-Clause
# Images of another processor than this machine's cannot be called by their names,
# as the tests of their sources do. $run, the program that starts them, is empty
# where they can.

# runnable FILE...: each becomes a script that starts what it was, FILE.image. For
# programs that are not installed from here.
runnable()
{
	[ -n "$run" ] || return 0
	for f; do
		[ "$(dd if="$f" bs=1 skip=1 count=3 2>/dev/null)" = ELF ] || continue
		mv "$f" "$f.image"
		printf '#!/bin/sh\nexec %s "%s/%s.image" "$@"\n' "$run" "$PWD" "$f" >"$f"
		chmod +x "$f"
	done
}

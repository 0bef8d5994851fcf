# SPDX-License-Identifier: BSD-3-Clause
# Software that knows nothing of us, from the distribution's sources, with its own
# tests run as processes; Lua also booted.
. "$srcdir/tests/lib.sh"
port="$srcdir/ports/port"
for p in newlib mathl lwip check hello zlib lua; do
	if "$port" check $p --builddir "$builddir/ports" >"$builddir/log/port-$p.log" 2>&1; then
		ok "$p: $(grep -E '[0-9]+ passed, [0-9]+ failed' "$builddir/log/port-$p.log" | tail -n 1)"
	else
		not_ok "$p (log: $builddir/log/port-$p.log)"
		tail -n 15 "$builddir/log/port-$p.log" | note
	fi
done
lua=$(find "$builddir/ports" -type f -name lua -perm -u+x | head -n 1)
if [ -n "$lua" ]; then
	is "$(ukrun -q --accel tcg --timeout 60 -m 16 "$lua" -e 'print(string.format("%d %s", 6 * 7, _VERSION))')" \
		"42 Lua 5.4" "lua boots and runs a line"
	mkdir "$tmp/scripts"
	echo 'local t = {} for i = 1, 1000 do t[i] = i end table.sort(t, function(a, b) return a > b end) print(t[1], #t) os.exit(7)' >"$tmp/scripts/sort.lua"
	out=$(ukrun -q --accel tcg --timeout 60 -m 16 -v "$tmp/scripts:/s" "$lua" /s/sort.lua)
	is "$? $out" "7 1000	1000" "lua boots and runs a script from a 9P share"
else not_ok "no lua image"; fi
finish

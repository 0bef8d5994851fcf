# SPDX-License-Identifier: BSD-3-Clause
# Software that knows nothing of us, from the distribution's sources, with its own
# tests run as processes, and booted. Ports that take longer: make check-ports.
. "$srcdir/tests/lib.sh"
. "$srcdir/tests/ports/smoke"
port="$srcdir/ports/port"
for p in newlib mathl lwip check hello zlib lua mawk expat cjson fribidi; do
	if "$port" check $p --builddir "$builddir/ports" >"$builddir/log/port-$p.log" 2>&1; then
		ok "$p: $(grep -E '[0-9]+ passed, [0-9]+ failed' "$builddir/log/port-$p.log" | tail -n 1)"
	else
		not_ok "$p (log: $builddir/log/port-$p.log)"
		tail -n 15 "$builddir/log/port-$p.log" | note
	fi
done
status 0 "the driver's own tests" sh "$srcdir/ports/tests/run"
lua=$(find "$builddir/ports" -type f -name lua -perm -u+x | head -n 1)
if [ -n "$lua" ]; then
	is "$(ukrun -q --accel tcg --timeout 60 -m 16 "$lua" -e 'print(string.format("%d %s", 6 * 7, _VERSION))')" \
		"42 Lua 5.4" "lua boots and runs a line"
	mkdir "$tmp/scripts"
	echo 'local t = {} for i = 1, 1000 do t[i] = i end table.sort(t, function(a, b) return a > b end) print(t[1], #t) os.exit(7)' >"$tmp/scripts/sort.lua"
	out=$(ukrun -q --accel tcg --timeout 60 -m 16 -v "$tmp/scripts:/s" "$lua" /s/sort.lua)
	is "$? $out" "7 1000	1000" "lua boots and runs a script from a 9P share"
else not_ok "no lua image"; fi

# The command of an installation: a library and a program from where it puts them.
export UK_PORTS_BUILD="$builddir/ports"
for p in mawk expat; do
	if ukports build $p --prefix / --destdir "$tmp/dest" >"$tmp/built" 2>&1; then ok "ukports builds $p"; else
		not_ok "ukports builds $p"
		note <"$tmp/built"
	fi
	if smoke_of $p "$tmp/dest/share/ukpool/images"; then ok "$p boots"; else
		not_ok "$p boots"
		note <"$smoke_out"
	fi
done
cat >"$tmp/app.c" <<'END'
#include <expat.h>
#include <stdio.h>
int main(void)
{
	XML_Parser p = XML_ParserCreate(NULL);
	printf("%d\n", XML_Parse(p, "<a><b/></a>", 11, 1));
	XML_ParserFree(p);
	return 0;
}
END
# shellcheck disable=SC2046 # options
status 0 "a program is linked with the installed library by its .pc file" \
	ukcc "$tmp/app.c" $(x86_64-uk-elf-pkg-config --cflags --libs "$tmp/dest/lib/pkgconfig/expat.pc") -o "$tmp/app"
is "$("$tmp/app" 2>&1)" 1 "and works"
unset UK_PORTS_BUILD
status 0 "ukports list" ukports list
has "$tmp/out" '^expat +2\.5\.0 ' "and what it says"
status 0 "ukports --help" ukports --help
status 0 "ukports --version" ukports --version
has "$tmp/out" '^ukports [0-9.]+ \(ukpool\)$' "and what it says"
status 2 "ukports without a command" ukports
status 1 "ukports: an unknown command" ukports bulid mawk
has "$tmp/err" "^ukports: unknown command 'bulid'" "and what it says"
status 1 "ukports: an unknown port" ukports build no-such --builddir "$tmp/b"
has "$tmp/err" "^ukports: no port 'no-such'; there are: bc " "and what it says"
status 1 "ukports: an unknown option" ukports build mawk --no-such
status 1 "ukports without a home" env -u HOME -u XDG_CACHE_HOME ukports build mawk
has "$tmp/err" 'HOME is not set' "and what it says"
finish

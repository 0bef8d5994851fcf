# SPDX-License-Identifier: BSD-3-Clause
# The functions and headers of POSIX.1-2017 (tests/posix/interfaces): each is declared and links, or
# docs/limits.md says that it is absent, and it is.
. "$srcdir/tests/lib.sh"
list=$srcdir/tests/posix/interfaces
cc=$host-gcc

# header name… of each header in one line; "name" or "(name)" where it may be a macro only.
sed -n 's/^\([a-z][^:]*\):\(.*\)/\1\2/p' "$list" | awk '{
	if (!($1 in names)) order[++n] = $1
	h = $1
	for (i = 2; i <= NF; i++) {
		if ($i ~ /^\(/) macro = 1
		name = $i
		gsub(/[()]/, "", name)
		names[h] = names[h] " " (macro ? "(" name ")" : name)
		if ($i ~ /\)$/) macro = 0
	}
} END {for (i = 1; i <= n; i++) print order[i] names[order[i]]}' >"$tmp/headers"
tr ' ' '\n' <"$tmp/headers" | grep -v '[.(]' | sort -u >"$tmp/functions"

# What the table of absent ones has, its patterns filled in.
sed -n '/^## Interfaces of POSIX/,$p' "$srcdir/docs/limits.md" | grep '^| [`–]' >"$tmp/table"
cut -d'|' -f2 "$tmp/table" | grep -o '`[^`]*`' | tr -d '`' | sed 's/\*/.*/g; s/.*/^&$/' >"$tmp/patterns"
grep -f "$tmp/patterns" "$tmp/functions" >"$tmp/absent"
while read -r p; do
	grep -q -e "$p" "$tmp/functions" || echo "$p"
done <"$tmp/patterns" >"$tmp/out"
is "$(cat "$tmp/out")" "" "the table of docs/limits.md has functions of POSIX only"
cut -d'|' -f3 "$tmp/table" | grep -o '`<[^`]*>`' | tr -d '`<>' | sort >"$tmp/absent-headers"

is "$(wc -l <"$tmp/functions") $(grep -o '([a-z_A-Z]*)' "$tmp/headers" | sort -u | wc -l)" "1149 28" \
	"POSIX.1-2017 has 1177 functions, of which 28 may be macros only"

# One program that refers to all of them: what ld does not find is what is absent.
{
	echo 'int main(void) { return 0; }'
	sed 's/.*/extern char &[]; void *p_& = &;/' "$tmp/functions"
} >"$tmp/all.c"
$cc -w -fno-builtin -Wl,--no-gc-sections "$tmp/all.c" -luk-net -lm -o "$tmp/all" 2>"$tmp/out"
grep -o "undefined reference to \`[^']*'" "$tmp/out" | sed "s/.*\`//; s/'//" | sort -u >"$tmp/missing"
grep -q 'undefined reference\|^$' "$tmp/out" || [ -f "$tmp/all" ] || note <"$tmp/out"
is "$(comm -23 "$tmp/missing" "$tmp/absent" | tr '\n' ' ')" "" "every other function links"
is "$(comm -13 "$tmp/missing" "$tmp/absent" | tr '\n' ' ')" "" "what is said to be absent is"

# Each header by itself has its functions, under strict C99 and XSI.
: >"$tmp/without"
while read -r h names; do
	echo "#include <$h>" >"$tmp/header.c"
	if ! $cc -E "$tmp/header.c" -o /dev/null 2>/dev/null; then
		echo "$h" >>"$tmp/without"
		continue
	fi
	for n in $names; do
		n=${n#(}
		n=${n%)}
		grep -qx "$n" "$tmp/absent" || printf '#ifndef %s\nvoid *p_%s = (void *)%s;\n#endif\n' "$n" "$n" "$n"
	done >>"$tmp/header.c"
	$cc -std=c99 -D_XOPEN_SOURCE=700 -fno-builtin -w -fsyntax-only "$tmp/header.c" 2>&1 |
		sed -n "s|.*error: .\([a-zA-Z0-9_]*\). undeclared.*|$h:\1|p; t; s|.*error: |$h: |p"
done <"$tmp/headers" >"$tmp/undeclared"
is "$(cat "$tmp/undeclared")" "" "every header declares its functions"
is "$(sort "$tmp/without")" "$(cat "$tmp/absent-headers")" "every header is there but those said to be absent"
finish

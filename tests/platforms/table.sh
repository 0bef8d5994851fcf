# SPDX-License-Identifier: BSD-3-Clause
# The pages that platforms.sh writes and compares; sourced by it.
table=$builddir/platforms.md
kept=$srcdir/docs/platforms.md

stripped() {
	"$arch-uk-elf-strip" -o "$tmp/stripped" "$1" && stat -c %s "$tmp/stripped"
}
# Lines of C and assembly in the folders named, without tests.
lines() {
	# shellcheck disable=SC2068 # patterns
	(cd "$srcdir" && find $@ -name tests -prune -o -name '*.[chS]' ! -name 'test_*' -print | xargs cat | wc -l)
}

table_begin() {
	cat >"$table" <<END
# Platforms, measured

Written by tests/platforms.sh (\`make platforms\`); \`make check\` says when it is out of date. hello is
examples/hello with full printf, httpd is examples/httpd, both linked for the one platform. Sizes are of the stripped
file. Memory is the least of a few sizes tried (QEMU's \`-m\`; for a process, what was resident under load).
Instructions are the guest's under TCG: from the platform's entry to \`main\`, and for each request over 16 connections
that are kept alive, with the idle time between them. Under Xen they include the hypervisor's own in between; an
initial domain has no network here: domains that serve are in platforms-xen.md.

| architecture | platform | machine | boots | serves | hello, bytes | httpd, bytes | hello, MiB | httpd, MiB | entry to main | a request |
| --- | --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
END
}
row() {
	printf '|' >>"$table"
	for cell; do printf ' %s |' "$cell" >>"$table"; done
	echo >>"$table"
}

# together: hello for each platform and for all in one file, against kvm alone
together() {
	arch=x86_64
	cat >>"$table" <<'END'

## One platform, and all of x86_64's in one file

| platforms | hello, bytes | against kvm | lines of the platform |
| --- | ---: | ---: | ---: |
END
	all= kvm=
	for p in kvm linux pc xen; do
		[ -f "$stage/x86_64-uk-elf/lib/pkgconfig/libuk-plat-$p.pc" ] || continue
		x86_64-uk-elf-gcc -O2 "$hello" "-luk-plat-$p" -o "$tmp/one"
		all="$all -luk-plat-$p"
		s=$(stripped "$tmp/one")
		kvm=${kvm:-$s}
		size_row "$p" "$s" "$(lines "libuk-plat/$p")" 125
	done
	# shellcheck disable=SC2086 # options
	x86_64-uk-elf-gcc -O2 "$hello" $all -o "$tmp/all"
	size_row "$(echo "$all" | sed 's/ -luk-plat-/, /g; s/^, //')" "$(stripped "$tmp/all")" - 160
	cat >>"$table" <<END

The machine that kvm, pc and xen (PVH) share is $(lines libuk-plat/machine) lines, both architectures; the boot core $(lines libuk-plat/boot libuk-plat/bus).
An architecture is $(lines libuk-arch/x86_64 libuk-plat/x86_64 'libuk-plat/*/x86_64') lines (x86_64, all platforms) and $(lines libuk-arch/aarch64 libuk-plat/aarch64 'libuk-plat/*/aarch64') (aarch64).
END
}
size_row() { # NAME SIZE LINES PERCENT-AT-MOST
	percent=$(($2 * 100 / kvm))
	printf '| %s | %s | %d.%02d | %s |\n' "$1" "$2" $((percent / 100)) $((percent % 100)) "$3" >>"$table"
	if [ $percent -le "$4" ]; then ok "hello for $1: $percent % of kvm's"; else not_ok "hello for $1: $percent % of kvm's, not $4"; fi
}

# Rows of both, the same in their first three cells: figures may differ by so many percent.
table_end() {
	if [ -n "${UK_KEEP-}" ]; then
		cp "$table" "$kept"
		ok "kept as docs/platforms.md"
		return
	fi
	awk -F'|' '
		function off(a, b) {return a == b ? 0 : a + 0 && b + 0 ? (a > b ? a / b : b / a) - 1 : 9}
		NF < 12 || $2 ~ /---|architecture/ {next}
		{key = $2 $3 $4}
		NR == FNR {was[key] = $0; next}
		!(key in was) {print "not there: " key; next}
		{
			split(was[key], w, "|")
			for (i = 5; i <= 12; i++)
				if (off($i, w[i]) > (i <= 8 ? .02 : i <= 10 ? .5 : i == 11 && key !~ / (linux|xen) / ? .05 : key ~ / linux / ? 2 : .6))
					print key ": " w[i] "is now " $i
		}' "$kept" "$table" >"$tmp/old"
	if [ -s "$tmp/old" ]; then
		not_ok "docs/platforms.md is true (make platforms writes it)"
		note <"$tmp/old"
	else
		ok "docs/platforms.md is true"
	fi
}

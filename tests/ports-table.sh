# SPDX-License-Identifier: BSD-3-Clause
# Every port: its own tests, its programs linked for kvm alone and booted, their sizes and the
# least memory they do with. Writes build/ports.md, and with UK_KEEP=1 docs/ports.md.
. "$srcdir/tests/lib.sh"
. "$srcdir/tests/ports/smoke"
port=$srcdir/ports/port
table=$builddir/ports.md
ports=${UK_PORTS:-$("$port" list | cut -d' ' -f1)}
sizes='2 3 4 5 6 8 12 16 24 32 48 64 96 128'

# The compiler, but every program is for kvm alone.
mkdir "$tmp/bin" "$tmp/kvm" "$tmp/dest" "$tmp/images"
cat >"$tmp/bin/x86_64-uk-elf-gcc" <<END
#!/bin/sh
exec "$stage/bin/x86_64-uk-elf-gcc" "\$@" -luk-plat-kvm
END
chmod +x "$tmp/bin/x86_64-uk-elf-gcc"

# programs NAME: those it installs
programs() {
	sed -n 's|^.*  share/ukpool/images/||p' "$tmp/dest/share/ukpool/ports/$1.files"
}
# for_kvm NAME: its programs again, in a copy of its build, to $tmp/images
for_kvm() {
	from=$builddir/ports/$1 copy=$tmp/kvm/$1
	mkdir "$copy"
	cp -a "$from/build" "$from/fetch" "$from"/stamp.* "$copy/"
	ln -s "$from/src" "$copy/src"
	rm -f "$copy/stamp.build"
	for prog in $(programs "$1"); do
		find "$copy/build" -type f -name "$prog" -perm -u+x -delete
	done
	PATH=$tmp/bin:$PATH "$port" build "$1" --builddir "$tmp/kvm" || return 1
	for prog in $(programs "$1"); do
		find "$copy/build" -type f -name "$prog" -perm -u+x -exec cp {} "$tmp/images/$prog" \; -quit
		x86_64-uk-elf-strip "$tmp/images/$prog" || return 1
	done
	rm -rf "$copy"
}
# What `port check` said as cells of the table: suites, passed, failed, skipped and why.
counts() {
	sed -n "s/^$1: \([0-9]*\) passed, \([0-9]*\) failed *\((.*)\)*\$/\1 \2 \3/p" "$2" | awk '
		{
			passed += $1; failed += $2
			note = $0; sub(/^[0-9]+ [0-9]+ ?/, "", note); gsub(/^\(|\)$/, "", note)
			if (match(note, /[0-9]+ skipped/)) {
				n = substr(note, RSTART) + 0
				skipped += n
				why = substr(note, RSTART + RLENGTH)
				sub(/^: */, "", why)
				if (n) reasons = reasons (reasons == "" ? "" : "; ") (why == "" ? "said in its log" : why)
				note = substr(note, 1, RSTART - 1)
				sub(/, *$/, "", note)
			}
			if (note == "") note = "its own"
			suites = suites (suites == "" ? "" : "; ") note
		}
		END { printf "%s | %d | %d | %d%s", suites, passed, failed, skipped, reasons == "" ? "" : ": " reasons }'
}

cat >"$table" <<'END'
# Ports, tested and measured

Written by `make check-ports`. The suites are the software's own, run with its images as Linux processes
("ours" are in `ports/NAME/tests`). Images are of x86_64, linked for kvm alone and stripped; memory is the
least of a few sizes (QEMU's `-m`, MiB) with which the image boots and does what `ports/NAME/tests/smoke` says.

| port | version | licence | suites | passed | failed | skipped, and why | image, bytes | memory, MiB |
| --- | --- | --- | --- | ---: | ---: | --- | --- | --- |
END
for p in $ports; do
	case $p in libfdt|posixtestsuite) continue ;; esac # aarch64's; make check-posix
	said=$builddir/log/port-$p.log
	if "$port" check "$p" --builddir "$builddir/ports" >"$said" 2>&1; then
		ok "$p: $(grep -cE '[0-9]+ passed, [0-9]+ failed' "$said") suites"
	else
		not_ok "$p (log: $said)"
		tail -n 15 "$said" | note
	fi
	"$port" install "$p" --builddir "$builddir/ports" --prefix / --destdir "$tmp/dest" >>"$said" 2>&1 ||
		not_ok "$p is installed (log: $said)"
	bytes= mib=
	if [ -n "$(programs "$p")" ]; then
		for_kvm "$p" >>"$said" 2>&1 || not_ok "$p for kvm alone (log: $said)"
		for prog in $(programs "$p"); do
			least=
			smoke_only=$prog
			for m in $sizes; do
				if smoke_of "$p" "$tmp/images" "$m"; then least=$m; break; fi
			done
			smoke_only=
			if [ -n "$least" ]; then ok "$prog boots with $least MiB"; else
				not_ok "$prog boots"
				note <"$smoke_out"
			fi
			bytes="${bytes:+$bytes, }$prog $(stat -c %s "$tmp/images/$prog")"
			mib="${mib:+$mib, }${least:-fails}"
		done
	fi
	"$port" info "$p" >"$tmp/info"
	printf '| %s | %s | %s | %s | %s | %s |\n' "$p" "$(sed -n "1s/^$p //p" "$tmp/info")" \
		"$(sed -n 's/^licence:  *//p' "$tmp/info")" "$(counts "$p" "$said")" "${bytes:-–}" "${mib:-–}" >>"$table"
done
if [ "${UK_KEEP:-}" = 1 ]; then cp "$table" "$srcdir/docs/ports.md"; fi
finish

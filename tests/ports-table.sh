# SPDX-License-Identifier: BSD-3-Clause
# Every port for each architecture that was built: its own tests, its programs linked for kvm alone
# and booted, their sizes and the least memory they do with. Writes build/ports.md, and with
# UK_KEEP=1 docs/ports.md. UK_PORTS: only these ports, UK_PORTS_ARCHS: only these architectures;
# other rows stay as docs/ports.md has them.
. "$srcdir/tests/lib.sh"
. "$srcdir/tests/ports/smoke"
port=$srcdir/ports/port
table=$builddir/ports.md
all=$("$port" list | cut -d' ' -f1)
ports=${UK_PORTS:-$all}
archs=${UK_PORTS_ARCHS:-x86_64 aarch64}
sizes='2 3 4 5 6 8 12 16 24 32 48 64 96 128'
# Not a port of this table: of a platform; make check-posix.
left_out='libfdt posixtestsuite'
# Whose own tests take too long where an emulator runs them: these are built and booted there.
slow='libevent lighttpd mbedtls memcached openssl pcre2 python redis sqlite tcl'

mkdir "$tmp/bin" "$tmp/kvm"
for arch in $archs; do
	mkdir -p "$tmp/$arch/dest" "$tmp/$arch/images" "$tmp/$arch/rows"
	# The compiler, but every program is for kvm alone.
	printf '#!/bin/sh\nexec "%s/bin/%s-uk-elf-gcc" "$@" -luk-plat-kvm\n' "$stage" "$arch" >"$tmp/bin/$arch-uk-elf-gcc"
	chmod +x "$tmp/bin/$arch-uk-elf-gcc"
done

# use ARCH: where its ports are built
use() {
	arch=$1 at=$tmp/$1
	case $arch in
	x86_64) build=$builddir/ports ;;
	*) build=$builddir/$arch/ports ;;
	esac
}
by_port() { do=$1; shift; "$port" "$do" --host "$arch-uk-elf" "$@"; }
# programs NAME: those it installs
programs() {
	sed -n 's|^.*  share/ukpool/images/||p' "$at/dest/share/ukpool/ports/$1.files"
}
# for_kvm NAME: its programs again, in a copy of its build, to $at/images
for_kvm() {
	from=$build/$1 copy=$tmp/kvm/$1
	mkdir "$copy"
	cp -a "$from/build" "$from/fetch" "$from"/stamp.* "$copy/"
	ln -s "$from/src" "$copy/src"
	rm -f "$copy/stamp.build"
	for prog in $(programs "$1"); do
		find "$copy/build" -type f -name "$prog" -perm -u+x -delete
	done
	PATH=$tmp/bin:$PATH by_port build "$1" --builddir "$tmp/kvm" || return 1
	for prog in $(programs "$1"); do
		find "$copy/build" -type f -name "$prog" -perm -u+x -exec cp {} "$at/images/$prog" \; -quit
		"$arch-uk-elf-strip" "$at/images/$prog" || return 1
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
# skips NAME: its own tests are not run here
skips() {
	[ "$arch" != "$(uname -m)" ] && case " $slow " in *" $1 "*) true ;; *) false ;; esac
}

# one NAME: tests, sizes, memory; its row is $at/rows/NAME
one() {
	p=$1 said=$builddir/log/port-$arch-$1.log
	# A pool that changed leaves no mark on a port: always anew.
	rm -f "$build/$p/stamp.configure"
	if skips "$p"; then
		what=build cells="not run: long in an emulator | – | – | –"
	else
		what=check
	fi
	if by_port $what "$p" --builddir "$build" >"$said" 2>&1; then
		ok "$arch: $p: $what: $(grep -cE '[0-9]+ passed, [0-9]+ failed' "$said") suites"
	else
		not_ok "$arch: $p: $what (log: $said)"
		tail -n 15 "$said" | note
	fi
	[ $what = build ] || cells=$(counts "$p" "$said")
	by_port install "$p" --builddir "$build" --prefix / --destdir "$at/dest" >>"$said" 2>&1 ||
		not_ok "$arch: $p is installed (log: $said)"
	bytes= mib=
	if [ -n "$(programs "$p")" ]; then
		for_kvm "$p" >>"$said" 2>&1 || not_ok "$arch: $p for kvm alone (log: $said)"
		for prog in $(programs "$p"); do
			least=
			smoke_only=$prog
			for m in $sizes; do
				if smoke_of "$p" "$at/images" "$m"; then least=$m; break; fi
			done
			smoke_only=
			if [ -n "$least" ]; then ok "$arch: $prog boots with $least MiB"; else
				not_ok "$arch: $prog boots"
				note <"$smoke_out"
			fi
			bytes="${bytes:+$bytes, }$prog $(stat -c %s "$at/images/$prog")"
			mib="${mib:+$mib, }${least:-fails}"
		done
	fi
	about=
	if [ "$arch" = x86_64 ]; then
		"$port" info "$p" >"$tmp/info"
		about="$(sed -n "1s/^$p //p" "$tmp/info") | $(sed -n 's/^licence:  *//p' "$tmp/info") | "
	fi
	printf '| %s | %s%s | %s | %s |\n' "$p" "$about" "$cells" "${bytes:-–}" "${mib:-–}" >"$at/rows/$p"
}
# kept NAME SECTION: its row in that part of docs/ports.md, 1 or 2
kept() {
	awk -v start="| $1 |" -v want="$2" '/^## / { n = 1 } n == want - 1 && index($0, start) == 1' \
		"$srcdir/docs/ports.md"
}
# rows ARCH SECTION: all of them, those that were made now and those that were not
rows() {
	for p in $all; do
		if [ -f "$tmp/$1/rows/$p" ]; then cat "$tmp/$1/rows/$p"; else kept "$p" "$2"; fi
	done
}

for a in $archs; do
	if [ "$a" != x86_64 ] && [ ! -e "$builddir/$a/stamp/all" ]; then
		skip "$a" "not built: ./quickstart --targets=x86_64,$a"
		continue
	fi
	use "$a"
	for name in $ports; do
		case " $left_out " in *" $name "*) ;; *) one "$name" ;; esac
	done
done
{
	cat <<'END'
# Ports, tested and measured

Written by `make check-ports`. The suites are the software's own, run with its images as Linux processes
("ours" are in `ports/NAME/tests`). Images are linked for kvm alone and stripped; memory is the
least of a few sizes (QEMU's `-m`, MiB) with which the image boots and does what `ports/NAME/tests/smoke` says.

| port | version | licence | suites | passed | failed | skipped, and why | image, bytes | memory, MiB |
| --- | --- | --- | --- | ---: | ---: | --- | --- | --- |
END
	rows x86_64 1
	cat <<'END'

## AArch64

The same versions. Suites are run by QEMU's user emulation, images on its virt machine. A port that has no
row here has not been run there.

| port | suites | passed | failed | skipped, and why | image, bytes | memory, MiB |
| --- | --- | ---: | ---: | --- | --- | --- |
END
	rows aarch64 2
} >"$table"
if [ "${UK_KEEP:-}" = 1 ]; then cp "$table" "$srcdir/docs/ports.md"; fi
finish

# SPDX-License-Identifier: BSD-3-Clause
# The boundaries of docs/architecture.md, checked in the sources: no platform or
# architecture in a preprocessor condition outside its folder, and no include of
# a header from a layer above.
. "$srcdir/tests/lib.sh"
cd "$srcdir" || exit 1

names='__x86_64__|__i386__|__aarch64__|__riscv|__linux__|UK_PLAT|PLAT_KVM|PLAT_LINUX'
grep -rnE "^[[:space:]]*#[[:space:]]*(el)?if.*($names)" --include='*.[chS]' libuk-alloc libuk-sched libuk-posix libuk-fs \
	libuk-net libuk-drivers examples >"$tmp/out"
[ -s "$tmp/out" ] && { not_ok "no platform or architecture in a condition"; note <"$tmp/out"; } ||
	ok "no platform or architecture in a condition"

# Which folder of the tree a <uk/…> header is from.
owner() {
	case $1 in
	arch/linux_syscall.h) echo libuk-plat ;; # installed from linux/ARCH/
	*) find libuk-*/include libuk-*/*/include -path "*/include/uk/$1" 2>/dev/null | head -n 1 | cut -d/ -f1 ;;
	esac
}
# layer FOLDER ALLOWED…
layer() {
	folder=$1
	shift
	bad=
	for h in $(grep -rhoE '^#include <uk/[^>]*>' --include='*.[chS]' "$folder" --exclude-dir=tests |
		sed 's/.*<uk\/\(.*\)>/\1/' | sort -u); do
		o=$(owner "$h")
		case " $* $folder " in
		*" $o "*) ;;
		*) bad="$bad $h($o)" ;;
		esac
	done
	is "$bad" "" "$folder includes only what is below it"
}
layer libuk-arch
layer libuk-plat libuk-arch
layer libuk-alloc libuk-arch libuk-plat
layer libuk-sched libuk-arch libuk-plat libuk-alloc
layer libuk-posix libuk-arch libuk-plat libuk-alloc libuk-sched
layer libuk-fs libuk-arch libuk-plat libuk-alloc libuk-sched libuk-posix
layer libuk-net libuk-arch libuk-plat libuk-alloc libuk-sched libuk-posix
layer libuk-drivers libuk-arch libuk-plat libuk-alloc libuk-sched libuk-net libuk-fs

# Below libuk-posix there is no libc but numbers and freestanding headers.
grep -rnE '^#include <' --include='*.[ch]' libuk-arch libuk-plat libuk-alloc libuk-sched --exclude-dir=tests |
	grep -vE '<(uk/.*|errno\.h|std(arg|atomic|bool|def|int|align|noreturn)\.h|limits\.h|string\.h|emmintrin\.h|cpuid\.h|immintrin\.h|x86intrin\.h|float\.h)>' >"$tmp/out"
[ -s "$tmp/out" ] && { not_ok "no libc header below libuk-posix"; note <"$tmp/out"; } || ok "no libc header below libuk-posix"

big=$(git ls-files '*.[chS]' 2>/dev/null | xargs wc -l | awk '$2 != "total" && $1 > 800 {print $2 ":" $1}')
is "$big" "" "no file over 800 lines"
finish

# SPDX-License-Identifier: BSD-3-Clause
# The boundaries of docs/architecture.md, checked in the sources: no platform or
# architecture in a preprocessor condition outside its folder, and no include of
# a header from a layer above.
. "$srcdir/tests/lib.sh"
cd "$srcdir" || exit 1

# condition NAMES FOLDER WHAT: no preprocessor condition has one of NAMES outside a folder FOLDER.
condition() {
	git ls-files '*.[chS]' | grep -vE "^(ports|bench)/|(^|/)$2/" |
		xargs grep -nE "^[[:space:]]*#[[:space:]]*(el)?if.*($1)" | grep -v "ifndef UK_[A-Z_]*_H$" >"$tmp/out"
	is "$(cat "$tmp/out")" "" "no condition on $3 outside its folder"
}
condition '__x86_64|__amd64|__i386|UK_ARCH_X86' x86_64 "architecture x86_64"
condition '__aarch64|__arm__|__ARM_|UK_ARCH_A' aarch64 "architecture aarch64"
condition '__riscv|__mips|__powerpc' none "any other architecture"
for p in kvm linux xen pc; do
	condition "(UK_)?PLAT_$(echo $p | tr a-z A-Z)|__${p}__" $p "platform $p"
done
condition 'HAVE_(KVM|XEN)|UK_PLAT\b' none "which platforms there are"

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
	grep -vE '<(uk/.*|errno\.h|std(arg|atomic|bool|def|int|align|noreturn)\.h|limits\.h|string\.h|emmintrin\.h|arm_neon\.h|libfdt\.h|cpuid\.h|immintrin\.h|x86intrin\.h|float\.h)>' >"$tmp/out"
[ -s "$tmp/out" ] && { not_ok "no libc header below libuk-posix"; note <"$tmp/out"; } || ok "no libc header below libuk-posix"

# UK_NEED() of a symbol that the same file has declared weak brings nothing.
find "$builddir"/packages -name '*.o' | while read -r o; do
	readelf -rsW "$o" 2>/dev/null | awk -v o="${o#"$builddir"/packages/}" '
		/^Relocation section/ {need = index($0, ".uk_need")}
		/^Symbol table/ {need = 0}
		need && /_NONE/ {needed[$NF == 0 ? $(NF - 2) : $NF] = 1}
		$5 == "WEAK" && $7 == "UND" && ($8 in needed) {print o, $8}'
done >"$tmp/out"
is "$(cat "$tmp/out")" "" "no object needs what it declares weak"

big=$(git ls-files '*.[chS]' 2>/dev/null | xargs wc -l | awk '$2 != "total" && $1 > 800 {print $2 ":" $1}')
is "$big" "" "no file over 800 lines"
finish

# SPDX-License-Identifier: BSD-3-Clause
# Sourced after lib.sh: a pool of tiny packages in $S, whose images run as
# Linux processes. Each package has one function of its own name; so a link
# shows what came in.
#
#	base     uk-base -> newlib (libc.a, libc_nano.a), libuk-posix -> libuk-plat
#	plat     libuk-plat-kvm and -linux, both default; kvm has drivers for net
#	slots    heap: libuk-alloc-tlsf (default), libuk-alloc-region
#	classes  libuk-net uses net and needs a heap; libuk-virtio-net serves it
#	other    libuk-net-host works on linux only

# package NAME C-SOURCE PC-LINES...
package() {
	name=$1 source=$2; shift 2
	short=${name#libuk-}
	sym=$(printf %s "$short" | tr - _)
	printf '%s\n' "$source" >"$T/$sym.c"
	printf 'const char uk_anchor_%s[1] = { 0 };\n' "$sym" >>"$T/$sym.c"
	"$CC" -O1 -c "$T/$sym.c" -o "$T/$sym.o" || fail "fixture $name"
	rm -f "$S/lib/$name-impl.a"
	"${CC%gcc}ar" rcs "$S/lib/$name-impl.a" "$T/$sym.o" || fail "fixture $name"
	echo "EXTERN(uk_anchor_$sym) INPUT(-luk-$short-impl)" >"$S/lib/$name.a"
	{
		printf 'prefix=/nowhere\nlibdir=${prefix}/lib\nuk_anchor=uk_anchor_%s\n' "$sym"
		for l; do case $l in *:*) ;; *) printf '%s\n' "$l" ;; esac; done
		printf 'Name: %s\nDescription: test\nVersion: 0.1.0\n' "$name"
		printf 'Libs: -L${libdir} -luk-%s\n' "$short"
		for l; do case $l in *:*) printf '%s\n' "$l" ;; esac; done
	} >"$S/lib/pkgconfig/$name.pc"
}

libc() { # libc NAME VALUE
	printf 'int printf_kind(void) { return %s; }\nvoid libc_only(void) { }\n' "$2" >"$T/libc.c"
	"$CC" -O1 -c "$T/libc.c" -o "$T/libc.o" && "${CC%gcc}ar" rcs "$S/lib/$1.a" "$T/libc.o" ||
		fail "fixture $1"
}

base_pool() {
	case $CC in # the end of a process, with the value of main
	*x86_64*) pool_start='call uk_run\n\tmov %eax, %edi\n\tmov $60, %eax\n\tsyscall' ;;
	*aarch64*) pool_start='bl uk_run\n\tmov x8, #93\n\tsvc #0' ;;
	esac
	libc libc 1
	libc libc_nano 2
	"${CC%gcc}ar" rcs "$S/lib/libm.a" "$T/libc.o"
	printf 'prefix=/nowhere\nName: newlib\nDescription: C library\nVersion: 3.3.0\nLibs: -lc -lm\n' \
		>"$S/lib/pkgconfig/newlib.pc"
	package libuk-plat '
		int main(int, char **);
		__asm__(".globl _start\n_start: '"$pool_start"'");
		int uk_run(void);
		int uk_run(void) { return main(0, 0); }'
	package libuk-posix 'int getpid(void) { return 7; }' 'Requires: libuk-plat >= 0.1'
	printf 'Name: uk-base\nDescription: base\nVersion: 0.1.0\nRequires: newlib libuk-posix\n' \
		>"$S/lib/pkgconfig/uk-base.pc"
	package libuk-plat-kvm 'int plat_kvm = 1;' uk_platform=kvm uk_default_platform=yes \
		uk_driver_net=libuk-virtio-net 'uk_driver_console=libuk-virtio-console' 'Requires: libuk-plat'
	package libuk-plat-linux 'int plat_linux = 1;' uk_platform=linux uk_default_platform=yes \
		uk_driver_net=libuk-net-tap 'Requires: libuk-plat'
}

full_pool() {
	base_pool
	package libuk-alloc-tlsf 'char uk_provides_heap[1]; int heap_kind(void) { return 1; }' \
		uk_slot=heap uk_slot_default=yes
	package libuk-alloc-region 'char uk_provides_heap[1]; int heap_kind(void) { return 2; }' uk_slot=heap
	package libuk-virtio-net 'int virtio_net_here = 1;' uk_platforms=kvm
	package libuk-net-tap 'int net_tap_here = 1;' uk_platforms=linux
	package libuk-net '
		__asm__(".pushsection .uk_need,\"\",%progbits\n\t.dc.a uk_class_net, uk_provides_heap\n\t.popsection");
		int socket(void) { return 1; }
		int bind(void) { return 0; }' uk_uses=net uk_needs=heap 'Requires: libuk-posix'
	package libuk-net-host 'int socket(void) { return 3; }' uk_platforms=linux
}

# defines IMAGE SYMBOL; defines_not IMAGE SYMBOL
defines() { nm "$1" | grep -q " [A-Za-z] $2\$" || fail "$1 has no $2"; ok "$1 has $2"; }
defines_not() { nm "$1" | grep -q " [A-Za-z] $2\$" && fail "$1 has $2"; ok "$1 has no $2"; }

# SPDX-License-Identifier: BSD-3-Clause
# What programs may ask of the whole, and get an answer: memory that is refused at each
# allocation, ten thousand descriptors, senseless arguments. As processes and booted.
. "$srcdir/tests/lib.sh"
wraps=-Wl,--wrap=uk_malloc,--wrap=uk_zalloc,--wrap=uk_memalign,--wrap=uk_realloc,--wrap=uk_page_alloc,--wrap=uk_page_alloc_aligned

# builds NAME OPTION… SOURCE…
builds() {
	name=$1
	shift
	status 0 "$name is built" x86_64-uk-elf-gcc -Wall -Wextra -Werror -O2 -D_GNU_SOURCE -I"$srcdir/libuk-posix" -I"$srcdir/tests/posix" \
		-o "$tmp/$name" "$@" -lcheck -lm
}
# passes NAME COMMAND…: a Check suite; its numbers are in the log
passes() {
	name=$1
	shift
	status 0 "$name" "$@"
	grep -h '^[0-9]*%: Checks' "$tmp/out" | note
}

t=$srcdir/libuk-posix/tests
builds inject "$wraps" --set fs.root=ram "$srcdir"/tests/posix/inject*.c "$t/inject.c" "$t/inject_fd.c" "$t/inject_image.c" -luk-net -luk-fs-ram
passes "each allocation refused, process" env UK_PARAMS=net.dev=none timeout 300 "$tmp/inject"
passes "each allocation refused, booted" ukrun -q --timeout 300 "$tmp/inject"

builds descriptors --set fs.root=ram "$srcdir/tests/posix/descriptors.c" -luk-net -luk-fs-ram
passes "10,000 descriptors, process" env UK_PARAMS=net.dev=none timeout 300 "$tmp/descriptors"
passes "10,000 descriptors, booted with 64 MiB" ukrun -q -m 64 --timeout 300 "$tmp/descriptors"

# Nothing else brings in what sets priorities.
cat >"$tmp/alone.c" <<'END2'
#include <sched.h>
int main(void)
{
	struct sched_param p;

	return sched_getparam(0, &p) || sched_setparam(0, &p) || sched_setscheduler(0, SCHED_OTHER, &p);
}
END2
builds alone "$tmp/alone.c"
status 0 "sched_setparam alone in an image" "$tmp/alone"

# The tables are Linux's: its C library says the same. Compilers see that they make no sense (-w).
status 0 "arguments is built natively" gcc -w -O1 -D_GNU_SOURCE -DNATIVE -I"$srcdir/libuk-posix" -o "$tmp/native" \
	"$srcdir"/tests/posix/arguments*.c $(pkg-config --libs check) -lrt
mkdir "$tmp/here"
cd "$tmp/here" || exit 1
passes "senseless arguments, on Linux" env CK_FORK=no timeout 60 "$tmp/native"
builds arguments -w "$srcdir"/tests/posix/arguments*.c -luk-net -luk-fs-ram -luk-sched-preempt
passes "senseless arguments, process, in memory" env UK_PARAMS='net.dev=none fs.root=ram' timeout 60 "$tmp/arguments"
passes "senseless arguments, process, files and sockets of the host" timeout 60 "$tmp/arguments"
passes "senseless arguments, booted" ukrun -q --timeout 200 "$tmp/arguments"
finish

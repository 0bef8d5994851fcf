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
finish

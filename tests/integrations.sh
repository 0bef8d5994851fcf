# SPDX-License-Identifier: BSD-3-Clause
# Others' build systems against an installed tree that was moved: Autoconf's site file, whose
# answers are held against what an image says; and a library, a test that is run, and an
# installation by Autotools, CMake and Meson, for each architecture that was built.
. "$srcdir/tests/lib.sh"

here=$tmp/elsewhere/pool
mkdir -p "$tmp/elsewhere"
cp -a "$stage" "$here"
PATH="$here/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
projects=$srcdir/tests/integrations
cp -R "$projects" "$tmp/src"
status 0 "autoreconf" sh -c "cd '$tmp/src/autotools' && autoreconf -fi"

# oracle ARCH: what configure finds when it runs its programs, in $tmp/ARCH/oracle/config.cache
oracle() {
	mkdir -p "$tmp/$1/oracle"
	cc=$1-uk-elf-gcc
	if [ "$(uname -m)" != "$1" ]; then # run by QEMU what was linked
		cc=$tmp/$1/cc
		cat >"$cc" <<-END
		#!/bin/sh
		$1-uk-elf-gcc "\$@" || exit
		[ -f conftest ] && [ "\$(dd if=conftest bs=1 skip=1 count=3 2>/dev/null)" = ELF ] || exit 0
		mv conftest conftest.image
		printf '#!/bin/sh\nexec qemu-$1-static ./conftest.image "\$@"\n' >conftest
		chmod +x conftest
		END
		chmod +x "$cc"
	fi
	status 0 "$1: configure asks images" sh -c \
		"cd '$tmp/$1/oracle' && CONFIG_SITE=/dev/null CC='$cc' '$tmp/src/autotools/configure' --host=$1-uk-elf --prefix=/nowhere --cache-file=config.cache"
	has "$tmp/out" 'cross compiling\.\.\. no' "and runs them"
	site=$("$here/bin/ukcc" --target="$1" --print-config-site)
	wrong= n=0
	for answer in $(sed -n 's/^ *: "${\(ac_cv_[a-z0-9_]*=[^}]*\)}"$/\1/p' "$site"); do
		n=$((n + 1))
		grep -qxF "${answer%%=*}=\${$answer}" "$tmp/$1/oracle/config.cache" ||
			wrong="$wrong $answer (image: $(grep "^${answer%%=*}=" "$tmp/$1/oracle/config.cache"))"
	done
	is "$wrong" "" "each of the $n answers of config.site is an image's"
	if [ $n -gt 10 ]; then ok "it has answers"; else not_ok "it has answers: $n"; fi
}

autotools() {
	mkdir -p "$tmp/$1/autotools"
	status 0 "$1: autotools: configure, host and build named" sh -c \
		"cd '$tmp/$1/autotools' && CONFIG_SITE=\$(ukcc --target=$1 --print-config-site) '$tmp/src/autotools/configure' --build=x86_64-pc-linux-gnu --host=$1-uk-elf"
	has "$tmp/out" 'cross compiling\.\.\. yes' "runs nothing"
	has "$tmp/out" 'compatible malloc\.\.\. \(cached\) yes' "and has config.site's answers"
	has "$tmp/out" 'for fork\.\.\. no' "fork is missing"
	run="qemu-$1-static"
	[ "$(uname -m)" != "$1" ] || run=
	status 0 "make" make -C "$tmp/$1/autotools"
	status 0 "make check" make -C "$tmp/$1/autotools" check LOG_COMPILER="$run"
	has "$tmp/out" '^# PASS: *1$' "ran its test"
	status 0 "make install" make -C "$tmp/$1/autotools" install
	is "$("$1-uk-elf-pkg-config" --variable=libdir greet)" "$here/$1-uk-elf/lib" "it is in the sysroot"
	# The site file is found by --prefix alone; what configure says before it misses its compiler.
	mkdir "$tmp/$1/prefix"
	(cd "$tmp/$1/prefix" && "$tmp/src/autotools/configure" --host="$1-uk-elf" --prefix="$here/$1-uk-elf" CC=false) >"$tmp/out" 2>&1
	has "$tmp/out" "loading site script $here/$1-uk-elf/share/config.site" "the site file is found by --prefix alone"
}

cmake_() {
	status 0 "$1: cmake" cmake -G Ninja -S "$tmp/src/cmake" -B "$tmp/$1/cmake" \
		-DCMAKE_TOOLCHAIN_FILE="$(ukcc --target="$1" --print-cmake-toolchain)" -DCMAKE_BUILD_TYPE=Release
	has "$tmp/out" '^-- greet: 1, run: 0/7, runs: 1, fork: , host: $' "it sees the sysroot and runs images"
	status 0 "build" cmake --build "$tmp/$1/cmake"
	status 0 "ctest" sh -c "cd '$tmp/$1/cmake' && ctest"
	has "$tmp/out" '100% tests passed, 0 tests failed out of 1' "ran its test"
	status 0 "install" cmake --install "$tmp/$1/cmake"
	is "$(find "$here/$1-uk-elf/lib" -name 'libtwice.a' -o -name twice-config.cmake | wc -l)" 2 "it is in the sysroot"
	status 0 "another project finds the package" cmake -G Ninja -S "$tmp/src/cmake/user" -B "$tmp/$1/user" \
		-DCMAKE_TOOLCHAIN_FILE="$(ukcc --target="$1" --print-cmake-toolchain)"
	status 0 "and is linked with it" cmake --build "$tmp/$1/user"
}

meson_() {
	ukcc --target="$1" --print-meson-cross >"$tmp/$1/cross.ini"
	status 0 "$1: meson" meson setup --cross-file "$tmp/$1/cross.ini" "$tmp/$1/meson" "$tmp/src/meson"
	has "$tmp/out" 'Message: greet: true, runs: 0, fork: false, host: false' "it sees the sysroot and runs images"
	status 0 "build" ninja -C "$tmp/$1/meson"
	status 0 "meson test" meson test -C "$tmp/$1/meson"
	has "$tmp/out" '^Ok: *1 *$' "ran its test"
	status 0 "meson install" meson install -C "$tmp/$1/meson"
	if [ -f "$here/$1-uk-elf/lib/libthrice.a" ]; then ok "it is in the sysroot"; else not_ok "it is in the sysroot"; fi
	# The installed cross file, found by its name where data are looked for.
	status 0 "the installed cross file, by its name" env XDG_DATA_DIRS="$here/share" \
		meson setup --cross-file "$1-uk-elf" "$tmp/$1/meson2" "$tmp/src/meson"
}

for arch in x86_64 aarch64; do
	if [ ! -d "$here/$arch-uk-elf/lib/pkgconfig" ] || ! "$arch-uk-elf-pkg-config" --exists newlib 2>/dev/null; then
		skip "$arch" "not built: ./quickstart --targets=x86_64,$arch"
		continue
	fi
	oracle $arch
	autotools $arch
	cmake_ $arch
	meson_ $arch
done
status 0 "an image of each boots" ukrun -q --accel tcg --timeout 60 "$tmp/x86_64/cmake/twice-test"
if grep -rIlF "$stage" "$here/share" "$here"/*-uk-elf/share "$here"/*-uk-elf/lib/cmake >"$tmp/out" 2>/dev/null; then
	not_ok "no file of theirs names the build's folders"
	note <"$tmp/out"
else ok "no file of theirs names the build's folders"; fi
finish

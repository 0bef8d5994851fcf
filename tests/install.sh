# SPDX-License-Identifier: BSD-3-Clause
# The installed tree: DESTDIR, moved elsewhere, used from there; an autotools
# and a plain-make project build with it.
. "$srcdir/tests/lib.sh"

status 0 "make install DESTDIR=" make -C "$builddir" install prefix=/opt/uk DESTDIR="$tmp/dest"
mkdir "$tmp/elsewhere"
mv "$tmp/dest/opt/uk" "$tmp/elsewhere/moved pool" 2>/dev/null
here="$tmp/elsewhere/moved pool"
# From here on only the moved tree is on the path.
PATH="$here/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
is "$(x86_64-uk-elf-gcc -print-sysroot)" "$here/x86_64-uk-elf" "the sysroot moved along"
status 0 "hello compiles" ukcc -O2 "$srcdir/examples/hello/hello.c" -o "$tmp/hello"
status 0 "and runs" "$tmp/hello"
status 0 "httpd compiles" ukcc -O2 "$srcdir/examples/httpd/httpd.c" -luk-net -o "$tmp/httpd"
status 0 "and boots" ukrun -q --accel tcg --timeout 60 "$tmp/hello"
is "$(x86_64-uk-elf-pkg-config --modversion newlib)" 3.3.0 "pkg-config sees the pool"
if x86_64-uk-elf-pkg-config --exists check libpkgconf; then not_ok "pkg-config does not see the host"; else ok "pkg-config does not see the host"; fi
if grep -rIl "$stage" "$here" >"$tmp/out" 2>/dev/null; then
	not_ok "no installed text file names the build's folders"
	note <"$tmp/out"
else ok "no installed text file names the build's folders"; fi

mkdir "$tmp/proj"
cat >"$tmp/proj/configure.ac" <<'END'
AC_INIT([proj], [1])
AM_INIT_AUTOMAKE([foreign])
AC_PROG_CC
AC_CHECK_FUNCS([socket fork memcpy getline])
AC_CHECK_HEADERS([sys/socket.h linux/if.h poll.h])
AC_CHECK_SIZEOF([long])
AC_RUN_IFELSE([AC_LANG_PROGRAM([], [])], [echo "run test: works"], [echo "run test: fails"], [echo "run test: cross"])
AC_CONFIG_FILES([Makefile])
AC_OUTPUT
END
printf 'bin_PROGRAMS = proj\ncheck_PROGRAMS = t\nTESTS = t\n' >"$tmp/proj/Makefile.am"
cp "$srcdir/examples/hello/hello.c" "$tmp/proj/proj.c"
cp "$srcdir/examples/hello/hello.c" "$tmp/proj/t.c"
(cd "$tmp/proj" && autoreconf -fi) >"$tmp/out" 2>&1 || note <"$tmp/out"
status 0 "an autotools project: ./configure --host=x86_64-uk-elf" sh -c "cd '$tmp/proj' && ./configure --host=x86_64-uk-elf"
has "$tmp/out" 'run test: works' "its run tests run"
has "$tmp/out" 'checking for fork... no' "fork is detected as missing"
has "$tmp/out" 'checking for memcpy... yes' "memcpy is there"
has "$tmp/out" 'linux/if.h... no' "Linux headers are not there"
has "$tmp/out" 'size of long... 8' "sizes are right"
status 0 "make" make -C "$tmp/proj"
status 0 "make check" make -C "$tmp/proj" check
finish

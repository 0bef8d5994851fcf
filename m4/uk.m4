# SPDX-License-Identifier: BSD-3-Clause
# uk.m4 - what every package of the pool needs of Autoconf.
#
# UK_PACKAGE([LIB ...])
#   After AC_INIT and AM_INIT_AUTOMAKE. Finds the compiler; LIBs are names
#   without "libuk-" for each of which a linker script libuk-LIB.a
#   (EXTERN(uk_anchor_LIB) INPUT(-luk-LIB-impl)) is made, for
#       uklibdir = $(libdir)
#       nodist_uklib_DATA = libuk-LIB.a
#   Conditional UK_NATIVE: configured for the build machine itself, which is
#   for running the Check suites under ASan and UBSan, not for installing.
#   Conditionals UK_ARCH_X86_64, UK_ARCH_AARCH64: the architecture.
#   Substitutes UK_CPPFLAGS, UK_CFLAGS, UK_LDFLAGS, CHECK_CFLAGS, CHECK_LIBS,
#   UK_ARCH (folder of the architecture), pkgconfigdir, UK_EMULATOR (what
#   starts an image as a process: nothing if it is for this machine's processor) and, the same,
#   LOG_COMPILER, which a run in virtual machines replaces.
AC_DEFUN([UK_PACKAGE], [
AC_REQUIRE([AC_CANONICAL_HOST])
AC_REQUIRE([AC_PROG_CC])
AC_REQUIRE([AM_PROG_AS])
AC_REQUIRE([AM_PROG_AR])
AC_REQUIRE([AC_PROG_RANLIB])
AS_CASE([$host],
  [*-uk-elf*|*-uk-eabi*], [uk_native=no],
  [uk_native=yes])
AM_CONDITIONAL([UK_NATIVE], [test $uk_native = yes])
UK_ARCH=$host_cpu
AC_SUBST([UK_ARCH])
dnl Automake writes down names of sources, so each folder of an architecture has its
dnl sources.am, which Makefile.am includes under one of these.
m4_foreach_w([uk_arch], [x86_64 aarch64], [
AM_CONDITIONAL([UK_ARCH_]m4_toupper(uk_arch), [test $UK_ARCH = ]uk_arch)])
LOG_COMPILER=
AS_IF([test $uk_native = no && test "$host_cpu" != "$build_cpu"],
  [LOG_COMPILER=qemu-$UK_ARCH-static])
UK_EMULATOR=$LOG_COMPILER
AC_SUBST([UK_EMULATOR])
AC_SUBST([LOG_COMPILER])
dnl Defaults of our own; the user's CFLAGS win (AC_PROG_CC noted whether there were any).
uk_user_cflags=$ac_test_CFLAGS
AC_ARG_ENABLE([werror],
  [AS_HELP_STRING([--enable-werror], [treat compiler warnings as errors])],
  [], [enable_werror=no])
UK_CFLAGS="-Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes"
AS_IF([test "x$enable_werror" = xyes], [UK_CFLAGS="$UK_CFLAGS -Werror"])
UK_CPPFLAGS='-I$(top_srcdir)/include'
UK_LDFLAGS=
AS_IF([test $uk_native = yes], [
  dnl The pool's public headers without its libc's: installed by ukcc and the packages.
  AC_PATH_PROG([UKCC], [ukcc])
  AS_IF([test -z "$UKCC"],
    [AC_MSG_ERROR([a native build only runs the tests and needs the installed pool's headers: put ukcc on PATH, or configure with --host=x86_64-uk-elf])])
  uk_sysroot=`$UKCC -print-sysroot`
  mkdir -p native-include
  rm -f native-include/uk
  ln -s "$uk_sysroot/include/uk" native-include/uk
  UK_CPPFLAGS="$UK_CPPFLAGS -I\$(top_builddir)/native-include -DUK_NATIVE_TEST=1"
  AS_IF([test -z "$uk_user_cflags"], [CFLAGS="-g -O1"])
  UK_CFLAGS="$UK_CFLAGS -fno-pie -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all"
  UK_LDFLAGS="-no-pie -fsanitize=address,undefined"
], [
  dnl A package whose code is not hot sets uk_default_cflags="-g -Os" before UK_PACKAGE.
  AS_IF([test -z "$uk_user_cflags"], [CFLAGS=${uk_default_cflags="-g -O2"}])
  dnl A pool package belongs into the sysroot of the compiler that builds it.
  AS_IF([test "x$prefix" = xNONE], [
    prefix=`$CC -print-sysroot`
    AC_MSG_NOTICE([installing into $prefix])])
  uk_sysroot=`$CC -print-sysroot`
])
dnl `make` regenerates configure when configure.ac changes: it must find this file again.
ACLOCAL="ACLOCAL_PATH='$uk_sysroot/../share/aclocal' $ACLOCAL"
AC_SUBST([UK_CFLAGS])
AC_SUBST([UK_CPPFLAGS])
AC_SUBST([UK_LDFLAGS])
AC_SUBST([UK_SYSROOT], [$uk_sysroot])
AC_SUBST([pkgconfigdir], ['$(libdir)/pkgconfig'])
dnl Check, for the tests: the pool's own in an image, the distribution's natively.
AC_ARG_VAR([CHECK_CFLAGS], [C compiler flags for Check])
AC_ARG_VAR([CHECK_LIBS], [linker flags for Check])
AC_CHECK_TOOL([UK_PKG_CONFIG], [pkg-config], [false])
uk_have_check=no
AS_IF([$UK_PKG_CONFIG --exists 'check >= 0.10'], [
  uk_have_check=yes
  : ${CHECK_CFLAGS=`$UK_PKG_CONFIG --cflags check`}
  : ${CHECK_LIBS=`$UK_PKG_CONFIG --libs check`}])
AM_CONDITIONAL([UK_HAVE_CHECK], [test $uk_have_check = yes])
dnl The linker scripts that make plain -luk-LIB bring a package in.
m4_foreach_w([uk_lib], [$1], [
AC_CONFIG_COMMANDS([libuk-]uk_lib[.a],
  [echo '/* GNU ld script: see uk/anchor.h */ EXTERN(uk_anchor_]m4_translit(uk_lib, [-], [_])[) INPUT(-luk-]uk_lib[-impl)' > libuk-]uk_lib[.a])])
])

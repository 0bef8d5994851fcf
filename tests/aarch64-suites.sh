# SPDX-License-Identifier: BSD-3-Clause
# The second architecture from inside: the Check suites of every package, linked into images,
# as Linux processes and on QEMU's virt; ports with their own tests, and booted, with UK_LONG
# also larger ones (make check-ports: all). Only where it was built: ./quickstart --targets=x86_64,aarch64
. "$srcdir/tests/lib.sh"
. "$srcdir/tests/ports/smoke"

arch=aarch64
if [ ! -e "$builddir/$arch/stamp/all" ]; then
	skip "$arch" "not built: ./quickstart --targets=x86_64,$arch"
	finish
fi
process=qemu-$arch-static
[ "$(uname -m)" = $arch ] && process=
boots() { ukrun -q --accel tcg --timeout 60 "$@"; }

# suites KIND COMMAND: every package's Check suites, started by COMMAND.
suites() {
	for obj in "$builddir/$arch"/packages/*; do
		p=$(basename "$obj") l=$builddir/$arch/log/check-$1-$p.log
		# Configured before the pool's Check was there: look again.
		if grep -q "UK_HAVE_CHECK_TRUE.*'#'\|UK_HAVE_CHECK_TRUE\"\]=\"#\"" "$obj/config.status"; then
			(cd "$obj" && ./config.status --recheck && ./config.status) >"$l" 2>&1 || not_ok "$1:$p is configured for Check"
		fi
		find "$obj" -name '*.trs' -delete
		make -C "$obj" -j2 check LOG_COMPILER="$2" >"$l" 2>&1
		rc=$?
		n=0
		for trs in $(find "$obj" -name '*.trs' | sort); do
			n=$((n + 1))
			out=${trs%.trs}.log
			checks=$(sed -n 's/.*Checks: \([0-9]*\), Failures.*/ (\1 checks)/p' "$out" | tail -n 1)
			what="$1: $p $(basename "${trs%.trs}")$checks"
			case $(sed -n 's/^:global-test-result: *//p' "$trs") in
			PASS) ok "$what" ;;
			SKIP) skip "$what" "$(tail -n 2 "$out" | head -n 1)" ;;
			*) not_ok "$what"; tail -n 20 "$out" | note ;;
			esac
		done
		[ $rc = 0 ] || [ $n != 0 ] || { not_ok "$1:$p"; tail -n 20 "$l" | note; }
	done
}
suites process "$process"
suites virt "ukrun -q --accel tcg --timeout 300"

# Ports: their recipes and their tests.
port() {
	do=$1
	shift
	"$srcdir/ports/port" "$do" "$@" --host $arch-uk-elf --builddir "$builddir/$arch/ports"
}
checked="newlib zlib hello lua cjson fribidi"
[ -z "${UK_LONG:-}" ] || checked="$checked bc nginx check expat mawk libevent memcached"
for p in $checked; do
	status 0 "port $p builds and passes its tests" port check $p
	note <"$tmp/out"
done
lua=$builddir/$arch/ports/lua/build/src/lua
mkdir "$tmp/scripts"
cp "$srcdir"/ports/lua/tests/*.lua "$tmp/scripts"
for t in language library strings; do
	for m in virt virt-gicv2; do
		status 0 "$m: Lua: $t" boots --machine $m -v "$tmp/scripts:/t" "$lua" /t/$t.lua one two
	done
done
booted="hello lua"
[ -z "${UK_LONG:-}" ] || booted="$booted bc nginx memcached mbedtls lighttpd redis"
for p in $booted; do
	status 0 "port $p is installed" port install $p --prefix / --destdir "$tmp/dest"
	if smoke_of $p "$tmp/dest/share/ukpool/images" 16; then ok "$p boots with 16 MiB and does what it should"; else
		not_ok "$p boots with 16 MiB"
		note <"$smoke_out"
	fi
done
finish

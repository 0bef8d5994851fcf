# SPDX-License-Identifier: BSD-3-Clause
# Each architecture on each platform: hello and httpd work there, and what they take. The table goes
# to $builddir/platforms.md and is compared with docs/platforms.md, which `make platforms` keeps: a
# figure that has become different there is out of date.
. "$srcdir/tests/lib.sh"
. "$srcdir/tests/platforms/starts.sh"
. "$srcdir/tests/platforms/table.sh"
ovmf=/usr/share/OVMF/OVMF_CODE.fd
hello=$srcdir/examples/hello/hello.c httpd=$srcdir/examples/httpd/httpd.c
status 0 "the load builds" cc -O2 "$srcdir/bench/load.c" -o "$tmp/load"
status 0 "the counter builds" cc -O2 -shared -fPIC -fvisibility=hidden "$srcdir/bench/icount.c" -o "$tmp/icount.so"

symbol() { "$arch-uk-elf-nm" "$1" | awk -v s="$2" '$3 == s {print "0x" $1}'; }
# Options of QEMU: count instructions, and those from the platform's entry to main.
counting() { echo "-plugin $tmp/icount.so,out=$tmp/count,from=$(symbol "$1" "$entry"),to=$(symbol "$1" main)"; }
counted() { "$srcdir/bench/counted" "$1" "$tmp/count"; }

# until_says PATTERN COMMAND…: start it; true when it has said that, and goes on. Sets $pid.
until_says() {
	pattern=$1 n=0
	shift
	: >"$tmp/said"
	rm -f "$tmp/count"
	"$@" >"$tmp/said" 2>"$tmp/err" </dev/null &
	pid=$!
	pids="$pids $pid"
	until grep -q "$pattern" "$tmp/said"; do
		n=$((n + 1))
		kill -0 $pid 2>/dev/null && [ $n -lt 400 ] || return 1
		sleep 0.05
	done
}
end() {
	kill "$pid" 2>/dev/null
	wait "$pid" 2>/dev/null || :
}
# It ends by itself, soon.
ended() {
	n=0
	while kill -0 "$pid" 2>/dev/null && [ $n -lt 200 ]; do
		n=$((n + 1))
		sleep 0.05
	done
	end
}
# smallest PATTERN IMAGE PORT ARGUMENT…: the least memory in MiB
smallest() {
	what=$1 img=$2 port=$3
	shift 3
	for m in $memories; do
		until_says "$what" "$start" "$img" "$m" "$port" "" "$@"
		rc=$?
		end
		[ $rc != 0 ] || break
	done
	[ $rc = 0 ] && echo "$m" || echo "-"
}
# requests: the instructions of each of 2000 requests over 16 connections, and of waiting for them
requests() {
	port=$(free_port)
	until_says listening "$start" "$tmp/httpd" "$memory" "$port" "$(counting "$tmp/httpd")" 80 &&
		"$tmp/load" 127.0.0.1 "$port" 16 200 >"$tmp/load.out" 2>&1 || return 1
	a=$(counted total)
	"$tmp/load" 127.0.0.1 "$port" 16 2000 >"$tmp/load.out" 2>&1 || return 1
	per_request=$((($(counted total) - a) / 2000))
	end
}
# What a process needs: resident under load, in MiB.
resident() {
	port=$(free_port)
	until_says listening "$tmp/httpd" "$port" && "$tmp/load" 127.0.0.1 "$port" 16 2500 >"$tmp/load.out" 2>&1 &&
		awk '$1 == "VmHWM:" {printf "%.1f", $2 / 1024}' "/proc/$pid/status"
	end
}

# measure ARCHITECTURE PLATFORM MACHINE START ENTRY MEMORY MEMORIES [PACKAGE…]
measure() {
	arch=$1 platform=$2 machine=$3 start=$4 entry=$5 memory=$6 memories=$7
	on="$arch, $platform, $machine"
	shift 7
	boots=no serves=- to_main=- per_request=- least=- least_httpd=- size_httpd=-
	status 0 "$on: hello builds" "$arch-uk-elf-gcc" -O2 "$hello" "-luk-plat-$platform" ${base:+"-Wl,--defsym=uk_image_base=$base"} -o "$tmp/hello"
	size=$(stripped "$tmp/hello")
	rm -f "$tmp"/*.iso
	if until_says 'Hello from ukpool' "$start" "$tmp/hello" "$memory" 0 "$(counting "$tmp/hello")"; then
		ended
		boots=yes to_main=$(counted span)
	fi
	is "$boots ${to_main:+counted}" "yes counted" "$on: hello says hello"
	[ -z "$memories" ] || least=$(smallest 'Hello from ukpool' "$tmp/hello" 0)
	if [ $# != 0 ]; then
		status 0 "$on: httpd builds" "$arch-uk-elf-gcc" -O2 "$httpd" "$@" "-luk-plat-$platform" -o "$tmp/httpd"
		size_httpd=$(stripped "$tmp/httpd")
		serves=no
		requests && serves=yes
		is $serves yes "$on: httpd serves"
		[ $serves = yes ] || note <"$tmp/load.out"
		if [ -n "$memories" ]; then least_httpd=$(smallest listening "$tmp/httpd" "$(free_port)" 80); fi
		[ "$start $arch" != "as_process $(uname -m)" ] || least_httpd=$(resident)
	fi
	row "$arch" "$platform" "$machine" $boots $serves "$size" "$size_httpd" "$least" "$least_httpd" "$to_main" "$per_request"
}

base=
table_begin
for arch in $(echo "$TARGETS" | tr , ' '); do
	case $arch in
	x86_64)
		measure x86_64 linux "a process" as_process _start 0 "" -luk-net
		measure x86_64 kvm microvm as_machine uk_plat_pvh 64 "1 2 3 4 8" -luk-net
		measure x86_64 pc "q35, SeaBIOS, GRUB from a CD" as_pc pc_multiboot2_entry 64 "2 4 8 16 32" -luk-net -luk-virtio-net
		if [ -f $ovmf ]; then
			firmware="-bios $ovmf"
			measure x86_64 pc "q35, UEFI, GRUB from a CD" as_pc pc_multiboot2_entry 256 "" -luk-net -luk-virtio-net
			firmware=
		else
			skip "x86_64, pc, UEFI" "no $ovmf: package ovmf"
		fi
		if "$srcdir/tools/fetch-xen" "$builddir/xen" xen-hypervisor-4.17-amd64 2>"$tmp/err"; then
			kind=PV
			measure x86_64 xen "initial domain, PV" as_xen xen_pv_entry 64 "4 8 16 32"
			kind=PVH
			measure x86_64 xen "initial domain, PVH" as_xen uk_plat_pvh 64 ""
		else
			skip "x86_64, xen" "the hypervisor cannot be downloaded: $(tail -n 1 "$tmp/err")"
		fi
		;;
	aarch64)
		measure aarch64 linux "a process" as_process _start 0 "" -luk-net
		measure aarch64 kvm virt as_machine mach_entry 64 "1 2 3 4 8" -luk-net
		if "$srcdir/tools/fetch-xen" -a arm64 "$builddir/xen-aarch64" xen-hypervisor-4.17-arm64 2>"$tmp/err"; then
			# It has to be linked for where it will be; linked for elsewhere it says where that is.
			arch=aarch64
			aarch64-uk-elf-gcc -O2 "$hello" -luk-plat-xen -o "$tmp/hello"
			until_says 'uk_image_base=' as_xen_arm "$tmp/hello" 64 0 ""
			end
			base=$(sed -n 's/.*uk_image_base=\(0x[0-9a-f]*\).*/\1/p' "$tmp/said")
			measure aarch64 xen "initial domain" as_xen_arm mach_entry 64 ""
			base=
		else
			skip "aarch64, xen" "the hypervisor cannot be downloaded: $(tail -n 1 "$tmp/err")"
		fi
		;;
	esac
done
together
table_end
finish

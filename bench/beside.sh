# SPDX-License-Identifier: BSD-3-Clause
# Sourced by bench/NAME/run: an image as a process beside the same sources natively with
# glibc, taking turns. Milliseconds are the processor's, user and system, which other load
# disturbs least. $tmp is a folder for this run, $runs how often each is run.
PATH=$stage/bin:$PATH
export PATH
tmp=$(mktemp -d "${TMPDIR:-/tmp}/ukpool-bench.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
runs=${UK_BENCH_RUNS:-7}

median() { sort -n | awk '{a[NR]=$1} END {print (NR%2) ? a[(NR+1)/2] : (a[NR/2]+a[NR/2+1])/2}'; }

# port NAME: its sources, built for the pool; sets $sources to the build's folder.
port() {
	"$srcdir/ports/port" build "$1" --builddir "$builddir/ports" >"$tmp/log" 2>&1 || { cat "$tmp/log"; exit 1; }
	sources=$builddir/ports/$1/build
}

table() { # TITLE
	printf '\n| %-44s | %9s | %9s | %5s | %4s |\n' "$1" image native ratio aim
	echo "|---|---:|---:|---:|---:|"
}

# cpu TIMES COMMAND: milliseconds of one run of COMMAND (sh), which is run so many times, as
# the clock is coarse.
cpu() {
	n=$1 sh -c 'i=0; while [ $i -lt $n ]; do '"$2"' || exit 1; i=$((i + 1)); done >/dev/null; times' |
		awk -v n="$1" 'NR == 2 {split($1, u, /[ms]/); split($2, k, /[ms]/)
			print (u[1] * 60 + u[2] + k[1] * 60 + k[2]) * 1000 / n} END {exit NR != 2}'
}

# beside WHAT TIMES IMAGE NATIVE: a row of the table from $runs runs of both commands. The
# first line of times(1) is the shell's, the second that of what it ran.
beside() {
	rm -f "$tmp"/t-*
	i=0
	while [ $i -lt "$runs" ]; do
		cpu "$2" "$3" >>"$tmp/t-image" && cpu "$2" "$4" >>"$tmp/t-native" || { echo "bench: $1 failed" >&2; exit 1; }
		i=$((i + 1))
	done
	image=$(median <"$tmp/t-image") native=$(median <"$tmp/t-native")
	printf '| %-44s | %9.4g | %9.4g | %5.2f | %4s |\n' "$1, ms" "$image" "$native" \
		"$(awk "BEGIN {print $image / $native}")" "${5:-1.1}"
}

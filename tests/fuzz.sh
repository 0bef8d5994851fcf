# SPDX-License-Identifier: BSD-3-Clause
# Coverage-guided fuzzing (libFuzzer, ASan, UBSan) of everything that reads what
# a device, firmware, a hypervisor, a peer or a file says. A harness is
# <package>/…/tests/fuzz_NAME.c with LLVMFuzzerTestOneInput; comment lines in it say
#	fuzz-sources: FILES    to compile with it, relative to the package's folder
#	fuzz-flags: FLAGS      for the compiler, run in the package's folder
# Its seeds are in corpus/NAME/ beside it. UK_FUZZ_SECONDS each (60; `make check-fuzz`: 600),
# UK_FUZZ_JOBS at a time (processors); UK_FUZZ names some. The seed of chance is the same each
# time, UK_FUZZ_SEED is another (0: a new one, as check-fuzz has it). A failure leaves the input that
# made it in the log folder, with the command that repeats it.
. "$srcdir/tests/lib.sh"
secs=${UK_FUZZ_SECONDS:-60}
dir=$builddir/fuzz
mkdir -p "$dir"

if ! echo 'int LLVMFuzzerTestOneInput(const char *p, unsigned long n); int LLVMFuzzerTestOneInput(const char *p, unsigned long n) { return p && n == ~0ul; }' |
	clang -x c - -fsanitize=fuzzer,address,undefined -o "$dir/probe" 2>"$tmp/err"; then
	skip "fuzzing" "clang has no libFuzzer here: $(tail -n 1 "$tmp/err")"
	finish
fi

# The pool's own headers, without the libc headers that stand beside them.
rm -rf "$dir/include"
mkdir -p "$dir/include/uk/arch"
for i in "$srcdir"/libuk-*/include/uk/*.h "$srcdir"/libuk-drivers/*/include/uk/*.h; do
	[ -f "$i" ] && ln -sf "$i" "$dir/include/uk/"
done
ln -sf "$srcdir/libuk-arch/$(uname -m)/include/uk/arch"/*.h "$dir/include/uk/arch/"

# said WHAT HARNESS: the words after "WHAT:" in its head comment, however they are broken into lines
said() {
	awk -v want="$1:" '/\*\// && seen {exit} {for (i = 1; i <= NF; i++)
		if ($i ~ /^fuzz-[a-z]*:$/) {on = $i == want; seen = 1} else if (on && $i != "*") printf "%s ", $i}' "$2"
}

# build HARNESS: compile dir/NAME; its package is the folder with a configure.ac above it.
build() {
	package=$(dirname "$1")
	while [ ! -f "$package/configure.ac" ]; do package=$(dirname "$package"); done
	# shellcheck disable=SC2046 # lists of words
	(cd "$package" && clang -g -O1 -fno-omit-frame-pointer -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
		-Wall -Wno-address-of-packed-member -DUK_NATIVE_TEST=1 -I"$dir/include" $(said fuzz-flags "$1") \
		"$1" $(said fuzz-sources "$1") -o "$dir/$name")
}
# run NAME HARNESS: fuzz, leaving the exit status in dir/NAME.rc. The corpus that grows is kept.
run() {
	seeds=$(dirname "$2")/corpus/$1
	[ -d "$seeds" ] || seeds=
	mkdir -p "$dir/corpus/$1"
	# shellcheck disable=SC2086 # an option or none
	"$dir/$1" -seed="${UK_FUZZ_SEED:-1}" -max_total_time="$secs" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
		-artifact_prefix="$dir/$1-" "$dir/corpus/$1" $seeds >"$dir/$1.log" 2>&1
	echo $? >"$dir/$1.rc"
}

harnesses=
for h in $(find "$srcdir" -path "$srcdir/build" -prune -o -path '*/tests/fuzz_*.c' -print | sort); do
	grep -q LLVMFuzzerTestOneInput "$h" || continue
	name=$(basename "$h" .c)
	name=${name#fuzz_}
	case " ${UK_FUZZ-$name} " in *" $name "*) ;; *) continue ;; esac
	if build "$h" >"$dir/$name.log" 2>&1; then
		harnesses="$harnesses $name:$h"
	else
		not_ok "$name: builds"
		grep -m 10 error "$dir/$name.log" | note
	fi
done
slots=${UK_FUZZ_JOBS:-$(nproc)}
running=0
for h in $harnesses; do
	if [ $running -ge "$slots" ]; then
		wait
		running=0
	fi
	run "${h%%:*}" "${h#*:}" &
	running=$((running + 1))
done
wait
for h in $harnesses; do
	name=${h%%:*}
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$dir/$name.log")
	if [ "$(cat "$dir/$name.rc")" = 0 ] && [ "${runs:-0}" -gt 0 ]; then
		ok "$name: $runs inputs in $secs s"
	else
		not_ok "$name: see $dir/$name.log"
		grep -m 8 -E 'ERROR|runtime error|SUMMARY|Test unit written|Base64|^    #[0-6] ' "$dir/$name.log" | note
		echo "repeat: $dir/$name $dir/$name-*-…" | note
	fi
done
[ -n "$harnesses" ] || not_ok "there are harnesses${UK_FUZZ+ named $UK_FUZZ}"
finish

# SPDX-License-Identifier: BSD-3-Clause
# The Open POSIX Test Suite, each test an image that runs as a process: what its verdicts are
# as a table, build/posix.md, with UK_KEEP=1 docs/posix.md. A sample of what passes is booted.
. "$srcdir/tests/lib.sh"
port=$srcdir/ports/port
at=$builddir/ports/posixtestsuite/build
table=$builddir/posix.md
log=$builddir/log/port-posixtestsuite.log

# A libc that changed leaves no mark on a port: always anew, except for a table of what there is.
[ -n "${UK_POSIX_LAST:-}" ] || rm -f "$builddir/ports/posixtestsuite/stamp.configure"
if "$port" check posixtestsuite --builddir "$builddir/ports" >"$log" 2>&1; then
	ok "$(tail -n 1 "$log")"
else
	not_ok "posixtestsuite (log: $log)"
	awk '$3 == "failed"' "$at/verdicts" | note
fi

# Every 40th that passes, booted. Where no clock nor load decides.
n=0 booted=0
# shellcheck disable=SC2013 # words
for t in $(awk '$3 == "passed" && $1 !~ /^definitions|^aio|^lio|timer|nanosleep|clock/ {print $1 "/" $2}' "$at/verdicts"); do
	n=$((n + 1))
	f=$at/conformance/interfaces/$t.test
	if [ $((n % 40)) != 0 ] || [ ! -f "$f" ]; then continue; fi
	if timeout 300 ukrun -q --timeout 240 "$f" >"$tmp/boot" 2>&1; then booted=$((booted + 1)); else
		not_ok "$t, booted (status $?)"
		note <"$tmp/boot"
	fi
done
if [ $booted -gt 10 ]; then ok "$booted booted"; else not_ok "only $booted booted"; fi

# Lines "key tests passed failed fork unsupported untested" from the verdicts, by $1: area or interface.
sums() {
	awk -v by="$1" '
		function area(i) {
			if (i ~ /^definitions/) return "headers"
			if (i ~ /^behavior/) return "behaviour of timers"
			if (i ~ /^(aio|lio)_/) return "asynchronous input and output"
			if (i ~ /^mq_/) return "message queues"
			if (i ~ /^sem_/) return "semaphores"
			if (i ~ /^(shm_|mmap|munmap|mlock|munlock)/) return "memory: mappings, locks, shared objects"
			if (i ~ /^pthread_/) return "threads"
			if (i ~ /^sched_/) return "scheduling"
			if (i ~ /^(sig|kill|raise)/) return "signals"
			if (i ~ /^(fork|getpid|fsync)$/) return "processes, files"
			return "clocks, timers, calendar"
		}
		{
			k = by == "area" ? area($1) : $1; gsub(/ /, "_", k)
			n[k]++
			if ($5 == "fork") c[k, "fork"]++
			else if ($4 == "pass") c[k, "pass"]++
			else if ($4 == "unsupported" || $4 == "untested") c[k, $4]++
			else c[k, "fail"]++
		}
		END {
			for (k in n) printf "%s %d %d %d %d %d %d\n", k, n[k], c[k, "pass"], c[k, "fail"],
				c[k, "fork"], c[k, "unsupported"], c[k, "untested"]
		}' "$at/verdicts" | LC_ALL=C sort
}
row='{k = $1; gsub(/_/, " ", k); if (keep) k = "`" $1 "`"; a = $3 + $4
	printf "| %s | %d | %d | %d | %s | %d | %d | %d |\n", k, $2, $3, $4, a ? sprintf("%.1f %%", 100 * $3 / a) : "–", $5, $6, $7}'
head='| %s | tests | passed | failed | share passed | other processes | unsupported | untested |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n'
{
	cat <<'END2'
# The Open POSIX Test Suite

Written by `make check-posix`: version 1.5.2 (Debian's source package `posixtestsuite`, GPL, only run), each test
an image with `-luk-sched-preempt`, run as a Linux process. *Failed* has what the suite calls failed, unresolved,
hung or interrupted, and what does not compile or link. The share is of passed and failed. Not in it: tests of
`fork` and other *processes*, which an image does not have, and those that say themselves that an option is
*unsupported* or the assertion *untested* (on any system). Scripts that only say "tested implicitly" are left out.

END2
	# shellcheck disable=SC2059 # a format
	printf "$head" area
	sums area | awk "$row"
	sums area | awk '{for (i = 2; i <= 7; i++) s[i] += $i} END {printf "all"; for (i = 2; i <= 7; i++) printf " %d", s[i]; print ""}' | awk "$row"
	printf '\n## What fails, and why\n\n| test | outcome | reason |\n| --- | --- | --- |\n'
	awk '$4 !~ /^(pass|unsupported|untested)$/ && $5 != "fork" {
		r = $0; sub(/^[^ ]+ [^ ]+ [^ ]+ [^ ]+ */, "", r)
		key = $1 SUBSEP $4 SUBSEP r
		if (!(key in l)) order[++n] = key
		l[key] = l[key] (l[key] == "" ? "" : ", ") $2
	}
	END {for (i = 1; i <= n; i++) {split(order[i], p, SUBSEP); printf "| `%s` %s | %s | %s |\n", p[1], l[order[i]], p[2], p[3] == "" ? "not known" : p[3]}}' "$at/verdicts"
	printf '\n## Each interface\n\n'
	# shellcheck disable=SC2059
	printf "$head" interface
	sums interface | awk -v keep=1 "$row"
} >"$table"
if [ "${UK_KEEP:-}" = 1 ]; then cp "$table" "$srcdir/docs/posix.md"; fi
finish

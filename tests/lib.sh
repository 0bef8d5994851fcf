# SPDX-License-Identifier: BSD-3-Clause
# For the scripts of tests/: TAP output, a scratch folder, servers that end with
# the script. Sourced; tests/run sets srcdir, builddir, stage and PATH.
set -u
test_name=$(basename "$0" .sh)
tmp=$(mktemp -d "${TMPDIR:-/tmp}/ukpool-$test_name.XXXXXX")
tap_n=0
pids=
cleanup() {
	for p in $pids; do kill "$p" 2>/dev/null; done
	wait 2>/dev/null
	rm -rf "$tmp"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

ok() { tap_n=$((tap_n + 1)); echo "ok $tap_n - $*"; }
not_ok() { tap_n=$((tap_n + 1)); echo "not ok $tap_n - $*"; }
skip() { tap_n=$((tap_n + 1)); echo "ok $tap_n - $1 # SKIP $2"; }
note() { sed 's/^/# /'; }

# The last line of a script: TAP's plan, without which it counts as broken off.
finish() { echo "1..$tap_n"; exit 0; }

# is GOT WANTED NAME
is() {
	if [ "$1" = "$2" ]; then ok "$3"; else
		not_ok "$3"
		printf 'got: %s\nwanted: %s\n' "$1" "$2" | note
	fi
}
# has FILE PATTERN NAME: an extended regular expression in a file
has() {
	if grep -qE -- "$2" "$1"; then ok "$3"; else
		not_ok "$3"
		{ echo "no match for: $2"; head -n 30 "$1"; } | note
	fi
}
# status WANTED NAME COMMAND…: its output is in $tmp/out and $tmp/err
status() {
	want=$1 name=$2
	shift 2
	"$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	got=$?
	if [ $got = "$want" ]; then ok "$name"; else
		not_ok "$name"
		{ echo "exit status $got, wanted $want: $*"; tail -n 20 "$tmp/out" "$tmp/err"; } | note
	fi
}
# background COMMAND…: ends with the script; its output in $tmp/bg; sets $bg
background() {
	"$@" >"$tmp/bg" 2>&1 </dev/null &
	bg=$!
	pids="$pids $bg"
}
stop() { kill "$1" 2>/dev/null; wait "$1" 2>/dev/null; }
# fetch URL: retried until the server is up, for at most a minute
fetch() {
	curl -s --max-time 10 --retry 100 --retry-delay 0 --retry-max-time 60 --retry-all-errors "$1"
}
# Does this machine's KVM run an image at full speed? ukrun knows.
kvm_works() { ukrun -n "$1" 2>&1 | grep -q 'accel kvm\|-accel=kvm\|accel=kvm'; }
# A free TCP port (races are possible, not likely).
free_port() {
	p=$(shuf -i 10000-32000 -n 1) # below those of connections out
	while ss -Hltn "sport = :$p" | grep -q .; do p=$((p + 1)); done
	echo $p
}
# load URL CONNECTIONS NAME [PREFIX…]: wrk for $secs seconds (10), every answer must be httpd's page
load() {
	load_url=$1 conns=$2 load_name=$3
	shift 3
	[ -f "$tmp/check.lua" ] || load_script
	"$@" wrk -t1 -c"$conns" -d"${secs:-10}" -s "$tmp/check.lua" "$load_url" >"$tmp/wrk" 2>&1
	line=$(grep '^RESULT' "$tmp/wrk")
	n=$(echo "$line" | sed 's/RESULT requests=\([0-9]*\) .*/\1/')
	case $line in
	RESULT*" wrong=0 connect=0 read=0 write=0 timeout=0 status=0")
		# A stalled server answers once a connection, or hardly more.
		if [ "$n" -gt $((conns * 10)) ]; then ok "$load_name: $line"; else not_ok "$load_name: stalled: $line"; fi ;;
	*) not_ok "$load_name: $line"; note <"$tmp/wrk" ;;
	esac
}
load_script() {
	cat >"$tmp/check.lua" <<'END'
-- Count answers that are not exactly the page.
local threads = {}
function setup(thread) table.insert(threads, thread) end
function done(summary, latency, requests)
	local wrong = 0
	for _, t in ipairs(threads) do wrong = wrong + t:get("bad_count") end
	io.write(string.format("RESULT requests=%d wrong=%d connect=%d read=%d write=%d timeout=%d status=%d\n",
		summary.requests, wrong, summary.errors.connect, summary.errors.read, summary.errors.write,
		summary.errors.timeout, summary.errors.status))
end
bad_count = 0
response = function(status, headers, body)
	if status ~= 200 or body ~= "Hello, world!" then bad_count = bad_count + 1 end
end
END
}

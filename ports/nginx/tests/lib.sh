# SPDX-License-Identifier: BSD-3-Clause
# What the tests of nginx and nginx-tls say and ask with; sourced. $site is the server.
test() {
	name=$1
	shift
	if "$@" >test.out 2>&1; then echo "PASS: $name"; else
		echo "FAIL: $name: $(head -c 300 test.out)"
	fi
}
get() { curl -sS --max-time 20 "$@"; }
code() {
	want=$1
	shift
	got=$(get -o body.out -w '%{http_code}' "$@")
	echo "status $got"
	[ "$got" = "$want" ]
}
body() {
	want=$1
	shift
	get -o body.out "$@" && echo "$want" | cmp - body.out
}
same() {
	want=$1
	shift
	get -o body.out "$@" && cmp "$want" body.out
}
header() {
	want=$1
	shift
	get -o body.out -D head.out "$@"
	cat head.out
	tr -d '\r' <head.out | grep -qix "$want"
}
raw() {
	want=$1
	printf "$2" | timeout 20 socat -t 20 - "TCP:127.0.0.1:$port" >raw.out
	cat raw.out
	[ "$(grep -c "$want" raw.out)" = "${3:-1}" ]
}
many() {
	seq 40 | xargs -P 20 -I '{}' curl -sS --max-time 20 -o 'many.{}' "$site/big.bin" || return
	for i in $(seq 40); do cmp html/big.bin "many.$i" || return; done
}
# start_server CONFIGURATION: nginx, $server, is started and answers. Not by a
# function: its process would be a shell's.
start_server() {
	$word "$nginx" -p "$PWD/" -c "$1" -e stderr >server.log 2>&1 &
	server=$!
	trap 'kill -9 $server $upstream 2>/dev/null' EXIT
	n=0
	until get -o /dev/null "$site/" 2>/dev/null || [ $n -ge 200 ]; do sleep 0.1; n=$((n + 1)); done
}
# start_upstream PORT [CERTIFICATE]: a server of this machine, $upstream, over TLS with a certificate.
start_upstream() {
	python3 "$here/upstream.py" "$@" >upstream.log 2>&1 &
	upstream=$!
	n=0
	until grep -q listening upstream.log || [ $n -ge 200 ]; do sleep 0.1; n=$((n + 1)); done
}
end_server() {
	kill -QUIT $server
	n=0
	while kill -0 $server 2>/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n + 1)); done
	! kill -0 $server 2>/dev/null && wait $server
}

# SPDX-License-Identifier: BSD-3-Clause
# The least memory that a domain does its work in, in MiB, of a few sizes; sourced by run. The line "R KIND HELLO
# HTTPD" is for the table.

# works_with MEMORY NAME IMAGE ARGUMENTS PATTERN [LINE…]
works_with() {
	memory=$1 pattern=$5
	domain "$2$1" "$3" "$4" "$6" >/tmp/said
	n=0
	until grep -aqE "$pattern" "$(log "$name")" 2>/dev/null || [ $n = 20 ]; do
		xl list -v "$name" 2>/dev/null | tail -n 1 | awk '$5 !~ /s/ {runs = $2 ~ /^[0-9]/} END {exit !runs}' || n=19
		sleep 0.5
		n=$((n + 1))
	done
	grep -aqE "$pattern" "$(log "$name")" && return
	# What the builder says, else the domain.
	echo "T # $name: not with $1 MiB: $(cat /tmp/said "$(log "$name")" 2>/dev/null | head -n 1)"
	return 1
}
hello= httpd=
for m in 2 3 4 6 8 12 16 20 24 32; do
	works_with $m hello hello "" '^Hello' && hello=$m
	xl destroy "$name" 2>/dev/null
	[ -z "$hello" ] || break
done
for m in 2 3 4 6 8 12 16 20 24 32; do
	works_with $m small httpd-xen "net.ip=10.1.0.2/24 -- 80" 'listening on port 80' "$net" && [ "$(get 10.1.0.2)" = "Hello, world!" ] && httpd=$m
	xl destroy "$name" 2>/dev/null
	[ -z "$httpd" ] || break
done
memory=32
[ -n "$hello" ] && [ -n "$httpd" ]
verdict $? "$kind: the smallest memory"
echo "R $kind ${hello:--} ${httpd:--}"

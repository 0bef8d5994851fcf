# SPDX-License-Identifier: BSD-3-Clause
# In the initial domain: domains are created, and what they say is looked at. Verdicts are lines "T ok NAME" and
# "T not ok NAME" on the console.
log() { echo "/var/log/xen/console/guest-$1.log"; }
verdict() {
	if [ "$1" = 0 ]; then echo "T ok $2"; return; fi
	echo "T not ok $2"
	tail -n 12 "$(log "$name")" | sed 's/^/T # /'
}
# has PATTERN WHAT: in the domain's output, within ten seconds
has() {
	n=0
	until grep -aqE "$1" "$(log "$name")" || [ $n = 20 ]; do sleep 0.5; n=$((n + 1)); done
	grep -aqE "$1" "$(log "$name")"
	verdict $? "$kind: $2"
}
memory=32
# domain NAME IMAGE ARGUMENTS [LINE…]: create it; it is kept when it ends
domain() {
	name=$1-$kind
	{
		printf 'name="%s"\ntype="%s"\nkernel="/test/%s"\nextra="%s"\nmemory=%s\n' "$name" "$kind" "$2" "$3" "$memory"
		printf 'on_poweroff="preserve"\non_reboot="preserve"\non_crash="preserve"\n'
		shift 3
		printf '%s\n' "$@"
	} >/tmp/cfg
	xl create -q /tmp/cfg 2>&1 | grep -v '^(XEN)'
}
# ended CODE WHAT: the toolstack sees it end so; then it is destroyed
ended() {
	n=0
	until xl list -v "$name" | tail -n 1 | awk -v c="$1" '{exit !($5 ~ /s/ && $8 == c)}' || [ $n = 20 ]; do
		sleep 0.5
		n=$((n + 1))
	done
	[ $n -lt 20 ]
	verdict $? "$kind: $2"
	xl destroy "$name"
}
get() { timeout 10 wget -q -O - "http://$1/"; }
net='vif=["bridge=xenbr0,script=vif,mac=00:16:3e:00:00:07"]'

#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Boots the guest programs in FOLDER: run_guest.sh FOLDER [ukrun options], e.g. with
# --accel tcg --machine q35. Needs ukrun on PATH. With FOLDER/fc_boot, also as Firecracker would.
dir=$1
shift
fails=0

fail() {
	echo "FAIL: $*"
	fails=$((fails + 1))
}

for t in guest_protect guest_irq; do
	ukrun -q --timeout 60 "$@" "$dir/$t" > "$dir/$t.out" 2>&1
	rc=$?
	[ $rc = 0 ] || { cat "$dir/$t.out"; fail "$t: status $rc"; }
done

# crash HOW WHAT-THE-REPORT-SAYS
crash() {
	out=$(ukrun -q --timeout 60 "$@" "$dir/guest_crash" "$how" 2>&1)
	rc=$?
	[ $rc = 139 ] || fail "$how: status $rc instead of 139: $out"
	case $out in
	*"crash: "*"$want"*) ;;
	*) fail "$how: no \"$want\" in: $out" ;;
	esac
}

ukrun -q --timeout 60 "$@" "$dir/guest_crash" > "$dir/ways" || fail "guest_crash does not say its ways"
[ -s "$dir/ways" ] || fail "guest_crash knows no ways"
while IFS="|" read -r how want; do
	crash "$@" < /dev/null
done < "$dir/ways"

if [ -x "$dir/fc_boot" ]; then
	timeout 60 "$dir/fc_boot" "$dir/guest_protect" > "$dir/fc.out" 2>&1
	rc=$?
	cat "$dir/fc.out"
	[ $rc = 0 ] || [ $rc = 77 ] || fail "fc_boot: status $rc"
	# Malformed boot data: the setup header's magic, the number of memory map entries, an address.
	for spoil in 0x202:0 0x1e8:0 0x1e8:200 0x2eb:255; do
		out=$(timeout 60 "$dir/fc_boot" -w $spoil "$dir/guest_protect" 2>&1)
		rc=$?
		[ $rc = 77 ] && continue
		[ $rc = 134 ] || fail "fc_boot -w $spoil: status $rc instead of 134"
		case $out in
		*"uk: kvm: "*) ;;
		*) fail "fc_boot -w $spoil: no message in: $out" ;;
		esac
	done
fi
echo "$fails failures"
[ $fails = 0 ]

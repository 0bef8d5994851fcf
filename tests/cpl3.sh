# SPDX-License-Identifier: BSD-3-Clause
# The privileged stub of the bare machine, under platform kvm, from inside a guest: page rights and
# attacks on the stub, interrupts in code that uses its red zone, a dozen kinds of crash; on every
# machine type; and the boot contract of Firecracker, malformed boot data included, by a small VMM.
. "$srcdir/tests/lib.sh"
plat="$builddir/packages/libuk-plat"

if ! make -C "$plat" check-machine >"$tmp/out" 2>&1; then
	not_ok "guests build and pass where ukrun puts them by default"
	tail -n 20 "$tmp/out" | note
	exit 1
fi
ok "guests build and pass where ukrun puts them by default"
for m in microvm microvm-noacpi pc q35; do
	status 0 "tcg $m: page rights, stub, interrupts, crashes" \
		sh "$srcdir/libuk-plat/machine/tests/run_guest.sh" "$plat/machine/tests" --accel tcg --machine $m
done
status 0 "hello builds" ukcc -O2 "$srcdir/examples/hello/hello.c" -o "$tmp/hello"
"$plat/machine/tests/fc_boot" "$tmp/hello" >"$tmp/out" 2>&1
case $? in
0) has "$tmp/out" 'Hello from ukpool' "hello starts by Firecracker's contract" ;;
77) skip "hello starts by Firecracker's contract" "$(head -n 1 "$tmp/out")" ;;
*)
	not_ok "hello starts by Firecracker's contract"
	note <"$tmp/out"
	;;
esac
finish

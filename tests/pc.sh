# SPDX-License-Identifier: BSD-3-Clause
# Bare metal: images started by GRUB from an ISO image, as a CD and as a disk, under SeaBIOS and
# UEFI; what the screen shows, keys, clocks on a machine that hides that it is virtual, interrupt
# lines that are shared, memory above 4 GiB, power-off and reset.
. "$srcdir/tests/lib.sh"
ovmf=/usr/share/OVMF/OVMF_CODE.fd
plat=$srcdir/libuk-plat

cat >"$tmp/prog.c" <<'END'
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <uk/plat.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec * 1e-9;
}

static unsigned cmos_second(void)
{
	unsigned char v = 0;

	__asm__ volatile("outb %0, $0x70; inb $0x71, %0" : "+a"(v));
	return v;
}

static void second(void)
{
	for (unsigned s = cmos_second(); cmos_second() == s;)
		;
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	static char line[100];

	printf("hello from %s, %d:", uk_plat->name, argc);
	for (int i = 1; i < argc; i++)
		printf(" [%s]", argv[i]);
	printf("\n");
	if (!strcmp(what, "echo")) {
		while (fgets(line, sizeof(line), stdin) && line[0] != 'q') {
			line[strcspn(line, "\r\n")] = 0;
			printf("read <%s>\n", line);
			fflush(stdout);
		}
		return 42;
	}
	if (!strcmp(what, "crash")) {
		printf("module: %.*s\n", (int)uk_boot_info->module_len, (const char *)uk_boot_info->module);
		fflush(stdout);
		*(volatile int *)16 = 1;
	}
	if (!strcmp(what, "clock")) {
		second();
		double start = now(), slept;
		usleep(200000);
		slept = now() - start;
		second();
		printf("a second of the CMOS clock: %d%%\n", (int)((now() - start) * 100 + 0.5));
		printf("slept: %s\n", slept >= 0.2 && slept < 0.9 ? "ok" : "wrong");
		printf("wall: %lld\n", (long long)time(NULL));
	}
	if (!strcmp(what, "memory")) {
		size_t n = (size_t)3000 << 20;
		char *p = malloc(n);

		for (size_t i = 0; p && i < n; i += 1 << 20)
			p[i] = i >> 20;
		for (size_t i = 0; p && i < n; i += 1 << 20)
			if (p[i] != (char)(i >> 20))
				p = NULL;
		printf("memory: %s\n", p && (uintptr_t)p + n > UINT64_C(1) << 32 ? "above 4 GiB" : "wrong");
	}
	return argc > 2 ? atoi(argv[2]) : 0;
}
END
status 0 "an image for four platforms builds" \
	ukcc -O2 "$tmp/prog.c" -luk-plat-pc -luk-plat-kvm -luk-plat-linux -o "$tmp/prog"
status 3 "the image runs as a process" "$tmp/prog" x 3
has "$tmp/out" 'hello from linux' "as a process it is linux"
status 4 "the image boots as a virtual machine" ukrun --accel tcg --timeout 60 "$tmp/prog" x 4
has "$tmp/out" 'hello from kvm' "as a virtual machine it is kvm"
status 0 "a multiboot2 header is where loaders look" grub-file --is-x86-multiboot2 "$tmp/prog"
status 0 "without platform pc: builds" ukcc -O2 "$tmp/prog.c" -o "$tmp/without"
status 1 "without platform pc there is no such header" grub-file --is-x86-multiboot2 "$tmp/without"

# iso NAME IMAGE [OPTION…] [-- ARGUMENT…]: makes $tmp/NAME.iso
iso() {
	name=$1
	shift
	ukpack --iso "$tmp/$name.iso" "$@" >"$tmp/out" 2>&1 || {
		not_ok "ukpack makes $name.iso"
		note <"$tmp/out"
		exit 1
	}
}
# pc NAME OPTION…: QEMU in the background; serial output in $tmp/NAME.ser, monitor at $tmp/NAME.mon
pc() {
	pc_name=$1
	shift
	: >"$tmp/$pc_name.ser"
	timeout 300 qemu-system-x86_64 -accel tcg -display none -nodefaults -vga std -no-reboot \
		-serial "file:$tmp/$pc_name.ser" -monitor "unix:$tmp/$pc_name.mon,server,nowait" "$@" \
		>"$tmp/$pc_name.qemu" 2>&1 </dev/null &
	qemu=$!
	pids="$pids $qemu"
}
# monitor COMMAND…: one connection; its answers are in $tmp/mon.out when all are there
monitor() {
	{
		printf '%s\n' "$@" 'info status'
		n=0
		while ! grep -q 'VM status' "$tmp/mon.out" && [ $n -lt 100 ]; do
			sleep 0.05
			n=$((n + 1))
		done
	} | socat -t 0.2 - "UNIX-CONNECT:$tmp/$pc_name.mon" >"$tmp/mon.out" 2>/dev/null
}
# keys NAME…: a key at a time, as people type: QEMU's queue is short, and keys pressed while none are read get lost.
keys() {
	for k; do
		echo "sendkey $k 1"
		sleep 0.1
	done | socat -t 0.2 - "UNIX-CONNECT:$tmp/$pc_name.mon" >/dev/null
}
# appears PATTERN [TIMES]: on the serial port, as long as QEMU runs
appears() {
	while [ "$(grep -cE -- "$1" "$tmp/$pc_name.ser")" -lt "${2-1}" ]; do
		kill -0 "$qemu" 2>/dev/null || return 1
		sleep 0.05
	done
}
# ends STATUS NAME
ends() {
	wait "$qemu"
	is $? "$1" "$2"
}
serial_has() { has "$tmp/$pc_name.ser" "$1" "$2"; }
quit() {
	monitor quit
	wait "$qemu" 2>/dev/null
}
echo 'what the module says' >"$tmp/module"
cc -O1 -I"$srcdir/libuk-arch/include" -I"$plat/include" -iquote "$plat/machine" -iquote "$plat/machine/x86_64" \
	-iquote "$plat/pc" "$plat/pc/tests/screen_text.c" "$plat/pc/font.c" -o "$tmp/screen_text" || exit 1

# SeaBIOS: text mode, keys, arguments, exit status.
iso keys "$tmp/prog" --set pc.exit_port=0x501 -- echo 'a b' c
pc keys -m 64 -cdrom "$tmp/keys.iso" -device isa-debug-exit,iobase=0x501,iosize=2
appears 'hello from' && ok "SeaBIOS, CD: starts" || not_ok "SeaBIOS, CD: starts"
serial_has 'hello from pc, 4: \[echo\] \[a b\] \[c\]' "SeaBIOS, CD: arguments"
keys h shift-i 1 spc x backspace minus caps_lock z caps_lock ret
appears 'read <hI1 -Z>' || :
serial_has '^read <hI1 -Z>' "keyboard: shift, backspace, caps lock"
# GRUB prefers pixels although told "text"; VGA text itself is tested in pc/tests/test_screen.c.
monitor "screendump $tmp/screen.ppm"
"$tmp/screen_text" "$tmp/screen.ppm" >"$tmp/screen"
has "$tmp/screen" '^hello from pc, 4: \[echo\] \[a b\] \[c\]$' "SeaBIOS: the screen shows the output"
has "$tmp/screen" '^hI1 -Z$' "SeaBIOS: the screen shows what is typed"
is "$(grep -c . "$tmp/screen")" 3 "SeaBIOS: the screen shows nothing else"
keys q ret
ends 85 "exit status through the debug port"

# UEFI: a framebuffer, a boot module, a crash that stays on the screen. Meanwhile other machines below.
if [ -f "$ovmf" ]; then
	iso crash "$tmp/prog" --initrd "$tmp/module" -- crash
	pc crash -M q35 -m 256 -bios "$ovmf" -cdrom "$tmp/crash.iso"
	crash_qemu=$qemu
else
	skip "UEFI" "no $ovmf"
fi

# A machine that does not say it is virtual has to be measured. Power-off by ACPI.
iso clock "$tmp/prog" -- clock 7
# clock NAME OPTION…
clock() {
	name=$1
	shift
	pc clock "$@"
	ends 0 "$name: powers off"
	serial_has 'hello from pc' "$name: starts"
	serial_has '^slept: ok' "$name: sleeps"
	serial_has 'CMOS clock: (9[0-9]|10[0-9]|110)%' "$name: the clock's rate"
	wall=$(sed -n 's/^wall: \([0-9]*\).*/\1/p' "$tmp/clock.ser")
	off=$((${wall:-0} - $(date +%s)))
	[ $off -ge -10 ] && [ $off -le 10 ] && ok "$name: the time of day" || not_ok "$name: the time of day: off by $off s"
	serial_has '^uk: exit status 7' "$name: says the exit status"
}
clock "HPET" -m 64 -cpu qemu64,hypervisor=off -cdrom "$tmp/clock.iso"
clock "ACPI timer" -M q35 -m 64 -cpu qemu64,hypervisor=off -no-hpet -cdrom "$tmp/clock.iso"
# Here firmware puts the power management block beyond the I/O bitmap.
[ -f "$ovmf" ] && clock "UEFI, ACPI timer at a high port" -M pc -m 256 -cpu qemu64,hypervisor=off -no-hpet \
	-bios "$ovmf" -cdrom "$tmp/clock.iso"

if [ -f "$ovmf" ]; then
	pc_name=crash qemu=$crash_qemu
	appears 'halted' && ok "UEFI: halts after a crash" || not_ok "UEFI: halts after a crash"
	serial_has 'module: what the module says' "UEFI: boot module"
	monitor "screendump $tmp/screen.ppm"
	"$tmp/screen_text" "$tmp/screen.ppm" >"$tmp/screen"
	has "$tmp/screen" '^hello from pc, 2: \[crash\]' "framebuffer shows the output"
	has "$tmp/screen" '^uk: crash: page fault \(write\) at 0x0000000000000010, thread main' "framebuffer shows the crash"
	has "$tmp/screen" '^uk: #0 0x0000' "framebuffer shows the backtrace"
	has "$tmp/screen" '^uk: exit status 139, halted' "framebuffer shows the status"
	quit
fi

iso memory "$tmp/prog" --set pc.on_exit=reset -- memory
pc memory -M q35 -m 5G -cdrom "$tmp/memory.iso" -action reboot=reset
appears 'exit status 0' 2 && ok "reset: starts again" || not_ok "reset: starts again"
serial_has 'memory: above 4 GiB' "memory above 4 GiB"
quit

# Interrupts: lines are level-triggered and shared by two functions; then messages.
status 0 "httpd builds for bare metal with virtio" \
	ukcc -O2 "$srcdir/examples/httpd/httpd.c" -luk-net -luk-virtio-net -luk-virtio-rng -luk-plat-pc -o "$tmp/httpd"
iso web "$tmp/httpd" -- 80
# serve NAME NETWORK-DEVICE-OPTIONS OPTION…
serve() {
	name=$1 dev=$2
	shift 2
	port=$(free_port)
	pc web "$@" -cdrom "$tmp/web.iso" -netdev "user,id=n,hostfwd=tcp:127.0.0.1:$port-:80" \
		-device "virtio-net-pci,netdev=n,disable-legacy=on,romfile=,$dev"
	appears 'listening' || :
	is "$(fetch "http://127.0.0.1:$port/")" "Hello, world!" "$name: httpd answers"
	n=0
	for i in 1 2 3 4 5 6 7 8 9 10; do
		[ "$(curl -s --max-time 20 "http://127.0.0.1:$port/")" = "Hello, world!" ] && n=$((n + 1))
	done
	is $n 10 "$name: httpd goes on answering"
	monitor 'info pci'
	cp "$tmp/mon.out" "$tmp/pci"
	quit
}
serve "shared line" vectors=0,addr=6.1,multifunction=on -M q35 -m 64 \
	-device virtio-rng-pci,disable-legacy=on,vectors=0,addr=6.0,multifunction=on
is "$(awk '/device +6,/ {f = 1} f && /IRQ/ {print $2, $4; f = 0}' "$tmp/pci" | tr -d ',\r' | sort | uniq -c | awk '{print $1}')" 2 \
	"shared line: two functions have one"
[ -f "$ovmf" ] && serve "UEFI, MSI-X" vectors=3 -M q35 -m 256 -bios "$ovmf"
finish

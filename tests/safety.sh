# SPDX-License-Identifier: BSD-3-Clause
# What must crash crashes with a report and a status; what must fail fails. For each
# architecture that was built.
. "$srcdir/tests/lib.sh"

cat >"$tmp/bad.c" <<'END'
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __x86_64__
#define RETURN "\xc3"
#else
#define RETURN "\xc0\x03\x5f\xd6"
#endif
static const int constant = 1;
static char data[64];

__attribute__((noinline)) static int deep(volatile char *p)
{
	volatile char here[512];
	here[0] = p[0];
	return deep(here) + here[0];
}
__attribute__((noinline)) static void smash(const char *s)
{
	char small[8];
	strcpy(small, s);
	printf("%s\n", small);
}
__attribute__((noinline)) static void write_null(volatile int *p) { *p = 1; }
static void *in_thread(void *arg)
{
	deep(arg);
	return NULL;
}
static void eat(void)
{
	size_t n = 0;
	void *p, **list = NULL;

	while ((p = malloc(64 * 1024)) != NULL) {
		*(void **)p = list;
		list = p;
		n++;
	}
	while (list) {
		p = *list;
		free(list);
		list = p;
	}
	p = malloc(n * 16 * 1024);
	printf("out of memory after %s KiB, then fine: %s\n", n ? "some" : "no", p ? "yes" : "no");
}
int main(int argc, char **argv)
{
	pthread_t t;

	(void)argc;
	setvbuf(stdout, NULL, _IONBF, 0);
	switch (argv[1][0]) {
	case 'n': write_null(NULL); break;
	case 'r': *(volatile int *)(unsigned long)&constant = 2; break;
	case 't': *(volatile char *)(unsigned long)main = 0; break;
	case 'x': memcpy(data, RETURN, sizeof(RETURN) - 1); ((void (*)(void))(unsigned long)data)(); break;
	case 's': deep(data); break;
	case 'p': pthread_create(&t, NULL, in_thread, data); pthread_setname_np(t, "digger"); pthread_join(t, NULL); break;
	case 'c': smash("this is much longer than eight bytes, by far"); break;
	case 'a': abort();
	case 'm': eat(); return 0;
	}
	return 99;
}
END
cat >"$tmp/canary.c" <<'END'
#include <stdio.h>
int main(void)
{
	unsigned long c;
#ifdef __x86_64__
	__asm__("mov %%fs:0x28, %0" : "=r"(c));
#else
	extern unsigned long __stack_chk_guard;
	c = __stack_chk_guard;
#endif
	printf("%lx\n", c);
	return 0;
}
END

# check LETTER STATUS PATTERN NAME: both ways
check() {
	$process "$tmp/bad" "$1" >"$tmp/out" 2>&1
	is $? "$2" "$arch process: $4: status"
	has "$tmp/out" "$3" "$arch process: $4: reported"
	boot "$tmp/bad" "$1" >"$tmp/out" 2>&1
	is $? "$2" "$arch vm: $4: status"
	has "$tmp/out" "$3" "$arch vm: $4: reported"
}
boot() { ukrun -q --accel tcg --timeout 60 "$@"; }

differ() { # NAME COMMAND…: prints another number each time
	name=$1
	shift
	a=$("$@") b=$("$@")
	if [ "$a" != "$b" ] && [ "$a" != 0 ]; then ok "$name"; else not_ok "$name: $a $b"; fi
}

# safety ARCH: what starts a process is in $process
safety() {
	arch=$1
	status 0 "$arch: it builds" ukcc --target="$arch" -O1 -g -w "$tmp/bad.c" -o "$tmp/bad"
	check n 139 'uk: crash: page fault.*0x0000000000000000' "write to NULL"
	has "$tmp/out" 'uk: #[0-9]+ 0x[0-9a-f]+ .*main \(.*bad\.c:[0-9]+\)' "$arch vm: backtrace has function, file and line"
	$process "$tmp/bad" n >"$tmp/out" 2>&1
	has "$tmp/out" 'uk: #[0-9]+ 0x[0-9a-f]+ .*main' "$arch process: backtrace has function names"
	has "$tmp/out" 'thread main' "$arch process: the thread's name is there"
	check r 139 'uk: crash: page fault' "write to a constant"
	check t 139 'uk: crash: page fault' "write to code"
	check x 139 'uk: crash: page fault' "execute data"
	check s 139 'stack overflow' "stack overflow of main"
	check p 139 'stack overflow.*digger|digger.*stack overflow' "stack overflow of a thread"
	check c 134 'stack smashing|stack protector' "stack smashing"
	check a 134 '' "abort"
	$process "$tmp/bad" m >"$tmp/out" 2>&1 </dev/null
	is $? 0 "$arch process: out of memory is an error to the caller"
	boot -m 8 "$tmp/bad" m >"$tmp/out" 2>&1
	is $? 0 "$arch vm: out of memory is an error to the caller"
	has "$tmp/out" 'some KiB, then fine: yes' "$arch vm: and memory comes back"

	status 0 "$arch canary: builds" ukcc --target="$arch" -O1 "$tmp/canary.c" -o "$tmp/canary"
	differ "$arch process: canary differs from run to run" $process "$tmp/canary"
	differ "$arch vm: canary differs from boot to boot" boot "$tmp/canary"

	# Bad command lines are refused with a sentence.
	UK_PARAMS="nosuch.thing=1" $process "$tmp/canary" >"$tmp/out" 2>&1
	is $? 1 "$arch process: an unknown parameter ends the start"
	has "$tmp/out" "uk: .*nosuch.thing" "$arch process: and is named"
	boot --set sched.stakc=1 "$tmp/canary" >"$tmp/out" 2>&1
	is $? 1 "$arch vm: an unknown parameter ends the boot"
	has "$tmp/out" "sched.stack" "$arch vm: the nearest name is given"
}

for a in x86_64 aarch64; do
	process=
	[ "$(uname -m)" = $a ] || process=qemu-$a-static
	if [ -d "$stage/$a-uk-elf/lib" ]; then safety $a; else skip "$a" "not built: ./quickstart --targets=x86_64,$a"; fi
done
finish

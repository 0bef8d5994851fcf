# SPDX-License-Identifier: BSD-3-Clause
# What must crash crashes with a report and a status; what must fail fails.
. "$srcdir/tests/lib.sh"

cat >"$tmp/bad.c" <<'END'
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
	case 'x': memcpy(data, "\xc3", 1); ((void (*)(void))(unsigned long)data)(); break;
	case 's': deep(data); break;
	case 'p': pthread_create(&t, NULL, in_thread, data); pthread_setname_np(t, "digger"); pthread_join(t, NULL); break;
	case 'c': smash("this is much longer than eight bytes, by far"); break;
	case 'a': abort();
	case 'm': eat(); return 0;
	}
	return 99;
}
END
status 0 "it builds" ukcc -O1 -g -w "$tmp/bad.c" -o "$tmp/bad"

# check LETTER PROCESS-STATUS VM-STATUS PATTERN NAME
check() {
	"$tmp/bad" "$1" >"$tmp/out" 2>&1
	is $? "$2" "process: $5: status"
	has "$tmp/out" "$4" "process: $5: reported"
	ukrun -q --accel tcg --timeout 60 "$tmp/bad" "$1" >"$tmp/out" 2>&1
	is $? "$3" "vm: $5: status"
	has "$tmp/out" "$4" "vm: $5: reported"
}
check n 139 139 'uk: crash: page fault.*0x0000000000000000' "write to NULL"
has "$tmp/out" 'uk: #[0-9]+ 0x[0-9a-f]+ .*main \(.*bad\.c:[0-9]+\)' "vm: backtrace has function, file and line"
"$tmp/bad" n >"$tmp/out" 2>&1
has "$tmp/out" 'uk: #[0-9]+ 0x[0-9a-f]+ .*main' "process: backtrace has function names"
has "$tmp/out" 'thread main' "the thread's name is there"
check r 139 139 'uk: crash: page fault' "write to a constant"
check t 139 139 'uk: crash: page fault' "write to code"
check x 139 139 'uk: crash: page fault' "execute data"
check s 139 139 'stack overflow' "stack overflow of main"
check p 139 139 'stack overflow.*digger|digger.*stack overflow' "stack overflow of a thread"
check c 134 134 'stack smashing|stack protector' "stack smashing"
check a 134 134 '' "abort"
"$tmp/bad" m >"$tmp/out" 2>&1 </dev/null
is $? 0 "process: out of memory is an error to the caller"
ukrun -q --accel tcg -m 8 --timeout 60 "$tmp/bad" m >"$tmp/out" 2>&1
is $? 0 "vm: out of memory is an error to the caller"
has "$tmp/out" 'some KiB, then fine: yes' "vm: and memory comes back"

cat >"$tmp/canary.c" <<'END'
#include <stdio.h>
int main(void) { unsigned long c; __asm__("mov %%fs:0x28, %0" : "=r"(c)); printf("%lx\n", c); return 0; }
END
status 0 "canary: builds" ukcc -O1 "$tmp/canary.c" -o "$tmp/canary"
a=$("$tmp/canary") b=$("$tmp/canary")
if [ "$a" != "$b" ] && [ "$a" != 0 ]; then ok "process: canary differs from run to run"; else not_ok "process: canary $a $b"; fi
a=$(ukrun -q --accel tcg "$tmp/canary") b=$(ukrun -q --accel tcg "$tmp/canary")
if [ "$a" != "$b" ] && [ "$a" != 0 ]; then ok "vm: canary differs from boot to boot"; else not_ok "vm: canary $a $b"; fi

# Bad command lines are refused with a sentence.
UK_PARAMS="nosuch.thing=1" "$tmp/canary" >"$tmp/out" 2>&1
is $? 1 "process: an unknown parameter ends the start"
has "$tmp/out" "uk: .*nosuch.thing" "process: and is named"
ukrun -q --accel tcg --set sched.stakc=1 "$tmp/canary" >"$tmp/out" 2>&1
is $? 1 "vm: an unknown parameter ends the boot"
has "$tmp/out" "sched.stack" "vm: the nearest name is given"
finish

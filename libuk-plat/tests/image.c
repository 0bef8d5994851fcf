/* SPDX-License-Identifier: BSD-3-Clause */
/* The program of process.test: image WHAT does one thing, mostly a wrong one. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uk/crash.h>
#include <uk/init.h>
#include <uk/param.h>
#include <uk/plat_linux.h>
#include <uk/vm.h>
#include "test_image.h" /* in the architecture's folder */

static unsigned long number = 5;
UK_PARAM_UINT(test, number, number, "a number");
static bool flag;
UK_PARAM_BOOL(test, flag, flag, "a flag");
static const char *text = "default";
UK_PARAM_STRING(test, text, text, "a text");

static bool terminators;
static void term_late(void)
{
	if (!terminators)
		return;
	puts("late");
	fflush(stdout); /* "early" does not go through it */
}
UK_TERM(UK_LEVEL_APP, term_late);
static void term_early(void)
{
	if (terminators) {
		static const char word[] = "early\n";

		write(1, word, sizeof(word) - 1);
		exit(9); /* must not start over */
	}
}
UK_TERM(UK_LEVEL_EARLY, term_early);

static void *volatile nowhere; /* NULL, but the compiler does not know */
static void *(*volatile do_memset)(void *, int, size_t) = memset;
static char data[64] = { (char)0xc3 };

static __attribute__((noinline)) int recurse(int n)
{
	volatile char room[512];

	room[n % 512] = n;
	return n < 0 ? 0 : recurse(n + 1) + room[3];
}

static __attribute__((noinline)) void smash(void)
{
	char room[8];

	do_memset(room, 1, 64);
}

static __attribute__((noinline)) void hostile_frames(void)
{
	void *volatile *frame = __builtin_frame_address(0);

	frame[0] = (void *)0x4141414141414140;
	*(volatile int *)nowhere = 1;
}

static void copy(void)
{
	char room[300];
	ssize_t n;

	while ((n = read(0, room, sizeof(room))) > 0)
		write(1, room, n);
	printf("end %zd\n", n);
}

static void protect(void)
{
	static char page[4096] __attribute__((aligned(4096)));

	printf("%d %d %d %d %d\n", uk_vm_protect(page, 4096, UK_PROT_WRITE | UK_PROT_EXEC),
	       uk_vm_protect(page + 1, 4096, UK_PROT_READ),
	       uk_vm_protect((void *)4096, 4096, UK_PROT_READ),
	       uk_vm_protect((void *)-4096ul, 8192, UK_PROT_READ),
	       uk_vm_protect(page, 4096, UK_PROT_READ));
	fflush(stdout);
	*(volatile char *)page = 1;
}

int main(int argc, char **argv, char **envp)
{
	const char *what = argc > 1 ? argv[1] : "";

	for (size_t i = 0; i < UK_ARRAY_SIZE(arch_crashes); i++)
		if (!strcmp(what, arch_crashes[i].name))
			arch_crashes[i].fn();

/* clang-format off */
#define IF(name) else if (!strcmp(what, name))
	if (argc == 1)
		puts("hello");
	IF("exit") return argc > 2 ? atoi(argv[2]) : 0;
	IF("terminate") terminators = true;
	IF("null") *(volatile int *)nowhere = 1;
	IF("read") printf("%d", *(volatile int *)((char *)nowhere + 8));
	IF("jump") ((void (*)(void))nowhere)();
	IF("data") ((void (*)(void))data)();
	IF("text") *(volatile char *)main = 1;
	IF("rodata") *(volatile char *)"text" = 1;
	IF("stack") return recurse(0);
	IF("frames") hostile_frames();
	IF("smash") smash();
	IF("abort") abort();
	IF("panic") uk_panic("out of %s after %d", "luck", 7);
	IF("crashes")
		for (size_t i = 0; i < UK_ARRAY_SIZE(arch_crashes); i++)
			printf("%s|%s\n", arch_crashes[i].name, arch_crashes[i].report);
	IF("copy") copy();
	IF("protect") protect();
	IF("params") printf("%lu %d %s\n", number, flag, text);
	IF("args") for (int i = 2; i < argc; i++) printf("[%s]", argv[i]);
	IF("env") for (char **e = envp; *e; e++) puts(*e);
	IF("error") fputs("to stderr\n", stderr);
	IF("output") return puts("text") < 0 || fflush(stdout) ? 3 : 0;
	IF("sleep") usleep(200000);
	IF("forever") for (;;) usleep(1000000);
	else return 99;
	/* clang-format on */
	return 0;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Ends in the way that its argument says; run by run_guest.sh, which knows what
 * each must report.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <uk/plat.h>
#include "x86.h"
#include "stub.h"

extern char uk_text_start[], uk_rodata_start[];
static char data[4096];

static void null_read(void)
{
	(void)*(volatile char *)8;
}

static void null_call(void)
{
	((void (*)(void))8)();
}

static void write_text(void)
{
	*(volatile char *)uk_text_start = 1;
}

static void write_rodata(void)
{
	*(volatile char *)uk_rodata_start = 1;
}

static void execute_data(void)
{
	data[0] = (char)0xc3;
	((void (*)(void))data)();
}

static void write_tables(void)
{
	*(volatile uint64_t *)mach_paging_root = 1;
}

static void read_stub_state(void)
{
	(void)*(volatile char *)mach_sup;
}

static __attribute__((noinline)) int overflow(int n)
{
	volatile char frame[512];

	frame[0] = n;
	return overflow(n + 1) + frame[0];
}

static void stack_overflow(void)
{
	printf("%d\n", overflow(0));
}

static void divide(void)
{
	__asm__ volatile("xor %%ecx, %%ecx; div %%ecx" : : : "eax", "ecx", "edx");
}

static void privileged(void)
{
	__asm__ volatile("cli");
}

static void invalid(void)
{
	__asm__ volatile("ud2");
}

static void far_port(void)
{
	__asm__ volatile("outb %%al, %%dx" : : "a"(0), "d"(0x1000));
}

static const struct {
	const char *name;
	void (*fn)(void);
} how[] = {
	{ "null-read", null_read },
	{ "null-call", null_call },
	{ "write-text", write_text },
	{ "write-rodata", write_rodata },
	{ "execute-data", execute_data },
	{ "write-tables", write_tables },
	{ "read-stub", read_stub_state },
	{ "stack-overflow", stack_overflow },
	{ "divide", divide },
	{ "privileged", privileged },
	{ "invalid", invalid },
	{ "far-port", far_port },
};

int main(int argc, char **argv)
{
	for (unsigned i = 0; i < sizeof(how) / sizeof(how[0]); i++)
		if (argc > 1 && !strcmp(argv[1], how[i].name)) {
			how[i].fn();
			printf("FAIL: survived %s\n", how[i].name);
			return 1;
		}
	printf("usage: guest_crash HOW\n");
	return 2;
}

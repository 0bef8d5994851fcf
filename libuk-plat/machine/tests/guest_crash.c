/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Ends in the way that its argument says. Without one it lists the ways and what must be
 * reported for each, for run_guest.sh.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <uk/plat.h>
#include "guest.h" /* in the architecture's tests/ */

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

static const struct {
	const char *name;
	void (*fn)(void);
	const char *report;
} how[] = { { "null-read", null_read, "page fault (read) at 0x0000000000000008" },
	    { "null-call", null_call, "page fault (execute) at 0x0000000000000008" },
	    { "write-text", write_text, "page fault (write)" },
	    { "write-rodata", write_rodata, "page fault (write)" },
	    { "execute-data", execute_data, "page fault (execute)" },
	    { "write-tables", write_tables, "page fault (write)" },
	    { "read-stub", read_stub_state, "page fault (read)" },
	    { "stack-overflow", stack_overflow, "stack overflow" },
	    GUEST_WAYS };

int main(int argc, char **argv)
{
	for (unsigned i = 0; i < sizeof(how) / sizeof(how[0]); i++) {
		if (argc < 2)
			printf("%s|%s\n", how[i].name, how[i].report);
		else if (!strcmp(argv[1], how[i].name)) {
			how[i].fn();
			printf("FAIL: survived %s\n", how[i].name);
			return 1;
		}
	}
	return argc < 2 ? 0 : 2;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64: crashes that only this architecture has, for tests/image.c. */
static void wild(void)
{
	*(volatile int *)0x8000000000000000 = 1;
}

static void opcode(void)
{
	__asm__ volatile(".inst 0");
}

static void breakpoint(void)
{
	__builtin_trap();
}

static void lost_stack(void)
{
	__asm__ volatile("mov x9, #32; mov sp, x9; str x9, [sp, #-16]!" ::: "x9");
}

/* Statuses are 139; reports are patterns of grep. */
static const struct {
	const char *name;
	void (*fn)(void);
	const char *report;
} arch_crashes[] = {
	{ "wild", wild, "page fault (write) at 0x[08]0*" },
	{ "opcode", opcode, "invalid opcode" },
	{ "breakpoint", breakpoint, "breakpoint" },
	{ "sp", lost_stack, "page fault (write) at 0x0000000000000010" },
};

/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: crashes that only this architecture has, for tests/image.c. */
static void wild(void)
{
	*(volatile int *)0x8000000000000000 = 1;
}

static void opcode(void)
{
	__asm__ volatile("ud2");
}

static void division(void)
{
	__asm__ volatile("xor %%ecx, %%ecx; xor %%edx, %%edx; div %%ecx" ::
				 : "rax", "rcx", "rdx");
}

static void lost_stack(void)
{
	__asm__ volatile("mov $0x10, %rsp; push %rax");
}

/* Statuses are 139; reports are patterns of grep. */
static const struct {
	const char *name;
	void (*fn)(void);
	const char *report;
} arch_crashes[] = {
	{ "wild", wild, "general protection fault" },
	{ "opcode", opcode, "invalid opcode" },
	{ "division", division, "division error" },
	{ "sp", lost_stack, "page fault (write) at 0x0000000000000008" },
};

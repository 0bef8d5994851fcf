/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64: what the guests of machine/tests do that another architecture does otherwise. */
#include <uk/trap.h>
#include "arm.h"
#include "stub.h"
#include "sys.h"

/* int f(void) { return 42; } */
#define GUEST_CODE "\x40\x05\x80\x52\xc0\x03\x5f\xd6"
/* Registers that the start has mapped. */
#define GUEST_DEVICE mach_tree.gic[0]

/* Services that only this stub has. The GIC's registers are nobody's; interrupts below 32 are
 * not shared. */
#define GUEST_ATTACKS                                                                       \
	EXPECT(service(SVC_IRQ, (void *)27, NULL), -EINVAL);                                \
	EXPECT(service(SVC_IRQ, (void *)MACH_INTIDS, NULL), -EINVAL);                       \
	EXPECT(service(SVC_IRQ, (void *)-1, NULL), -EINVAL);                                \
	EXPECT(service(SVC_IRQ, (void *)40, (void *)63), -EINVAL);                          \
	EXPECT(service(SVC_IRQ, (void *)40, (void *)-1), -EINVAL);                          \
	EXPECT(service(SVC_MMIO, (void *)mach_tree.gic[0], NULL), -EINVAL);                 \
	EXPECT(service(SVC_MMIO, (void *)mach_tree.gic[1], NULL), -EINVAL);                 \
	for (uintptr_t call = 0; call < 0x1000; call++)                                     \
	EXPECT(changes_memory(call) ? service(SVC_HYPERCALL, (void *)call, NULL) : REFUSED, \
	       REFUSED)

/* Hypercall @call & 0xff, command @call >> 8: all but those of scheduling, console, event
 * channels. */
#define REFUSED (strcmp(uk_plat->name, "xen") ? -ENOSYS : -EPERM)
static inline bool changes_memory(uintptr_t call)
{
	return (call & 0xff) != 29 && (call & 0xff) != 18 && (call & 0xff) != 32;
}

static inline void privileged(void)
{
	__asm__ volatile("msr daifset, #2");
}

static inline void read_system_register(void)
{
	__asm__ volatile("mrs x0, ttbr0_el1" : : : "x0");
}

static inline void invalid(void)
{
	__asm__ volatile(".inst 0");
}

static inline void breakpoint(void)
{
	__builtin_trap();
}

static inline void read_gic(void)
{
	(void)*(volatile uint32_t *)(uintptr_t)mach_tree.gic[0];
}

/* Semihosting is the stub's: at EL0 it is an undefined instruction. */
static inline void semihosting(void)
{
	__asm__ volatile("hlt #0xf000");
}

/* QEMU does not check the stack pointer, which would be another way. */
static inline void unaligned_pc(void)
{
	__asm__ volatile("adr x9, . + 6; br x9" : : : "x9");
}

/* Where uk_regs_resume() may go anybody may, and not further. */
static inline void resume_at_stub(void)
{
	__asm__ volatile("mov x0, %0; brk %1" : : "r"(MACH_STATE), "i"(UK_BRK_RESUME) : "x0");
}

#define GUEST_WAYS                                                             \
	{ "privileged", privileged, "invalid opcode" },                        \
		{ "system-register", read_system_register, "invalid opcode" }, \
		{ "invalid", invalid, "invalid opcode" },                      \
		{ "breakpoint", breakpoint, "breakpoint" },                    \
		{ "read-gic", read_gic, "page fault (read)" },                 \
		{ "semihosting", semihosting, "invalid opcode" },              \
		{ "resume-at-stub", resume_at_stub, "page fault (execute)" },  \
		{ "unaligned-pc", unaligned_pc, "alignment check" },

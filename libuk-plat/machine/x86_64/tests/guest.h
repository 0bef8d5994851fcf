/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: what the guests of machine/tests do that another architecture does otherwise. */
#include "x86.h"
#include "stub.h"
#include "sys.h"

/* int f(void) { return 42; } */
#define GUEST_CODE "\xb8\x2a\x00\x00\x00\xc3"
/* Registers that the start has mapped. */
#define GUEST_DEVICE MACH_LAPIC

/* Services that only this stub has. */
#define GUEST_ATTACKS                                                                  \
	EXPECT(service(SVC_CALL, (void *)(uintptr_t)attacks_on_rights, NULL), -EPERM); \
	EXPECT(service(SVC_FSBASE, (void *)0x8000000000000000, NULL), -EINVAL)

static inline void divide(void)
{
	__asm__ volatile("xor %%ecx, %%ecx; div %%ecx" : : : "eax", "ecx", "edx");
}

static inline void privileged(void)
{
	__asm__ volatile("cli");
}

static inline void invalid(void)
{
	__asm__ volatile("ud2");
}

static inline void far_port(void)
{
	__asm__ volatile("outb %%al, %%dx" : : "a"(0), "d"(0x1000));
}

#define GUEST_WAYS                                                        \
	{ "divide", divide, "division error" },                           \
		{ "privileged", privileged, "general protection fault" }, \
		{ "invalid", invalid, "invalid opcode" },                 \
		{ "far-port", far_port, "general protection fault" },

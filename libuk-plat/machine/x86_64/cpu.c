/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Descriptor tables and control registers. Exceptions go to CPL3 through gates
 * with a CPL3 code segment, interrupts and int $4 to CPL0 (vectors.S says why).
 */
#include <uk/anchor.h>
#include <uk/tls.h>
#include "stub.h"
#include "sys.h"
#include "x86.h"

UK_NEED(uk_plat_pvh);
UK_NEED(mach_reflect);

#define GATE_INT    0x8e /* interrupt gate: IF becomes 0 */
#define GATE_DPL3   0x60
#define INT_SERVICE 4

#define IST_EXCEPTION 1

/* Where int $4 has put the flags, below the top of the CPL0 stack. */
#define FRAME_RFLAGS 24
#define RFLAGS_IF    0x200

#define MSR_APIC_BASE 0x1b
#define MSR_FS_BASE   0xc0000100

struct gate {
	uint16_t offset0, selector;
	uint8_t ist, type;
	uint16_t offset1;
	uint32_t offset2, reserved;
};

struct tss {
	uint32_t reserved0;
	uint64_t rsp[3], reserved1, ist[7], reserved2;
	uint16_t reserved3, iomap;
} uk_packed;

extern char mach_vectors[], mach_spurious[], mach_service_entry[];
extern char mach_exception_stack[3 * 4096];

struct mach_cpu mach_cpu;

/* What the stack protector reads before uk_boot sets up the thread pointer. */
static uint64_t boot_tls[8];
static uint64_t cr4_add, xcr0;

static void set_gate(struct gate *g, const char *entry, uint16_t selector, uint8_t ist,
		     uint8_t type)
{
	uint64_t a = (uintptr_t)entry;

	g->offset0 = a;
	g->selector = selector;
	g->ist = ist;
	g->type = type;
	g->offset1 = a >> 16;
	g->offset2 = a >> 32;
}

static void descriptors(void)
{
	struct gate *idt = (struct gate *)(mach_sup + SUP_IDT);
	struct tss *tss = (struct tss *)(mach_sup + SUP_TSS);

	/*
	 * Without interrupts in exceptions, too: the IST switch leaves a null SS, and
	 * an interrupt could not return to that.
	 */
	for (unsigned i = 0; i < MACH_VECTORS; i++) {
		const char *entry = mach_vectors + MACH_VECTOR_OFFSET(i);

		if (i < MACH_IRQ_BASE)
			set_gate(&idt[i], entry, MACH_CS3, IST_EXCEPTION, GATE_INT);
		else
			set_gate(&idt[i], entry, MACH_CS0, 0, GATE_INT);
	}
	idt[3].type |= GATE_DPL3; /* int3, for debuggers */
	set_gate(&idt[INT_SERVICE], mach_service_entry, MACH_CS0, 0, GATE_INT | GATE_DPL3);
	set_gate(&idt[MACH_VECTOR_SPURIOUS], mach_spurious, MACH_CS0, 0, GATE_INT);

	tss->ist[IST_EXCEPTION - 1] =
		(uintptr_t)mach_exception_stack + sizeof(mach_exception_stack);
	tss->rsp[0] = (uintptr_t)mach_sup + SUP_STACK0;
	tss->iomap = SUP_IOMAP - SUP_TSS;
	mach_sup[SUP_IOEND] = 0xff;
}

static void features(void)
{
	uint32_t max = cpuid(0).a;
	struct cpuid id = cpuid(1);

	mach_cpu.rdrand = id.c >> 30 & 1;
	if (id.c >> 26 & 1 && max >= 0xd) { /* XSAVE: enable what AVX code needs */
		cr4_add |= 1 << 18;
		xcr0 = cpuid(0xd).a & 0xe7;
	}
	if (max >= 7) {
		uint32_t b = cpuid(7).b;

		mach_cpu.rdseed = b >> 18 & 1;
		mach_cpu.fsgsbase = b & 1;
		cr4_add |= (uint64_t)mach_cpu.fsgsbase << 16;
	}
	if (id.c >> 31)
		mach_cpu.hypervisor = cpuid(0x40000000).b;
	mach_cpu.lapic_1ghz =
		mach_cpu.hypervisor == MACH_HV_KVM || mach_cpu.hypervisor == MACH_HV_TCG;
}

/* At CPL0: few instructions, no stack to speak of. */
static void setup_cpl0(void *arg)
{
	uint64_t cr4;

	(void)arg;
	__asm__ volatile("mov %%cr4, %0" : "=r"(cr4));
	__asm__ volatile("mov %0, %%cr4" : : "r"(cr4 | cr4_add));
	if (xcr0)
		__asm__ volatile("xsetbv" : : "c"(0), "a"((uint32_t)xcr0), "d"(0));
	wrmsr(MSR_FS_BASE, (uintptr_t)boot_tls);
	mach_cpu.apic_base = rdmsr(MSR_APIC_BASE);
}

static void seal_cpl0(void *arg)
{
	(void)arg;
	__asm__ volatile("mov %0, %%cr3" : : "r"(mach_paging_root) : "memory");
	MACH_STATE->root = mach_paging_root;
	MACH_STATE->sealed = 1;
	/* Interrupts from here on: the PICs' line into the LAPIC is closed before iretq sets
	 * IF. */
	mach_lapic_init();
	*(uint64_t *)(mach_sup + SUP_STACK0 - FRAME_RFLAGS) |= RFLAGS_IF;
}

void mach_cpu_init(void)
{
	descriptors();
	features();
	mach_service(SVC_CALL, (uintptr_t)setup_cpl0, 0, 0);
}

void mach_set_tls(void *tp)
{
	mach_service(SVC_FSBASE, (uintptr_t)tp, 0, 0);
}

void mach_cpu_seal(void)
{
	mach_service(SVC_CALL, (uintptr_t)seal_cpl0, 0, 0);
	if (!mach_cpu.fsgsbase)
		uk_tls_set_slow = mach_set_tls;
}

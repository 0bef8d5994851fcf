/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The small services of the CPL0 stub, and their table.
 */
#include <errno.h>
#include "stub.h"
#include "sys.h"

#define MSR_FS_BASE 0xc0000100

static long svc_fsbase(uint64_t base)
{
	/* A non-canonical address would fault, and the stub has no handler for that. */
	if (base >= MAP_LIMIT)
		return -EINVAL;
	wrmsr(MSR_FS_BASE, base);
	return 0;
}

static long svc_cr2(void)
{
	uint64_t v;

	__asm__ volatile("mov %%cr2, %0" : "=r"(v));
	return v;
}

static long svc_reset(void)
{
	static const struct {
		uint16_t limit;
		uint64_t base;
	} __attribute__((packed)) none = { 0, 0 };

	__asm__ volatile("lidt %0; int3" : : "m"(none));
	__builtin_unreachable();
}

static long svc_refuse(uint64_t a, uint64_t b, uint64_t c)
{
	(void)a, (void)b, (void)c;
	return -EPERM;
}

/* Platform xen has another. */
long mach_svc_sealed(uint64_t a, uint64_t b, uint64_t c)
	__attribute__((weak, alias("svc_refuse")));

static long svc_call(uint64_t fn, uint64_t arg, uint64_t c)
{
	if (MACH_STATE->sealed)
		return mach_svc_sealed(fn, arg, c);
	((void (*)(void *))fn)((void *)arg);
	return 0;
}

/* Arguments as mach_svc_port's, which it stands for. */
static long svc_unknown(uint64_t a, uint64_t b, uint64_t c)
{
	(void)a, (void)b, (void)c;
	return -ENOSYS;
}

/* far_ports.c has another, which is linked where it is wanted. */
long mach_svc_port(uint64_t port, uint64_t value, uint64_t op)
	__attribute__((weak, alias("svc_unknown")));

/* From SVC_PROTECT on; SVC_IDLE is in vectors.S. */
extern const void *const mach_services[SVC_COUNT];
const void *const mach_services[SVC_COUNT] = {
	[SVC_PROTECT - 1] = mach_svc_protect,
	[SVC_TABLE - 1] = mach_svc_table,
	[SVC_MMIO - 1] = mach_svc_mmio,
	[SVC_FSBASE - 1] = svc_fsbase,
	[SVC_CR2 - 1] = svc_cr2,
	[SVC_RESET - 1] = svc_reset,
	[SVC_CALL - 1] = svc_call,
	[SVC_PORT - 1] = mach_svc_port,
	[SVC_COUNT - 1] = svc_unknown,
};

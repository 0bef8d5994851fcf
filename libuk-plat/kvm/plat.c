/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Platform kvm as the rest of the pool sees it, and its start at CPL3.
 */
#include <uk/anchor.h>
#include <uk/tls.h>
#include "kvm.h"
#include "x86_64/sys.h"

UK_ANCHOR(plat_kvm);
UK_NEED(uk_plat_kvm_pvh);
UK_NEED(uk_plat_kvm_start64);
UK_NEED(kvm_wall);

extern char uk_image_start[], uk_image_end[];
kvm_cold void kvm_start(uint64_t info, int protocol) uk_noreturn;

struct kvm_bootinfo kvm_bootinfo;

static void set_tls(void *tp)
{
	kvm_service(SVC_FSBASE, (uintptr_t)tp, 0, 0);
}

const struct uk_plat kvm_plat = {
	.name = "kvm",
	.console_write = kvm_serial_write,
	.console_read = kvm_serial_read,
	.clock_ns = kvm_clock_ns,
	.idle = kvm_idle,
	.protect = kvm_protect,
	.entropy = kvm_entropy,
	.set_tls = set_tls,
	.irq_enable = kvm_irq_enable,
	.shutdown = kvm_shutdown,
};

static void refuse_if(const char *why)
{
	if (why)
		kvm_refuse(why);
}

/* What may be handed out: RAM without page 0, the image and the boot module. */
static const char *free_memory(const struct kvm_bootinfo *b, struct kvm_ranges *free)
{
	uint64_t start = (uintptr_t)uk_image_start, end = (uintptr_t)uk_image_end;

	if (!kvm_ranges_has(&b->ram, UK_ALIGN_DOWN(start, 4096ul), end))
		return "memory map: the image is not in RAM";
	if (b->module_len && b->module < end && b->module + b->module_len > start)
		return "boot module: overlaps the image";
	if (b->module_len && !kvm_ranges_has(&b->ram, b->module, b->module + b->module_len))
		return "boot module: not in RAM";
	*free = b->ram;
	kvm_ranges_cut(free, 0, 4096);
	kvm_ranges_cut(free, start, end);
	if (b->module_len)
		kvm_ranges_cut(free, b->module, b->module + b->module_len);
	return NULL;
}

void kvm_start(uint64_t info, int protocol)
{
	static struct kvm_ranges free;
	static struct uk_boot boot;
	struct kvm_bootinfo *b = &kvm_bootinfo;

	kvm_cpu_init();
	refuse_if(protocol == KVM_PROTO_PVH ? kvm_pvh_parse(info, b)
					    : kvm_linux_parse(info, b));
	refuse_if(free_memory(b, &free));
	if (b->cmdline) {
		boot.cmdline = kvm_boot_cmdline(b->cmdline);
		if (!boot.cmdline)
			kvm_refuse("command line: longer than 4095 bytes, or out of reach");
	}
	refuse_if(kvm_paging_build(&b->ram, &free));
	kvm_cpu_seal();
	kvm_clock_init();

	__builtin_memcpy(boot.mem, free.r, sizeof(boot.mem));
	boot.nmem = free.n;
	if (b->module_len) {
		boot.module = (const void *)(uintptr_t)b->module;
		boot.module_len = b->module_len;
	}
	if (!kvm_cpu.fsgsbase)
		uk_tls_set_slow = set_tls;
	uk_boot(&kvm_plat, &boot);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The inside of platform kvm: prototypes under the file that owns them.
 *
 * entry.S -> kvm_start() -> bootinfo -> memory -> paging -> seal -> uk_boot().
 * All of it runs at CPL3 except entry.S, the stub (vectors.S, stub.c, service.c)
 * and the few functions named *_cpl0.
 */
#ifndef KVM_H
#define KVM_H

#include <stdbool.h>
#include <uk/plat.h>

/* Run once, or when something went wrong: small rather than fast. */
#define kvm_cold __attribute__((cold))

/* ranges.c: sets of memory ranges. */
struct kvm_ranges {
	unsigned n;
	struct uk_memrange r[UK_BOOT_MEM_MAX];
};
/* Take [start, end) out of @s. With no room for one more piece, the smaller one is dropped. */
kvm_cold void kvm_ranges_cut(struct kvm_ranges *s, uint64_t start, uint64_t end);
/* Add the whole pages in [start, start + len); ignored when @s is full. */
kvm_cold void kvm_ranges_add(struct kvm_ranges *s, uint64_t start, uint64_t len);
kvm_cold bool kvm_ranges_has(const struct kvm_ranges *s, uint64_t start, uint64_t end);

/* bootinfo.c and its two formats: what the boot loader says, checked. */
struct kvm_bootinfo {
	struct kvm_ranges ram;
	uint64_t cmdline; /* address, or 0 */
	uint64_t module, module_len;
	uint64_t rsdp; /* or 0 */
	bool scan_for_rsdp;
};
/* Both return NULL, or what is wrong. */
kvm_cold const char *kvm_pvh_parse(uint64_t info, struct kvm_bootinfo *b);
kvm_cold const char *kvm_linux_parse(uint64_t params, struct kvm_bootinfo *b);
/*
 * One memory map entry: RAM is added, or, with @cut, other types are taken out. The whole map
 * goes through once each way. false: it makes no sense.
 */
kvm_cold bool kvm_bootinfo_mem(struct kvm_bootinfo *b, uint64_t addr, uint64_t size,
			       uint32_t type, bool cut);
/* Boot data at @addr, mapped; NULL if it cannot be. Before the tables are sealed. */
kvm_cold const void *kvm_boot_ptr(uint64_t addr, size_t len);
/* The command line, copied to memory of ours; NULL: too long or unmapped. */
kvm_cold char *kvm_boot_cmdline(uint64_t addr);

/* paging.c: the final page tables, in pages taken from @free. Returns NULL or what is wrong. */
kvm_cold const char *kvm_paging_build(const struct kvm_ranges *ram, struct kvm_ranges *free);
extern uint64_t *kvm_paging_root;

/* mmio.c: map device registers or tables of firmware; NULL if it is RAM. Thread context. */
kvm_cold void *kvm_mmio(uint64_t pa, size_t len);
/* Give the stub a page for the walk to @va; 0 or -ENOMEM, -EINVAL. */
kvm_cold int kvm_table_page(uint64_t va);

/* protect.c */
kvm_cold int kvm_protect(void *addr, size_t len, unsigned prot);

/* cpu.c: descriptors, control registers, seal. */
kvm_cold void kvm_cpu_init(void);
kvm_cold void kvm_cpu_seal(void);
struct kvm_cpu {
	bool fsgsbase, rdseed, rdrand, kvmclock, lapic_1ghz;
	uint64_t apic_base;
};
extern struct kvm_cpu kvm_cpu;

/* serial.c: the 16550 at 0x3f8. */
kvm_cold void kvm_serial_write(const char *buf, size_t len);
kvm_cold int kvm_serial_read(char *buf, size_t len);

/* lapic.c */
kvm_cold void kvm_lapic_init(void);
void kvm_lapic_timer(uint32_t count);
uint32_t kvm_lapic_timer_left(void);
kvm_cold uint32_t kvm_lapic_id(void);

/* clock.c */
kvm_cold void kvm_clock_init(void);
kvm_cold uint64_t kvm_clock_ns(void);
/* Whether the TSC's rate is known, so that the LAPIC timer is free for deadlines. */
bool kvm_clock_known(void);
/* kvmclock's structures, which the hypervisor writes; the seal ends that. */
struct kvm_pvclock {
	uint32_t version, pad;
	uint64_t tsc, ns;
	uint32_t mul;
	int8_t shift;
	uint8_t flags, pad2[2];
};
struct kvm_pvwall {
	uint32_t version, sec, nsec;
};
extern struct kvm_pvclock kvm_pvclock;
extern struct kvm_pvwall kvm_pvwall;

/* idle.c */
void kvm_idle(uint64_t deadline_ns);

/* irq.c */
kvm_cold int kvm_irq_enable(unsigned line);

/* ioapic.c: send global system interrupt @gsi, edge-triggered, to @vector. 0 or -errno. */
kvm_cold int kvm_ioapic_route(unsigned gsi, unsigned vector);

/* entropy.c */
kvm_cold size_t kvm_entropy(void *buf, size_t len);

/* shutdown.c */
kvm_cold void kvm_shutdown(enum uk_shutdown how, int status) uk_noreturn;
/* Before boot: say what is wrong and end as a crash. */
kvm_cold void kvm_refuse(const char *why) uk_noreturn;

/* plat.c */
extern const struct uk_plat kvm_plat;
extern struct kvm_bootinfo kvm_bootinfo;

#endif

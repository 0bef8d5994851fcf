/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The bare machine, as platforms that have one to themselves see it: kvm, pc, and
 * xen where Xen gives a whole machine (PVH). It is no platform of its own: it has
 * the privileged stub, page tables, interrupt controllers and the serial port, and a platform
 * puts its own clock, shutdown and boot protocol to them. What only one architecture
 * has is in its folder's header.
 *
 *   entry (privileged) -> the platform's start -> mach_boot() -> uk_boot()
 *
 * All of it runs unprivileged except the entry, the stub and the few functions named *_cpl0.
 */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>
#include <uk/plat.h>

/* Run once, or when something went wrong: small rather than fast. */
#define mach_cold __attribute__((cold))

/* ranges.c: sets of memory ranges. */
struct mach_ranges {
	unsigned n;
	struct uk_memrange r[UK_BOOT_MEM_MAX];
};
/* Take [start, end) out of @s. With no room for one more piece, the smaller one is dropped. */
mach_cold void mach_ranges_cut(struct mach_ranges *s, uint64_t start, uint64_t end);
/* Add the whole pages in [start, start + len); ignored when @s is full. */
mach_cold void mach_ranges_add(struct mach_ranges *s, uint64_t start, uint64_t len);
mach_cold bool mach_ranges_has(const struct mach_ranges *s, uint64_t start, uint64_t end);

/* What the boot loader says, checked by the platform's parser. */
struct mach_bootinfo {
	struct mach_ranges ram;
	uint64_t cmdline; /* address, or 0 */
	uint64_t module, module_len;
	uint64_t rsdp; /* or 0 */
	bool scan_for_rsdp;
	bool rsdp_copied; /* rsdp is in memory of ours: the loader gave a copy */
};
extern struct mach_bootinfo mach_bootinfo;

/* free_memory.c: what may be handed out. NULL, or why image or module cannot be where they are.
 */
mach_cold const char *mach_free_memory(const struct mach_bootinfo *b, struct mach_ranges *free);

/*
 * boot.c: from boot data to uk_boot(): free memory, command line, page tables, seal, clock.
 * @why: what a parser said; not NULL: the boot is refused with it. @before_seal, if not NULL,
 * is called when the final page tables are about to be put in force, and the clock is
 * about to be needed.
 */
mach_cold void mach_boot(const struct uk_plat *plat, const char *why,
			 void (*before_seal)(void)) uk_noreturn;
/* Whether the image runs on a bare machine: it may be on another of its platforms. */
extern bool mach_running;
/* For struct uk_plat where a CPU may have no unprivileged way (x86): through the stub. */
mach_cold void mach_set_tls(void *tp);

/*
 * What mach_boot() asks of the architecture, in this order. The command line, copied to memory
 * of ours; NULL: too long or unmapped.
 */
mach_cold char *mach_boot_cmdline(uint64_t addr);
/* The final page tables, in pages taken from @free. Returns NULL or what is wrong. */
mach_cold const char *mach_paging_build(const struct mach_ranges *ram,
					struct mach_ranges *free);
extern uint64_t *mach_paging_root;
/* Put them in force; from now on unprivileged, and with interrupts. */
mach_cold void mach_cpu_seal(void);
/* Find the clock's rate, if the platform did not; or let it be found in time. */
mach_cold void mach_clock_init(void);

/* mmio.c: map device registers or tables of firmware; NULL if it is RAM. Thread context. */
mach_cold void *mach_mmio(uint64_t pa, size_t len);
/* Give the stub a page for the walk to @va; 0 or -ENOMEM, -EINVAL. */
mach_cold int mach_table_page(uint64_t va);

/* protect.c */
mach_cold int mach_protect(void *addr, size_t len, unsigned prot);

/* The early console. */
mach_cold void mach_serial_write(const char *buf, size_t len);
mach_cold int mach_serial_read(char *buf, size_t len);

/* Nanoseconds since the start; before uk_clock_ns() is set up the slow way. */
mach_cold uint64_t mach_clock_ns(void);
void mach_idle(uint64_t deadline_ns);
mach_cold int mach_irq_enable(unsigned line);
mach_cold size_t mach_entropy(void *buf, size_t len);

/*
 * What a device writes where to raise interrupt @source (of uk_irq_attach). 0, or -ENOTSUP:
 * this machine has no message-signalled interrupts. Thread context.
 */
mach_cold int mach_msi(int source, uint64_t *address, uint32_t *data);

/* Where BARs go that firmware has left at 0: addresses below 4 GiB, up to @end. */
mach_cold void mach_pci_window(uint64_t *start, uint64_t *end);

/*
 * Call @found for each virtio-mmio register block that the firmware's tables list. Thread
 * context.
 */
mach_cold void mach_virtio_mmio(void (*found)(uint64_t base, uint64_t len, unsigned line));

/* Power off, or at least reset, by what the machine has. Boot data need not be right yet. */
mach_cold void mach_off(void) uk_noreturn;
mach_cold void mach_reset(void) uk_noreturn;
/* Before boot: say what is wrong and end as a crash. */
mach_cold void mach_refuse(const char *why) uk_noreturn;

/* The platform that mach_boot() was called by; NULL before. */
extern const struct uk_plat *mach_plat;

#endif

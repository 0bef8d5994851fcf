/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A test VMM over /dev/kvm (Linux, Documentation/virt/kvm/api.rst) that starts an
 * image as Firecracker does: the 64-bit Linux boot protocol at the ELF entry, the
 * zero page at 0x7000, page tables at 0x9000, in-kernel interrupt controllers, a 16550,
 * nothing else. Ports 0x501 and 0x504 are those of ukrun(1).
 *
 * fc_boot [-m MIB] [-i INITRD] [-w OFFSET:BYTE] IMAGE [COMMAND LINE]; -w spoils the zero page.
 * Exit status: the guest's; 77 with a reason where there is no KVM; 125 for a fault of its own.
 */
#include <elf.h>
#include <err.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SKIP  77
#define FAULT 125

/* Firecracker's layout, src/vmm/src/arch/x86_64/layout.rs */
#define GDT	  0x500
#define ZERO_PAGE 0x7000
#define STACK	  0x8ff0
#define PML4	  0x9000
#define PDPT	  0xa000
#define PD	  0xb000
#define CMDLINE	  0x20000
#define LOW_END	  0x9fc00
#define HIGH	  0x100000
#define TSS_ADDR  0xfffbd000

static uint8_t *mem;
static size_t mem_size;

static void put(uint64_t at, const void *p, size_t len)
{
	if (at > mem_size || len > mem_size - at)
		errx(FAULT, "%zu bytes at %#lx are not in the guest's memory", len,
		     (unsigned long)at);
	memcpy(mem + at, p, len);
}

static void put32(uint64_t at, uint32_t v)
{
	put(at, &v, sizeof(v));
}

static void put64(uint64_t at, uint64_t v)
{
	put(at, &v, sizeof(v));
}

static char *slurp(const char *path, size_t *len)
{
	int fd = open(path, O_RDONLY);
	struct stat st;
	char *p;

	if (fd < 0 || fstat(fd, &st))
		err(FAULT, "%s", path);
	p = malloc(st.st_size + 1);
	if (!p || read(fd, p, st.st_size) != st.st_size)
		err(FAULT, "%s", path);
	close(fd);
	*len = st.st_size;
	return p;
}

static uint64_t load_elf(const char *path)
{
	size_t len;
	char *file = slurp(path, &len);
	const Elf64_Ehdr *e = (const Elf64_Ehdr *)file;
	const Elf64_Phdr *ph;

	if (len < sizeof(*e) || memcmp(e->e_ident, ELFMAG, SELFMAG) || e->e_phoff > len ||
	    e->e_phnum > (len - e->e_phoff) / sizeof(*ph))
		errx(FAULT, "%s: not an ELF file", path);
	ph = (const Elf64_Phdr *)(file + e->e_phoff);
	for (unsigned i = 0; i < e->e_phnum; i++)
		if (ph[i].p_type == PT_LOAD)
			put(ph[i].p_paddr, file + ph[i].p_offset, ph[i].p_filesz);
	return e->e_entry;
}

static void e820(unsigned i, uint64_t addr, uint64_t size, uint32_t type)
{
	put64(ZERO_PAGE + 0x2d0 + 20 * i, addr);
	put64(ZERO_PAGE + 0x2d0 + 20 * i + 8, size);
	put32(ZERO_PAGE + 0x2d0 + 20 * i + 16, type);
	mem[ZERO_PAGE + 0x1e8] = i + 1;
}

static void boot_params(const char *cmdline, const char *initrd)
{
	size_t len = strlen(cmdline);
	char *p;

	put(CMDLINE, cmdline, len + 1);
	mem[ZERO_PAGE + 0x1fe] = 0x55;
	mem[ZERO_PAGE + 0x1ff] = 0xaa;
	put32(ZERO_PAGE + 0x202, 0x53726448); /* HdrS */
	mem[ZERO_PAGE + 0x210] = 0xff;	      /* type of loader */
	put32(ZERO_PAGE + 0x228, CMDLINE);
	put32(ZERO_PAGE + 0x230, 0x1000000); /* alignment */
	put32(ZERO_PAGE + 0x238, len + 1);
	if (initrd) {
		p = slurp(initrd, &len);
		put32(ZERO_PAGE + 0x218, (mem_size - len) & ~0xfffu);
		put32(ZERO_PAGE + 0x21c, len);
		put((mem_size - len) & ~0xfffu, p, len);
	}
	e820(0, 0, LOW_END, 1);
	e820(1, HIGH, mem_size - HIGH, 1);
}

static struct kvm_segment segment(unsigned index, uint16_t flags, uint32_t limit)
{
	struct kvm_segment s = {
		.limit = limit,
		.selector = index * 8,
		.type = flags & 15,
		.s = flags >> 4 & 1,
		.dpl = flags >> 5 & 3,
		.present = flags >> 7 & 1,
		.l = flags >> 13 & 1,
		.db = flags >> 14 & 1,
		.g = flags >> 15 & 1,
	};

	put64(GDT + 8 * index,
	      (uint64_t)flags << 40 | (limit & 0xffff) | (uint64_t)(limit >> 16 & 15) << 48);
	return s;
}

static void long_mode(struct kvm_sregs *s)
{
	put64(GDT, 0);
	s->cs = segment(1, 0xa09b, 0xfffff);
	s->ds = s->es = s->fs = s->gs = s->ss = segment(2, 0xc093, 0xfffff);
	s->tr = segment(3, 0x808b, 0xfffff);
	s->gdt.base = GDT;
	s->gdt.limit = 4 * 8 - 1;
	s->idt.base = 0x520;
	s->idt.limit = 7;
	put64(PML4, PDPT | 3);
	put64(PDPT, PD | 3);
	for (uint64_t i = 0; i < 512; i++)
		put64(PD + 8 * i, i << 21 | 0x83);
	s->cr3 = PML4;
	s->cr4 |= 0x20;
	s->cr0 |= 0x80000001;
	s->efer |= 0x500;
}

/* The ports. Returns false at the guest's end. */
static struct {
	uint8_t bytes[2];
	unsigned n;
} status;

static bool out(uint16_t port, uint8_t v)
{
	if (port == 0x3f8)
		putchar(v);
	else if (port == 0x504 && status.n < 2)
		status.bytes[status.n++] = v;
	else if (port == 0x501 || (port == 0x64 && v == 0xfe))
		return false;
	return true;
}

static uint8_t in(uint16_t port)
{
	if (port == 0x3fd)
		return 0x60; /* transmitter empty */
	if (port == 0x504)
		return 0xe9;
	return port >= 0x3f8 && port < 0x400 ? 0 : 0xff;
}

static bool do_io(struct kvm_run *run)
{
	uint8_t *p = (uint8_t *)run + run->io.data_offset;
	bool alive = true;

	for (unsigned i = 0; i < run->io.count; i++, p += run->io.size)
		if (run->io.direction == KVM_EXIT_IO_OUT)
			alive = out(run->io.port, *p) && alive;
		else
			memset(p, in(run->io.port), run->io.size);
	return alive;
}

static int finish(void)
{
	fflush(stdout);
	if (status.n < 2) {
		fprintf(stderr, "fc_boot: the guest reset itself\n");
		return FAULT;
	}
	if (status.bytes[0] == 'C')
		fprintf(stderr, "fc_boot: the guest crashed\n");
	return status.bytes[1];
}

static int run_guest(int cpu, struct kvm_run *run)
{
	for (;;) {
		if (ioctl(cpu, KVM_RUN, 0) < 0)
			err(FAULT, "KVM_RUN");
		switch (run->exit_reason) {
		case KVM_EXIT_IO:
			if (!do_io(run))
				return finish();
			break;
		case KVM_EXIT_MMIO: /* nothing is there */
			memset(run->mmio.data, 0xff, sizeof(run->mmio.data));
			break;
		case KVM_EXIT_SHUTDOWN:
			return finish();
		default:
			errx(FAULT, "KVM exit reason %u", run->exit_reason);
		}
	}
}

static void set_cpuid(int kvm, int cpu)
{
	struct {
		struct kvm_cpuid2 head;
		struct kvm_cpuid_entry2 entries[256];
	} *c = calloc(1, sizeof(*c));

	c->head.nent = 256;
	if (ioctl(kvm, KVM_GET_SUPPORTED_CPUID, c) || ioctl(cpu, KVM_SET_CPUID2, c))
		err(FAULT, "cpuid");
	free(c);
}

int main(int argc, char **argv)
{
	struct kvm_userspace_memory_region region = { 0 };
	struct kvm_pit_config pit = { .flags = KVM_PIT_SPEAKER_DUMMY };
	struct kvm_sregs sregs;
	struct kvm_regs regs = { .rflags = 2, .rsp = STACK, .rbp = STACK, .rsi = ZERO_PAGE };
	const char *initrd = NULL, *spoil = NULL;
	unsigned offset, byte;
	struct kvm_run *run;
	int opt, kvm, vm, cpu;

	mem_size = 64 << 20;
	while ((opt = getopt(argc, argv, "m:i:w:")) != -1) {
		if (opt == 'm')
			mem_size = strtoul(optarg, NULL, 0) << 20;
		else if (opt == 'i')
			initrd = optarg;
		else if (opt == 'w')
			spoil = optarg;
		else
			return FAULT;
	}
	if (optind == argc)
		errx(FAULT, "usage: fc_boot [-m MIB] [-i INITRD] [-w OFFSET:BYTE] IMAGE "
			    "[COMMAND LINE]");
	kvm = open("/dev/kvm", O_RDWR);
	if (kvm < 0) {
		printf("skipped: no /dev/kvm\n");
		return SKIP;
	}
	vm = ioctl(kvm, KVM_CREATE_VM, 0);
	if (vm < 0 || ioctl(vm, KVM_SET_TSS_ADDR, TSS_ADDR) ||
	    ioctl(vm, KVM_CREATE_IRQCHIP, 0) || ioctl(vm, KVM_CREATE_PIT2, &pit)) {
		printf("skipped: KVM makes no virtual machine here\n");
		return SKIP;
	}
	mem = mmap(NULL, mem_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (mem == MAP_FAILED)
		err(FAULT, "memory");
	region.memory_size = mem_size;
	region.userspace_addr = (uintptr_t)mem;
	cpu = ioctl(vm, KVM_CREATE_VCPU, 0);
	if (cpu < 0 || ioctl(vm, KVM_SET_USER_MEMORY_REGION, &region))
		err(FAULT, "virtual machine");
	set_cpuid(kvm, cpu);
	run = mmap(NULL, ioctl(kvm, KVM_GET_VCPU_MMAP_SIZE, 0), PROT_READ | PROT_WRITE,
		   MAP_SHARED, cpu, 0);
	if (run == MAP_FAILED || ioctl(cpu, KVM_GET_SREGS, &sregs))
		err(FAULT, "virtual CPU");
	regs.rip = load_elf(argv[optind]);
	boot_params(optind + 1 < argc ? argv[optind + 1] : "", initrd);
	if (spoil && sscanf(spoil, "%i:%i", (int *)&offset, (int *)&byte) == 2)
		mem[ZERO_PAGE + (offset & 0xfff)] = byte;
	long_mode(&sregs);
	if (ioctl(cpu, KVM_SET_SREGS, &sregs) || ioctl(cpu, KVM_SET_REGS, &regs))
		err(FAULT, "registers");
	return run_guest(cpu, run);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The KVM probe. Having /dev/kvm says little: some hosts interpret guest
 * code, at under a million instructions a second, and some fail at the first
 * KVM_RUN. The pool runs at CPL3, so the probe starts a processor directly in
 * 64-bit mode at CPL3 (Linux's selectors, user-accessible pages), lets it
 * count, and leaves by a store to an address without memory behind it.
 * Interface: Linux, Documentation/virt/kvm/api.rst.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include <linux/kvm.h>

#include "kvm.h"

/* The guest's memory: three levels of page table that map 2 MiB, code. */
#define PML4	 0x0000u
#define PDPT	 0x1000u
#define PD	 0x2000u
#define CODE	 0x3000u
#define MEM_SIZE 0x4000u
#define NOWHERE	 0x100000u /* mapped, but no memory: a store there is an exit */

#define WARM_UP	   1000u
#define ITERATIONS 100000u
#define ENOUGH_NS  5000000 /* 20 million iterations a second; an interpreter does 0.4 */
#define GIVE_UP_US 20000

/* clang-format off */
static const uint8_t code[] = {
	0xff, 0xc9,					/* 1: dec %ecx */
	0x75, 0xfc,					/* jnz 1b */
	0x88, 0x04, 0x25, 0x00, 0x00, 0x10, 0x00,	/* mov %al, NOWHERE */
	0x89, 0xf1,					/* mov %esi, %ecx */
	0xff, 0xc9,					/* 2: dec %ecx */
	0x75, 0xfc,					/* jnz 2b */
	0x88, 0x04, 0x25, 0x00, 0x00, 0x10, 0x00,	/* mov %al, NOWHERE */
	0xeb, 0xfe,					/* jmp . */
};
/* clang-format on */

struct probe {
	int kvm, vm, cpu;
	uint8_t *mem;
	struct kvm_run *run;
	size_t run_size;
};

static char reason[128];

static const char *failed(const char *what)
{
	snprintf(reason, sizeof(reason), "%s: %s", what, strerror(errno));
	return reason;
}

static const char *create(struct probe *p)
{
	struct kvm_userspace_memory_region region = { .memory_size = MEM_SIZE };
	int size;

	p->kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
	if (p->kvm < 0)
		return failed("/dev/kvm");
	if (ioctl(p->kvm, KVM_GET_API_VERSION, 0) != KVM_API_VERSION)
		return "/dev/kvm has an unknown version";
	p->vm = ioctl(p->kvm, KVM_CREATE_VM, 0);
	if (p->vm < 0)
		return failed("KVM_CREATE_VM");
	p->mem = mmap(NULL, MEM_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
		      0);
	if (p->mem == MAP_FAILED)
		return failed("mmap");
	region.userspace_addr = (uintptr_t)p->mem;
	if (ioctl(p->vm, KVM_SET_USER_MEMORY_REGION, &region) < 0)
		return failed("KVM_SET_USER_MEMORY_REGION");
	p->cpu = ioctl(p->vm, KVM_CREATE_VCPU, 0);
	if (p->cpu < 0)
		return failed("KVM_CREATE_VCPU");
	size = ioctl(p->kvm, KVM_GET_VCPU_MMAP_SIZE, 0);
	if (size < (int)sizeof(struct kvm_run))
		return "KVM_GET_VCPU_MMAP_SIZE is too small";
	p->run_size = (size_t)size;
	p->run = mmap(NULL, p->run_size, PROT_READ | PROT_WRITE, MAP_SHARED, p->cpu, 0);
	if (p->run == MAP_FAILED)
		return failed("mmap of the processor");
	return NULL;
}

static void put64(uint8_t *at, uint64_t v)
{
	memcpy(at, &v, sizeof(v));
}

static const char *load(struct probe *p)
{
	struct kvm_segment user = {
		.limit = 0xffffffff,
		.dpl = 3,
		.present = 1,
		.s = 1,
		.g = 1,
	};
	struct kvm_sregs s;
	struct kvm_regs r = { .rip = CODE, .rflags = 2, .rcx = WARM_UP, .rsi = ITERATIONS };

	put64(p->mem + PML4, PDPT | 7); /* present, writable, user */
	put64(p->mem + PDPT, PD | 7);
	put64(p->mem + PD, 0x87); /* 2 MiB */
	memcpy(p->mem + CODE, code, sizeof(code));

	if (ioctl(p->cpu, KVM_GET_SREGS, &s) < 0)
		return failed("KVM_GET_SREGS");
	s.ds = user;
	s.ds.type = 3;
	s.ds.db = 1;
	s.ds.selector = 0x2b;
	s.es = s.fs = s.gs = s.ss = s.ds;
	s.cs = user;
	s.cs.type = 11;
	s.cs.l = 1;
	s.cs.selector = 0x33;
	s.tr.type = 11; /* a busy TSS: the processor insists on one */
	s.tr.present = 1;
	s.tr.s = 0;
	s.tr.limit = 103;
	s.cr3 = PML4;
	s.cr4 = 0x20;	    /* PAE */
	s.cr0 = 0x80000033; /* PG, NE, ET, MP, PE */
	s.efer = 0x500;	    /* LMA, LME */
	if (ioctl(p->cpu, KVM_SET_SREGS, &s) < 0)
		return failed("KVM_SET_SREGS");
	if (ioctl(p->cpu, KVM_SET_REGS, &r) < 0)
		return failed("KVM_SET_REGS");
	return NULL;
}

/* Processor time, so that a busy machine does not look like a slow KVM. */
static int64_t cpu_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* Up to the next store to NOWHERE. */
static const char *lap(struct probe *p)
{
	if (ioctl(p->cpu, KVM_RUN, 0) < 0) {
		if (errno == EINTR)
			return "KVM interprets guest code here";
		return failed("KVM_RUN");
	}
	if (p->run->exit_reason != KVM_EXIT_MMIO || p->run->mmio.phys_addr != NOWHERE) {
		snprintf(reason, sizeof(reason), "KVM cannot run unprivileged code (exit %u)",
			 p->run->exit_reason);
		return reason;
	}
	return NULL;
}

static void interrupt(int sig)
{
	(void)sig; /* it is enough that KVM_RUN returns */
}

static const char *measure(struct probe *p)
{
	struct itimerval cpu = { { 0, GIVE_UP_US }, { 0, GIVE_UP_US } };
	struct itimerval wall = { { 1, 0 }, { 1, 0 } }, off = { { 0, 0 }, { 0, 0 } };
	struct sigaction act = { .sa_handler = interrupt }, old_prof, old_alrm;
	const char *fault;
	int64_t t;

	sigaction(SIGPROF, &act, &old_prof);
	sigaction(SIGALRM, &act, &old_alrm);
	setitimer(ITIMER_PROF, &cpu, NULL);  /* an interpreter is stopped early, */
	setitimer(ITIMER_REAL, &wall, NULL); /* one that hangs too */
	fault = lap(p);
	t = cpu_ns();
	if (!fault)
		fault = lap(p);
	t = cpu_ns() - t;
	setitimer(ITIMER_PROF, &off, NULL);
	setitimer(ITIMER_REAL, &off, NULL);
	sigaction(SIGPROF, &old_prof, NULL);
	sigaction(SIGALRM, &old_alrm, NULL);
	if (!fault && t > ENOUGH_NS)
		fault = "KVM runs guest code slowly here";
	return fault;
}

const char *kvm_fault(void)
{
	struct probe p = { -1, -1, -1, MAP_FAILED, MAP_FAILED, 0 };
	const char *fault = create(&p);

	if (!fault)
		fault = load(&p);
	if (!fault)
		fault = measure(&p);
	if (p.run != MAP_FAILED)
		munmap(p.run, p.run_size);
	if (p.cpu >= 0)
		close(p.cpu);
	if (p.mem != MAP_FAILED)
		munmap(p.mem, MEM_SIZE);
	if (p.vm >= 0)
		close(p.vm);
	if (p.kvm >= 0)
		close(p.kvm);
	return fault;
}

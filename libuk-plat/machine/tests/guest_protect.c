/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Runs in a virtual machine: rights of pages as the pool uses them, and attacks from
 * the pool on the stub, each of which must be refused. Skips (77) elsewhere.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uk/page.h>
#include <uk/plat.h>
#include "guest.h" /* in the architecture's tests/ */

#define R  UK_PROT_READ
#define W  UK_PROT_WRITE
#define X  UK_PROT_EXEC
#define RW (R | W)

extern char uk_text_start[], uk_rodata_start[];
static char data[3 * 4096] uk_aligned(4096);
static unsigned failures;

static void expect(const char *what, long got, long want)
{
	if (got != want) {
		printf("FAIL: %s: %ld instead of %ld\n", what, got, want);
		failures++;
	}
}
#define EXPECT(call, want) expect(#call, call, want)

static void *page_of(void *p)
{
	return (void *)((uintptr_t)p & ~UINT64_C(4095));
}

static long service(long n, const void *a, const void *b)
{
	return mach_service(n, (uintptr_t)a, (uintptr_t)b, 0);
}

static void rights(void)
{
	char *p = uk_page_alloc_aligned(1024, 512);

	EXPECT(mach_protect(data, 4096, R), 0);
	EXPECT(mach_protect(data, 8192, RW), 0);
	data[0] = 1;
	EXPECT(p != NULL, 1);
	/* In the middle of large pages, whole large pages, across both. */
	EXPECT(mach_protect(p + 5 * 4096, 4096, 0), 0);
	EXPECT(mach_protect(p + 5 * 4096, 4096, RW), 0);
	EXPECT(mach_protect(p, 1024 * 4096, R), 0);
	EXPECT(mach_protect(p + 4096, 1022 * 4096, RW), 0);
	EXPECT(mach_protect(p, 1024 * 4096, RW), 0);
	memset(p, 1, 1024 * 4096);
	/* Code of one's own: written first, executable afterwards. */
	memcpy(p, GUEST_CODE, sizeof(GUEST_CODE));
	__builtin___clear_cache(p, p + sizeof(GUEST_CODE));
	EXPECT(mach_protect(p, 4096, R | X), 0);
	EXPECT(((int (*)(void))p)(), 42);
	EXPECT(mach_protect(p, 4096, RW), 0);
}

static void attacks_on_rights(void)
{
	EXPECT(mach_protect(data, 4096, W | X), -EINVAL);
	EXPECT(mach_protect(data, 4096, R | W | X), -EINVAL);
	EXPECT(mach_protect(data + 1, 4096, R), -EINVAL);
	EXPECT(mach_protect(data, 0, R), -EINVAL);
	EXPECT(mach_protect(page_of(uk_text_start), 4096, RW), -EINVAL);
	EXPECT(mach_protect(page_of(uk_rodata_start), 4096, RW), -EINVAL);
	EXPECT(mach_protect(mach_sup, 4096, RW), -EINVAL);
	EXPECT(mach_protect(mach_paging_root, 4096, RW), -EINVAL);
	EXPECT(mach_protect(NULL, 4096, RW), -EINVAL);
	EXPECT(mach_protect((void *)GUEST_DEVICE, 0x200000, R), -EINVAL);
	EXPECT(mach_protect((void *)0x7ffffffff000, 4096, R), -EINVAL);
	EXPECT(mach_protect((void *)0xfffffffffffff000, 4096, R), -EINVAL);
}

static void attacks_on_services(void)
{
	EXPECT(service(SVC_COUNT, NULL, NULL), -ENOSYS);
	EXPECT(service(-1, NULL, NULL), -ENOSYS);
	GUEST_ATTACKS;
	EXPECT(service(SVC_MMIO, NULL, NULL), -EINVAL);
	EXPECT(service(SVC_MMIO, mach_paging_root, NULL), -EINVAL);
	EXPECT(service(SVC_MMIO, mach_sup, NULL), -EINVAL);
	EXPECT(service(SVC_MMIO, data, NULL), -EINVAL);
	EXPECT(service(SVC_MMIO, page_of(uk_text_start), NULL), -EINVAL);
	EXPECT(service(SVC_TABLE, (void *)0x7000000000, mach_paging_root), -EINVAL);
	EXPECT(service(SVC_TABLE, (void *)0x7000000000, mach_sup), -EINVAL);
	EXPECT(service(SVC_TABLE, (void *)0x7000000000, page_of(uk_text_start)), -EINVAL);
	EXPECT(service(SVC_TABLE, (void *)0x7000000000, page_of(uk_rodata_start)), -EINVAL);
	EXPECT(service(SVC_TABLE, (void *)0x7000000000, (void *)GUEST_DEVICE), -EINVAL);
	EXPECT(service(SVC_TABLE, (void *)0x7000000000, NULL), -EINVAL);
}

int main(void)
{
	if (!mach_running) {
		puts("skipped: not a machine");
		return 77;
	}
	printf("on %s\n", uk_plat->name);
	rights();
	attacks_on_rights();
	attacks_on_services();
	printf("%u failures\n", failures);
	return failures != 0;
}

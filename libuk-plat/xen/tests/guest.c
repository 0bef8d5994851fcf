/* SPDX-License-Identifier: BSD-3-Clause */
/* What tests/xen.sh, xen-aarch64.sh and xen-domains.sh boot: says what it is, then does what
 * its first argument asks. */
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <uk/plat.h>
#include <uk/vm.h>
#include <uk/page.h>

/* Machine code that returns; tests/xen-aarch64.sh gives another. */
#ifndef RETURN
#define RETURN "\xc3"
#endif

static const int constant = 1;
static char data[64];

__attribute__((noinline)) static int deep(volatile char *p)
{
	volatile char here[512];
	here[0] = p[0];
	return deep(here) + here[0];
}
__attribute__((noinline)) static void smash(const char *s)
{
	char small[8];
	strcpy(small, s);
	printf("%s\n", small);
}
__attribute__((noinline)) static void write_null(volatile int *p)
{
	*p = 1;
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec * 1e-9;
}

static void clock_test(void)
{
	double start = now(), slept, last = start;
	int back = 0;

	usleep(200000);
	slept = now() - start;
	printf("slept: %s\n", slept >= 0.2 && slept < 0.4 ? "ok" : "wrong");
	for (int i = 0; i < 10000; i++) {
		double t = now();
		back += t < last;
		last = t;
	}
	printf("backwards: %d\n", back);
	printf("wall: %lld\n", (long long)time(NULL));
}

static void memory_test(void)
{
	size_t n = 0, bad = 0;
	void **list = NULL, **p;

	while ((p = malloc(1 << 20)) != NULL) {
		memset(p, n, 1 << 20);
		p[1] = (void *)n++;
		*p = list;
		list = p;
	}
	for (size_t k = n; list; list = *list)
		bad += list[1] != (void *)--k;
	printf("memory: %zu MiB, %zu bad\n", n, bad);
}

static void rights_test(void)
{
	char *page = uk_page_alloc(2);
	int r[6];

	r[0] = uk_vm_protect(page, 4096, UK_PROT_READ | UK_PROT_WRITE | UK_PROT_EXEC);
	r[1] = uk_vm_protect((void *)((uintptr_t)smash & ~4095ul), 4096,
			     UK_PROT_READ | UK_PROT_WRITE);
	r[2] = uk_vm_protect((void *)((uintptr_t)&constant & ~4095ul), 4096,
			     UK_PROT_READ | UK_PROT_WRITE);
	r[3] = uk_vm_protect(NULL, 4096, UK_PROT_READ);
	r[4] = uk_vm_protect(page + 1, 4096, UK_PROT_READ);
	r[5] = uk_vm_protect((void *)(1ul << 45), 4096, UK_PROT_READ);
	printf("refused:");
	for (int i = 0; i < 6; i++)
		printf(" %d", r[i] == -EINVAL);
	printf("\n");
	memcpy(page, RETURN, sizeof(RETURN) - 1);
	__builtin___clear_cache(page, page + sizeof(RETURN));
	printf("protect: %d\n", uk_vm_protect(page, 4096, UK_PROT_READ | UK_PROT_EXEC));
	((void (*)(void))(uintptr_t)page)();
	printf("none: %d\n", uk_vm_protect(page, 8192, 0));
	printf("back: %d\n", uk_vm_protect(page, 8192, UK_PROT_READ | UK_PROT_WRITE));
	printf("kept: %d\n", page[0] == RETURN[0]);
	uk_vm_protect(page, 4096, UK_PROT_READ);
	fflush(stdout);
	page[0] = 1;
}

static void *thread(void *arg)
{
	deep(arg);
	return NULL;
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	const char *env = getenv("COLOUR");
	char line[80];
	pthread_t t;

	setvbuf(stdout, NULL, _IONBF, 0);
	printf("hello from %s, %d:", uk_plat->name, argc);
	for (int i = 1; i < argc; i++)
		printf(" [%s]", argv[i]);
	printf(" %s\n", env ? env : "-");
	switch (what[0]) {
	case 'n':
		write_null(NULL);
		break;
	case 'r':
		*(volatile int *)(uintptr_t)&constant = 2;
		break;
	case 't':
		*(volatile char *)(uintptr_t)main = 0;
		break;
	case 'x':
		memcpy(data, RETURN, sizeof(RETURN) - 1);
		((void (*)(void))(uintptr_t)data)();
		break;
	case 's':
		deep(data);
		break;
	case 'p':
		pthread_create(&t, NULL, thread, data);
		pthread_setname_np(t, "digger");
		pthread_join(t, NULL);
		break;
	case 'c':
		smash("this is much longer than eight bytes, by far");
		break;
	case 'a':
		abort();
	case 'i':
		clock_test();
		break;
	case 'm':
		memory_test();
		break;
	case 'w':
		rights_test();
		break;
	case 'e':
		while (fgets(line, sizeof(line), stdin) && line[0] != 'q') {
			line[strcspn(line, "\r\n")] = 0;
			printf("read <%s>\n", line);
		}
		break;
	case 'M':
		printf("module: %.*s\n", (int)uk_boot_info->module_len,
		       (const char *)uk_boot_info->module);
	}
	return argc > 2 ? atoi(argv[2]) : 0;
}

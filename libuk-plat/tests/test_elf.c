/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ELF files read at run time: the process's own vDSO and executable, whole
 * and damaged at random. Native only: it needs the host's files.
 */
#include <fcntl.h>
#include <sys/auxv.h>
#include <time.h>
#include <unistd.h>
#include "linux/elf.h"
#include "linux/linux.h"
#include "test.h"

static void *copy;
static size_t copy_len;

/* The whole of this program's file, in a block of its size. */
static bool load_self(void)
{
	int fd = open("/proc/self/exe", O_RDONLY);

	copy_len = lseek(fd, 0, SEEK_END);
	copy = malloc(copy_len);
	return copy && pread(fd, copy, copy_len, 0) == (ssize_t)copy_len && close(fd) == 0;
}

START_TEST(the_vdso_has_a_clock)
{
	uintptr_t vdso = getauxval(AT_SYSINFO_EHDR);
	int (*gettime)(int, struct timespec *);
	struct timespec t = { 0, 0 };

	if (!vdso)
		return; /* a kernel without one; the clock uses system calls then */
	gettime = (int (*)(int, struct timespec *))uk_linux_vdso_find(vdso,
								      "__vdso_clock_gettime");
	ck_assert_ptr_nonnull(gettime);
	ck_assert_int_eq(gettime(CLOCK_MONOTONIC, &t), 0);
	ck_assert(t.tv_sec || t.tv_nsec);
	ck_assert_ptr_null(uk_linux_vdso_find(vdso, "__vdso_clock_gettim"));
	ck_assert_ptr_null(uk_linux_vdso_find(vdso, ""));
	ck_assert_ptr_null(uk_linux_vdso_find(0, "x"));
}
END_TEST

START_TEST(a_symbol_table_is_found)
{
	struct elf_symbols t;
	bool found = false;

	ck_assert(uk_elf_symbols(copy, copy_len, ELF_SHT_SYMTAB, &t));
	for (uint64_t i = 0; i < t.nsym; i++)
		found |= uk_elf_name(&t, &t.sym[i]) &&
			 !strcmp(uk_elf_name(&t, &t.sym[i]), "main");
	ck_assert(found);
}
END_TEST

START_TEST(short_files_are_refused)
{
	struct elf_symbols t;

	for (size_t n = 0; n < 200; n++) {
		void *p = malloc(n ? n : 1);

		ck_assert_ptr_nonnull(p);
		memcpy(p, copy, n);
		ck_assert(!uk_elf_symbols(p, n, ELF_SHT_SYMTAB, &t));
		free(p);
	}
}
END_TEST

/* Read all that a damaged file offers; ASan watches. */
START_TEST(damaged_files_are_read_within_bounds)
{
	struct elf_header *h = copy, good = *h;
	struct elf_shdr *sh = (struct elf_shdr *)((char *)copy + good.shoff);
	size_t shdrs = good.shnum * sizeof(*sh);
	struct elf_shdr *saved = malloc(shdrs);
	static const uint64_t odd[] = {
		0, 1, 7, 8, 0xff, 0xfff8, UINT32_MAX, INT64_MAX - 7, UINT64_MAX - 7, UINT64_MAX
	};
	unsigned long taken = 0;

	ck_assert_ptr_nonnull(saved);
	memcpy(saved, sh, shdrs);
	srand(1);
	for (int i = 0; i < 50000; i++) {
		uint64_t *words = i % 3 ? (uint64_t *)sh : (uint64_t *)h;
		size_t n = i % 3 ? shdrs / 8 : sizeof(*h) / 8;
		struct elf_symbols t;

		for (int j = 0; j < 3; j++)
			words[(size_t)rand() % n] = rand() % 2
							    ? odd[rand() % 10]
							    : (uint64_t)rand() % (2 * copy_len);
		if (uk_elf_symbols(copy, copy_len, ELF_SHT_SYMTAB, &t)) {
			for (uint64_t k = 0; k < t.nsym; k += 1 + t.nsym / 16) {
				const char *name = uk_elf_name(&t, &t.sym[k]);

				taken += name ? strlen(name) : 0;
			}
		}
		*h = good;
		memcpy(sh, saved, shdrs);
	}
	ck_assert_uint_gt(taken, 0);
	free(saved);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("elf");
	TCase *t = tcase_create("elf");
	int r;

	if (!load_self())
		return 2;
	tcase_set_timeout(t, 0);
	tcase_add_test(t, the_vdso_has_a_clock);
	tcase_add_test(t, a_symbol_table_is_found);
	tcase_add_test(t, short_files_are_refused);
	tcase_add_test(t, damaged_files_are_read_within_bounds);
	suite_add_tcase(s, t);
	r = run_suite(s);
	free(copy);
	return r;
}

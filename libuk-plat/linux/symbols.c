/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names of functions for a crash report: the image's own symbol table, read
 * from its file. A stripped image has none, and its reports only addresses.
 */
#include <stddef.h>
#include "elf.h"
#include "linux.h"

#define AT_FDCWD    -100
#define O_CLOEXEC   02000000
#define SEEK_END    2
#define PROT_READ   1
#define MAP_PRIVATE 2

static bool load(const char *path, struct elf_symbols *t)
{
	long fd = sys4(UK_LINUX_NR_openat, AT_FDCWD, (long)path, O_CLOEXEC, 0), len, at;

	if (fd < 0)
		return false;
	len = sys3(UK_LINUX_NR_lseek, fd, 0, SEEK_END);
	at = len > 0 ? sys6(UK_LINUX_NR_mmap, 0, len, PROT_READ, MAP_PRIVATE, fd, 0) : -1;
	sys1(UK_LINUX_NR_close, fd);
	/* It stays mapped: the image ends soon. */
	return at > 0 && uk_elf_symbols((const void *)at, len, ELF_SHT_SYMTAB, t);
}

const char *uk_linux_symbol(uintptr_t pc, uintptr_t *offset)
{
	static struct elf_symbols t;
	static bool tried;
	const struct elf_sym *best = NULL;

	if (!tried) {
		tried = true;
		if (!uk_boot_info->image_path || !load(uk_boot_info->image_path, &t))
			t.nsym = 0;
	}
	for (uint64_t i = 0; i < t.nsym; i++) {
		const struct elf_sym *s = &t.sym[i];

		if ((s->info & 15) == ELF_STT_FUNC && s->value <= pc &&
		    (pc - s->value < s->size || (s->size == 0 && pc == s->value)))
			best = s;
	}
	if (!best)
		return NULL;
	*offset = pc - best->value;
	return uk_elf_name(&t, best);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What ukcc, ukinfo and ukrun read of files: an image with its sections, symbols,
 * note and parameters, and an archive's index.
 *
 * fuzz-sources: elf/image.c elf/param.c elf/armap.c common/mem.c common/nearest.c common/say.c
 * fuzz-flags: -D_GNU_SOURCE -iquote . -Drealloc=fuzz_realloc -Dvasprintf=fuzz_vasprintf
 */
/* The tools leave their memory to the system; here it is freed after each input. */
#undef realloc
#undef vasprintf
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "elf/armap.h"
#include "elf/image.h"
#include "elf/param.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

void *fuzz_realloc(void *p, size_t n);
int fuzz_vasprintf(char **s, const char *fmt, va_list ap);

static volatile size_t sum;
static void *taken[1 << 14];
static unsigned ntaken;

void *fuzz_realloc(void *p, size_t n)
{
	unsigned i = 0;

	while (p && i < ntaken && taken[i] != p)
		i++;
	if (!p)
		i = ntaken++;
	if (i >= sizeof(taken) / sizeof(taken[0]))
		_exit(1); /* an input of some kilobytes cannot need as many */
	return taken[i] = realloc(p, n);
}

int fuzz_vasprintf(char **s, const char *fmt, va_list ap)
{
	int n = vasprintf(s, fmt, ap);

	if (n >= 0 && ntaken < sizeof(taken) / sizeof(taken[0]))
		taken[ntaken++] = *s;
	return n;
}

static void image(const char *path)
{
	struct elf_image im;
	const Elf64_Sym *sym;
	const char *strings;
	size_t n, nstrings;

	if (!elf_open(&im, path))
		return;
	for (unsigned i = 0; i < im.n_sections; i++) {
		const unsigned char *p = elf_bytes(&im, &im.sections[i]);

		sum += strlen(elf_section_name(&im, &im.sections[i]));
		for (uint64_t k = 0; p && k < im.sections[i].sh_size; k += 64)
			sum += p[k];
	}
	if (elf_symbols(&im, &sym, &n, &strings, &nstrings))
		for (size_t i = 0; i < n; i++)
			sum += sym[i].st_name < nstrings ? strlen(strings + sym[i].st_name) : 0;
	elf_uk_note(&im);
	params_read(&im, &n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int fd = -1;
	static char path[32];
	struct armap m;

	if (fd < 0) {
		fd = memfd_create("fuzz", 0);
		snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	}
	if (fd < 0 || ftruncate(fd, 0) || pwrite(fd, data, size, 0) != (ssize_t)size)
		return 0;
	image(path);
	armap_read(&m, path);
	while (ntaken)
		free(taken[--ntaken]);
	return 0;
}

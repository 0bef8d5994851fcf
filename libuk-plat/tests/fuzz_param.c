/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The kernel command line: any text, in a block of its own size, with parameters of each type.
 * What comes out lies inside it.
 *
 * fuzz-sources: boot/param.c boot/param_parse.c boot/nearest.c boot/number.c boot/string.c
 * fuzz-flags: -iquote boot -Wl,-T,tests/native.ld
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "boot_priv.h"

#define MAX 8

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned long number;
UK_PARAM_UINT(fuzz, number, number, "a number");
static bool flag;
UK_PARAM_BOOL(fuzz, flag, flag, "a flag");
static const char *text;
UK_PARAM_STRING(fuzz, text, text, "a text");

void uk_log(const char *fmt, ...)
{
	(void)fmt;
}

static void inside(const char *p, const char *line, size_t size)
{
	if (p < line || p > line + size || strlen(p) > size)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *argv[MAX], *env[MAX], *line;
	int argc, nenv;
	bool process;

	if (!size--)
		return 0;
	process = *data++ & 1;
	line = malloc(size + 1);
	if (!line)
		return 0;
	memcpy(line, data, size);
	line[size] = '\0';
	uk_param_parse(line, process ? NULL : argv, &argc, process ? NULL : env, &nenv, MAX);
	if (!process) {
		for (int i = 0; i < argc; i++)
			inside(argv[i], line, size);
		for (int i = 0; i < nenv; i++)
			inside(env[i], line, size);
	}
	if (text)
		inside(text, line, size);
	text = NULL;
	free(line);
	return 0;
}

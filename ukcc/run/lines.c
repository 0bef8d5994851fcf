/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libdwfl, called through dlsym. Without its header at build time there are
 * function names only.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "lines.h"

#if __has_include(<elfutils/libdwfl.h>)
#include <elfutils/libdwfl.h>

struct lines {
	Dwfl *dwfl;
	Dwfl_Callbacks callbacks;
	__typeof__(dwfl_addrmodule) *addrmodule;
	__typeof__(dwfl_module_getsrc) *getsrc;
	__typeof__(dwfl_lineinfo) *lineinfo;
};

#define LOAD(lib, var, name) ((var) = (__typeof__(name) *)dlsym(lib, #name))

void *lines_open(const char *path)
{
	void *lib = dlopen("libdw.so.1", RTLD_NOW);
	struct lines *l = lib ? calloc(1, sizeof(*l)) : NULL;
	__typeof__(dwfl_begin) *begin;
	__typeof__(dwfl_report_offline) *report;
	__typeof__(dwfl_report_end) *end;

	if (!l)
		return NULL;
	unsetenv("DEBUGINFOD_URLS"); /* a crash does not ask the network */
	if (!LOAD(lib, begin, dwfl_begin) || !LOAD(lib, report, dwfl_report_offline) ||
	    !LOAD(lib, end, dwfl_report_end) || !LOAD(lib, l->addrmodule, dwfl_addrmodule) ||
	    !LOAD(lib, l->getsrc, dwfl_module_getsrc) ||
	    !LOAD(lib, l->lineinfo, dwfl_lineinfo) ||
	    !LOAD(lib, l->callbacks.find_elf, dwfl_build_id_find_elf) ||
	    !LOAD(lib, l->callbacks.find_debuginfo, dwfl_standard_find_debuginfo) ||
	    !LOAD(lib, l->callbacks.section_address, dwfl_offline_section_address))
		goto fail;
	l->dwfl = begin(&l->callbacks);
	if (!l->dwfl || !report(l->dwfl, path, path, -1) || end(l->dwfl, NULL, NULL) != 0)
		goto fail;
	return l;
fail:
	free(l);
	return NULL;
}

bool lines_find(void *lines, unsigned long long addr, char *buf, size_t len)
{
	struct lines *l = lines;
	Dwfl_Module *module = l->addrmodule(l->dwfl, addr);
	Dwfl_Line *line = module ? l->getsrc(module, addr) : NULL;
	const char *file;
	int number = 0;

	file = line ? l->lineinfo(line, NULL, &number, NULL, NULL, NULL) : NULL;
	if (!file || number <= 0)
		return false;
	snprintf(buf, len, "%s:%d", file, number);
	return true;
}

#else

void *lines_open(const char *path)
{
	(void)path;
	return NULL;
}

bool lines_find(void *lines, unsigned long long addr, char *buf, size_t len)
{
	(void)lines, (void)addr, (void)buf, (void)len;
	return false;
}

#endif

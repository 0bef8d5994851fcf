/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Source lines from DWARF, by libdw (elfutils). It is loaded when the first
 * crash needs it: ukrun starts without it, and runs without it installed.
 */
#ifndef UKRUN_LINES_H
#define UKRUN_LINES_H

#include <stdbool.h>
#include <stddef.h>

/* NULL if libdw is missing or finds nothing in the file. Never closed. */
void *lines_open(const char *path);

/* Writes "file:line"; false if it is not known. */
bool lines_find(void *lines, unsigned long long addr, char *buf, size_t len);

#endif

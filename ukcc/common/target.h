/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What ukcc compiles for. All that differs between targets is in one table
 * (target.c) and in data/target/ARCH.specs; configure says which of them have
 * a compiler on this machine (--enable-targets).
 */
#ifndef UKCC_TARGET_H
#define UKCC_TARGET_H

#include <stdbool.h>
#include <stdint.h>

/* A tool of the build machine that works on files of a target. */
struct tool {
	const char *name; /* "ar": what follows "TARGET-" */
	const char *path; /* empty if configure found none */
};

struct toolchain {
	const char *gcc;    /* path; NULL: configured without this target */
	const char *libgcc; /* path of libgcc.a */
	struct tool tools[20];
};

struct target {
	const char *name;   /* "x86_64-uk-elf", as after --host= */
	const char *arch;   /* "x86_64": the processor, and a folder's name */
	const char *oci;    /* "amd64": the processor in container images */
	const char *debian; /* packages with its compiler and tools */
	const char *runner; /* starts its images as processes where they are foreign */
	uint16_t machine;   /* e_machine in ELF */
	uint32_t abs64;	    /* its ELF relocation for a 64-bit address */
	const char *reach;  /* for ld: code in reach of address 0, where undefined symbols are;
			       or NULL */
	const struct toolchain *chain;
};

/*
 * The target of name @name ("aarch64-uk-elf") or architecture @name. NULL with
 * *@why set, a sentence that says what there is or how to get it.
 */
const struct target *target_named(const char *name, char **why);
/* That of a program whose own name has none. */
const struct target *target_default(void);
/* Of an ELF file's e_machine, built in or not; NULL if it is no target's. */
const struct target *target_of_machine(uint16_t machine);
/* Does an image of @t run here as a process? */
bool target_is_native(const struct target *t);
/* Path of the tool, "" if configure found none; NULL if there is no tool of that name. */
const char *target_tool(const struct target *t, const char *name);

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table of targets, and finding one in it. common/built.h is made by
 * configure: UK_DEFAULT_TARGET, and UK_TOOLCHAINS, which initialises an element
 * of toolchains for each target that is built in.
 */
#include <common/built.h>
#include <elf.h>
#include <string.h>
#include <sys/utsname.h>

#include "mem.h"
#include "say.h"
#include "target.h"

enum { TARGET_x86_64, TARGET_aarch64, TARGETS };

static const struct toolchain toolchains[TARGETS] = { UK_TOOLCHAINS };

static const struct target targets[TARGETS] = {
	[TARGET_x86_64] = {
		.name = "x86_64-uk-elf",
		.arch = "x86_64",
		.oci = "amd64",
		.debian = "gcc",
		.runner = "qemu-x86_64-static",
		.machine = EM_X86_64,
		.abs64 = R_X86_64_64,
		.chain = &toolchains[TARGET_x86_64],
	},
	[TARGET_aarch64] = {
		.name = "aarch64-uk-elf",
		.arch = "aarch64",
		.oci = "arm64",
		.debian = "gcc-aarch64-linux-gnu",
		.runner = "qemu-aarch64-static",
		.machine = EM_AARCH64,
		.abs64 = R_AARCH64_ABS64,
		.reach = "--defsym=uk_image_base=0x200000", /* BL: 128 MiB */
		.chain = &toolchains[TARGET_aarch64],
	},
};

/* No target is called so: which are, the nearest first of all. */
static char *unknown(const char *name)
{
	struct strv names = { 0 }, near = { 0 };

	for (unsigned i = 0; i < TARGETS; i++)
		strv_push(&names, targets[i].name);
	nearest(name, &names, &near);
	for (unsigned i = 0; i < TARGETS && !near.n; i++)
		strv_push(&names, targets[i].arch);
	if (!near.n)
		nearest(name, &names, &near);
	if (near.n)
		return xasprintf("there is no target '%s'; the nearest: %s", name,
				 strv_list(&near));
	names.n = TARGETS;
	return xasprintf("there is no target '%s'; there are %s", name, strv_list(&names));
}

const struct target *target_named(const char *name, char **why)
{
	const struct target *t;

	for (unsigned i = 0; i < TARGETS; i++) {
		t = &targets[i];
		if (strcmp(name, t->name) && strcmp(name, t->arch))
			continue;
		if (t->chain->gcc)
			return t;
		*why = xasprintf("target %s is not built into this ukcc: configure it with "
				 "--enable-targets=%s,%s (Debian: apt install %s)",
				 t->name, target_default()->arch, t->arch, t->debian);
		return NULL;
	}
	*why = unknown(name);
	return NULL;
}

const struct target *target_default(void)
{
	for (unsigned i = 0; i < TARGETS; i++)
		if (!strcmp(targets[i].arch, UK_DEFAULT_TARGET))
			return &targets[i];
	die("internal: the default target is not in the table");
}

const struct target *target_of_machine(uint16_t machine)
{
	for (unsigned i = 0; i < TARGETS; i++)
		if (targets[i].machine == machine)
			return &targets[i];
	return NULL;
}

bool target_is_native(const struct target *t)
{
	struct utsname u;

	return uname(&u) == 0 && !strcmp(u.machine, t->arch);
}

const char *target_tool(const struct target *t, const char *name)
{
	for (const struct tool *tool = t->chain->tools; tool->name; tool++)
		if (!strcmp(tool->name, name))
			return tool->path;
	return NULL;
}

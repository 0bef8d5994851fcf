/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What ukcc prints about itself and for other tools.
 */
#include <stdio.h>

#include "gcc.h"

void print_help(const struct paths *p)
{
	printf("Usage: %s [gcc's options] [-luk-NAME ...] file...\n"
	       "Compile and link a C program with libraries of the ukpool pool into an image\n"
	       "that boots and that is also a static Linux executable.\n"
	       "\n"
	       "  -luk-NAME            link package libuk-NAME in, initialisers and all;\n"
	       "                       -luk-plat-NAME narrows the image to that platform\n"
	       "  --set COMP.NAME=VAL  set a parameter of the image\n"
	       "  --params             list the parameters of the image that would be linked\n"
	       "  --target=NAME        compile for another target, as aarch64-uk-elf; the "
	       "name\n"
	       "                       this program is called by (NAME-gcc) says it, too\n"
	       "  --initrd DIR|FILE    put files into the image (a directory, or a cpio or "
	       "tar archive)\n"
	       "  --printf=nano|full   which printf; --specs=nano.specs is nano (default: "
	       "full)\n"
	       "  --no-stubs           fail where functions that always fail (fork) are used\n"
	       "  --print-meson-cross  print a Meson cross file\n"
	       "  --print-cmake-toolchain, --print-config-site\n"
	       "                       where CMake's toolchain file and configure's site file "
	       "are\n"
	       "  --help, --version    this text; versions of ukcc and gcc\n"
	       "\n"
	       "Everything else is gcc's (%s): gcc --help, man gcc.\n"
	       "Sysroot: %s. Manual: man ukcc.\n",
	       p->tool, p->target->chain->gcc, p->sysroot);
}

void print_meson_cross(const struct paths *p)
{
	static const char *const tools[][2] = {
		{ "c", "gcc" },
		{ "ar", "gcc-ar" },
		{ "strip", "strip" },
		{ "nm", "nm" },
		{ "objcopy", "objcopy" },
		{ "ld", "ld" },
		{ "pkgconfig", "pkg-config" },
		{ "pkg-config", "pkg-config" },
	};
	bool native = target_is_native(p->target);

	printf("# Written by ukcc --print-meson-cross\n[binaries]\n");
	for (size_t i = 0; i < sizeof(tools) / sizeof(*tools); i++)
		printf("%s = '%s/%s-%s'\n", tools[i][0], p->bindir, p->target->name,
		       tools[i][1]);
	if (!native) /* Meson runs what it built by this */
		printf("exe_wrapper = '%s'\n", p->target->runner);
	printf("\n[built-in options]\n"
	       "default_library = 'static'\n"
	       "b_staticpic = false\n"
	       "b_pie = false\n"
	       "prefix = '%s'\n"
	       "libdir = 'lib'\n"
	       "\n[properties]\n"
	       "needs_exe_wrapper = %s\n"
	       "\n[host_machine]\n"
	       "system = 'ukpool'\ncpu_family = '%s'\ncpu = '%s'\nendian = 'little'\n",
	       p->sysroot, native ? "false" : "true", p->target->arch, p->target->arch);
}

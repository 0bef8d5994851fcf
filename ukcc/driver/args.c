/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sort gcc's command line. Only options that ukcc owns or that decide whether
 * gcc links are known by name here, and those that take the next argument, so
 * that no argument is mistaken for an input file.
 */
#include <stdio.h>
#include <string.h>

#include "../common/say.h"
#include "args.h"

/* Does @s begin with @prefix? Then what follows it. */
static const char *after(const char *s, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncmp(s, prefix, n) ? NULL : s + n;
}

static bool one_of(const char *s, const char *const *list)
{
	for (; *list; list++)
		if (!strcmp(s, *list))
			return true;
	return false;
}

/* Options of gcc whose value is the next argument. */
static bool takes_next(const char *arg)
{
	/* clang-format off */
	static const char *const list[] = {
		"-o", "-x", "-I", "-L", "-D", "-U", "-A", "-B", "-F", "-G", "-T", "-e", "-l",
		"-u", "-z", "-h", "-include", "-imacros", "-iprefix", "-isystem",
		"-idirafter", "-iquote", "-iwithprefix", "-iwithprefixbefore", "-isysroot",
		"-imultilib", "-imultiarch", "-Xlinker", "-Xassembler", "-Xpreprocessor",
		"-MF", "-MT", "-MQ", "-aux-info", "-dumpbase", "-dumpbase-ext", "-dumpdir",
		"-wrapper", "-param", "--param", "-Tbss", "-Tdata", "-Ttext", "-entry",
		"--entry", "-specs", "--specs", "--sysroot", "--output", "--include",
		"--imacros", "--language", "--library-directory", "--include-directory",
		"--define-macro", "--undefine-macro", "--for-linker", "--for-assembler", NULL
	};
	/* clang-format on */

	return one_of(arg, list);
}

/* Options with which gcc does not link. */
static bool stops_early(const char *arg)
{
	/* clang-format off */
	static const char *const list[] = {
		"-c", "-S", "-E", "-M", "-MM", "-fsyntax-only", "--compile", "--assemble",
		"--preprocess", "--dependencies", "--user-dependencies", "--target-help",
		"-dumpspecs", "-dumpversion", "-dumpfullversion", "--help", "--version", NULL
	};
	/* clang-format on */

	return one_of(arg, list) || after(arg, "-print-") || after(arg, "--print-") ||
	       after(arg, "--help=");
}

/* What ukcc answers itself. */
static bool is_query(const char *name)
{
	/* clang-format off */
	static const char *const list[] = {
		"dumpmachine", "print-sysroot", "print-search-dirs", "print-multiarch",
		"print-multi-lib", "print-multi-directory", "print-multi-os-directory",
		"print-meson-cross", "print-cmake-toolchain", "print-config-site", "help", "version", NULL
	};
	/* clang-format on */

	return one_of(name, list) || after(name, "print-file-name=");
}

/* The value of our option @name: "--name value" or "--name=value"; moves *@i on. */
static const char *own_value(const struct strv *v, size_t *i, const char *name)
{
	const char *rest = after(v->v[*i], name);

	if (!rest || (*rest && *rest != '='))
		return NULL;
	if (*rest)
		return rest + 1;
	if (*i + 1 == v->n)
		die("%s needs a value", name);
	return v->v[++*i];
}

static void take_set(struct args *a, const char *value)
{
	const char *eq = strchr(value, '=');
	const char *dot = strchr(value, '.');

	if (!eq || !dot || dot > eq || dot == value || dot + 1 == eq)
		die("--set %s: it must be component.name=value (ukcc --params lists them)",
		    value);
	strv_push(&a->sets, value);
}

static void take_printf(struct args *a, const char *value)
{
	if (strcmp(value, "nano") && strcmp(value, "full"))
		die("--printf=%s: it must be nano or full", value);
	a->nano = !strcmp(value, "nano");
}

/* Options that are ukcc's alone; gcc does not see them. */
static bool take_own(struct args *a, const struct strv *v, size_t *i)
{
	const char *arg = v->v[*i], *value;

	if (!strcmp(arg, "--params"))
		a->mode = MODE_PARAMS;
	else if (!strcmp(arg, "--no-stubs"))
		a->no_stubs = true;
	else if ((value = own_value(v, i, "--set")))
		take_set(a, value);
	else if ((value = own_value(v, i, "--initrd")))
		a->initrd = value;
	else if ((value = own_value(v, i, "--printf")))
		take_printf(a, value);
	else if (!strcmp(arg, "--specs=nano.specs") || !strcmp(arg, "-specs=nano.specs"))
		a->nano = true;
	else if ((!strcmp(arg, "--specs") || !strcmp(arg, "-specs")) && *i + 1 < v->n &&
		 !strcmp(v->v[*i + 1], "nano.specs")) {
		++*i;
		a->nano = true;
	} else if (!strcmp(arg, "-pie") || !strcmp(arg, "-static-pie")) {
		/* an image is at a fixed address, whatever its objects are compiled for */
	} else if ((value = own_value(v, i, "--sysroot")))
		a->sysroot = value;
	else if ((value = own_value(v, i, "--target")))
		a->target = value;
	else
		return false;
	return true;
}

static void take_library(struct args *a, const char *name)
{
	const char *uk = after(name, "uk-");
	size_t n = strlen(name);

	/* -luk-NAME-impl is a package's bare archive, as -lNAME is any other. */
	if (uk && *uk && !(n > 5 && !strcmp(name + n - 5, "-impl")))
		strv_add(&a->named, xasprintf("lib%s", name));
	a->has_input = true;
}

/* Look at an option that stays gcc's. @next is its value if it takes one. */
static void look_at(struct args *a, const char *arg, const char *next)
{
	const char *value;

	if (!strcmp(arg, "-###"))
		a->verbose = a->dry = true;
	else if (!strcmp(arg, "-v") || !strcmp(arg, "--verbose"))
		a->verbose = true;
	else if (!strcmp(arg, "-shared") || !strcmp(arg, "--shared"))
		a->shared = true;
	else if (!strcmp(arg, "-nostdlib") || !strcmp(arg, "-nodefaultlibs") ||
		 !strcmp(arg, "--no-standard-libraries"))
		a->no_libs = true;
	else if (!strcmp(arg, "-nostartfiles"))
		a->no_start = true;
	else if (!strcmp(arg, "-r"))
		a->no_libs = a->relocatable = true;
	else if (after(arg, "-fdiagnostics-color") || after(arg, "-fno-diagnostics-color") ||
		 after(arg, "-fdiagnostics-plain-output") || after(arg, "-fdiagnostics-format"))
		a->colour = true;
	else if (after(arg, "-Wl,"))
		a->has_input = true,
		a->script |= after(arg, "-Wl,-T") || after(arg, "-Wl,--script");
	else if (!strcmp(arg, "-Xlinker"))
		a->has_input = true, a->script |= next && !strcmp(next, "-T");
	else if (!strcmp(arg, "-o") || !strcmp(arg, "--output"))
		a->output = next;
	else if ((value = after(arg, "-o")) && *value && value[0] != '-')
		a->output = value;
	else if ((value = after(arg, "--output=")))
		a->output = value;
	else if (!strcmp(arg, "-T") || (after(arg, "-T") && !after(arg, "-Tbss") &&
					!after(arg, "-Tdata") && !after(arg, "-Ttext")))
		a->script = true;
	else if (!strcmp(arg, "-L") && next)
		strv_push(&a->libdirs, next);
	else if ((value = after(arg, "-L")) && *value)
		strv_push(&a->libdirs, value);
	else if (!strcmp(arg, "-l") && next)
		take_library(a, next);
	else if ((value = after(arg, "-l")) && *value)
		take_library(a, value);
}

void args_parse(struct args *a, const struct strv *argv)
{
	bool stop = false;

	a->mode = MODE_LINK;
	strv_push(&a->gcc, "");
	a->gcc.n = 0;
	for (size_t i = 0; i < argv->n; i++) {
		const char *arg = argv->v[i], *next = NULL;

		if (arg[0] != '-' || !arg[1]) {
			a->has_input = true;
			strv_push(&a->inputs, arg);
			strv_push(&a->gcc, arg);
			continue;
		}
		if (is_query(arg + 1 + (arg[1] == '-')))
			a->query = arg + 1 + (arg[1] == '-');
		stop |= stops_early(arg);
		if (take_own(a, argv, &i))
			continue;
		strv_push(&a->gcc, arg);
		if (takes_next(arg) && i + 1 < argv->n) {
			next = argv->v[++i];
			strv_push(&a->gcc, next);
		}
		look_at(a, arg, next);
	}
	if (a->mode == MODE_PARAMS) {
		if (stop)
			die("--params lists an image's parameters: it cannot be used with -c, "
			    "-S or -E");
	} else if (stop || !a->has_input) {
		a->mode = MODE_GCC;
	}
}

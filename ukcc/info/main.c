/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ukinfo IMAGE: packages, platforms, devices and parameters of an image, from
 * the note that ukcc put into it. ukinfo(1).
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "../common/say.h"
#include "info.h"

static const char usage[] =
	"Usage: ukinfo [--size|--graph|--note] IMAGE...\n"
	"Print what an image is made of: packages, platforms, devices, parameters.\n"
	"\n"
	"  -s, --size   a table of bytes by package (the image must not be stripped)\n"
	"  -g, --graph  the packages and what they require, for Graphviz: ukinfo -g app | dot "
	"-Tsvg\n"
	"  -n, --note   the note as it is in the image, for programs\n"
	"      --help, --version\n"
	"Manual: man ukinfo.\n";

static int print_note(const struct info *in)
{
	return fputs(in->note, stdout) < 0 || fflush(stdout) ? 1 : 0;
}

static int one(const char *path, int view, const struct paths *paths)
{
	struct info in = { .paths = *paths };
	struct strv dirs = { 0 };

	if (!elf_open(&in.image, path)) {
		say("%s", in.image.why);
		return 1;
	}
	in.note = elf_uk_note(&in.image);
	if (!in.note) {
		say("%s: not an image of the pool: it has no note of ukcc's", path);
		return 1;
	}
	in.target = target_of_machine(in.image.eh->e_machine);
	if (!in.target) {
		say("%s: its processor (e_machine %u) is no target's", path,
		    in.image.eh->e_machine);
		return 1;
	}
	paths_for(&in.paths, in.target);
	if (view == 's' || view == 'g') {
		if (!path_exists(in.paths.sysroot))
			say("warning: %s is not there: what is installed for %s is not known",
			    in.paths.sysroot, in.target->name);
		strv_push(&dirs, path_in(in.paths.sysroot, "lib/pkgconfig"));
		pool_open(&in.pool, &dirs);
		for (size_t i = 0; i < in.pool.problems.n; i++)
			say("%s", in.pool.problems.v[i]);
	}
	switch (view) {
	case 's':
		return print_size(&in);
	case 'g':
		return print_graph(&in);
	case 'n':
		return print_note(&in);
	default:
		return print_summary(&in);
	}
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "size", no_argument, NULL, 's' },    { "graph", no_argument, NULL, 'g' },
		{ "note", no_argument, NULL, 'n' },    { "help", no_argument, NULL, 'h' },
		{ "version", no_argument, NULL, 'V' }, { 0 },
	};
	struct paths paths;
	int c, view = 0, status = 0;

	say_name = "ukinfo";
	while ((c = getopt_long(argc, argv, "sgnh", options, NULL)) != -1) {
		switch (c) {
		case 'h':
			return fputs(usage, stdout) < 0;
		case 'V':
			return printf("ukinfo %s (ukpool)\n", VERSION) < 0;
		case '?':
			return 1;
		default:
			view = c;
		}
	}
	if (optind == argc) {
		fputs(usage, stderr);
		return 1;
	}
	paths_clean_environment();
	paths_find(&paths, "ukinfo", "bin");
	for (int i = optind; i < argc; i++)
		status |= one(argv[i], view, &paths);
	return status;
}

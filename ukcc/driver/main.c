/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ukcc: gcc, linking with the packages of the pool. docs: ukcc(1) and
 * docs/architecture.md, sections 4 and 5.
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "../common/paths.h"
#include "../common/say.h"
#include "args.h"
#include "gcc.h"
#include "link.h"
#include "run.h"

/* So that no file of ours gets a number that is somebody's stdin, stdout or stderr. */
static void open_standard_files(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd < 3);
	if (fd > 2)
		close(fd);
}

static int compile(const struct args *a, const struct paths *p)
{
	struct strv argv = { 0 };

	gcc_start(&argv, p);
	strv_cat(&argv, &a->gcc);
	run_exec(&argv);
}

static void choose_target(struct paths *p, const char *name)
{
	char *why;
	const struct target *t = target_named(name, &why);

	if (!t)
		die("--target=%s: %s", name, why);
	paths_for(p, t);
}

int main(int argc, char **argv)
{
	struct args a = { 0 };
	struct paths p;
	struct strv words = { 0 };
	int status;

	open_standard_files();
	paths_find(&p, argv[0], "bin");
	if (!strcmp(p.tool, "cpp"))
		strv_push(&words, "-E");
	response_expand(argc, argv, &words);
	args_parse(&a, &words);
	if (!strcmp(p.tool, "cpp") && !a.inputs.n)
		strv_push(&a.gcc, "-");
	say_verbose = a.verbose;
	if (a.target)
		choose_target(&p, a.target);
	if (a.sysroot)
		p.sysroot = xstrdup(a.sysroot);
	paths_clean_environment();
	if (a.query && (status = gcc_query(&a, &p)) >= 0)
		return status;
	if (a.mode == MODE_GCC)
		return compile(&a, &p);
	return link_image(&a, &p);
}

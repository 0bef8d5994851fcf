/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * --params and the check of --set, both on the linked image: only there is it
 * known which components are in.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../common/say.h"
#include "../elf/param.h"
#include "params.h"

char *params_temporary(void)
{
	const char *dir = getenv("TMPDIR");
	char *path = xasprintf("%s/ukcc-params-XXXXXX", dir && *dir ? dir : "/tmp");
	int fd = mkstemp(path);

	if (fd < 0)
		die("cannot create a file in %s", dir && *dir ? dir : "/tmp");
	close(fd);
	return path;
}

int params_print(const char *path)
{
	struct elf_image im;
	struct param *v;
	size_t n;

	if (!elf_open(&im, path)) {
		say("%s", im.why);
		return 1;
	}
	v = params_read(&im, &n);
	for (size_t i = 0; i < n; i++)
		printf("%-24s %-7s %-16s %s\n", v[i].name, param_types[v[i].type], v[i].value,
		       v[i].help ? v[i].help : "");
	return fflush(stdout) ? 1 : 0;
}

int params_check(const char *path, const struct strv *sets)
{
	struct elf_image im;
	struct param *v;
	bool ok = true;
	size_t n;

	if (!elf_open(&im, path)) {
		say("--set: %s", im.why);
		return 1;
	}
	v = params_read(&im, &n);
	for (size_t i = 0; i < sets->n; i++)
		ok &= param_check(v, n, sets->v[i]);
	if (!ok)
		unlink(path);
	return ok ? 0 : 1;
}

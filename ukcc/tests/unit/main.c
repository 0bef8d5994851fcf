/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Run all test cases.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

static char dir[4096];

const char *scratch(void)
{
	return dir;
}

char *scratch_file(const char *name, const void *data, size_t n)
{
	char *path = xasprintf("%s/%s", dir, name);
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(data, 1, n, f), n);
	ck_assert_int_eq(fclose(f), 0);
	return path;
}

int main(void)
{
	const char *tmp = getenv("TMPDIR");
	Suite *s = suite_create("ukcc");
	SRunner *r = srunner_create(s);
	int failed;

	snprintf(dir, sizeof(dir), "%s/ukcc-unit-XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		return 99;
	suite_add_tcase(s, test_args());
	suite_add_tcase(s, test_files());
	suite_add_tcase(s, test_pc());
	suite_add_tcase(s, test_resolve());
	suite_add_tcase(s, test_text());
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	if (system(xasprintf("rm -rf '%s'", dir)))
		return 99;
	return failed != 0;
}

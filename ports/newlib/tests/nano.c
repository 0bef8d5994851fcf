/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the small variant promises: integers of every length, strings,
 * characters, pointers; floating point only when it is asked for.
 */
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include "shim.h"

static char buf[128];

#define GIVES(expected, ...) (snprintf(buf, sizeof(buf), __VA_ARGS__) ==                       \
			      (int)strlen(expected) && !strcmp(buf, expected))

int main(void)
{
	wchar_t wide[8];
	size_t z = 0;
	long long ll = 0;
	intmax_t j = 0;
	const char *volatile none = NULL;

	CHECK("nano %d %s %c %x", GIVES("-1 s c ff", "%d %s %c %x", -1, "s", 'c', 255));
	CHECK("nano %zu and what follows", GIVES("18446744073709551615 8", "%zu %d", SIZE_MAX, 8));
	CHECK("nano %lld", GIVES("-9223372036854775807", "%lld", -0x7fffffffffffffffLL));
	CHECK("nano %jd %td", GIVES("-2 -3", "%jd %td", (intmax_t)-2, (ptrdiff_t)-3));
	CHECK("nano %hhd", GIVES("-4 5", "%hhd %d", -4, 5));
	CHECK("nano PRIu64", GIVES("77", "%" PRIu64, (uint64_t)77));
	CHECK("nano width and precision", GIVES("[   ab]", "[%*.*s]", 5, 2, "abc"));
	CHECK("nano %s of a null pointer", GIVES("(null) [] 1", "%s [%.3s] %d", none, none, 1));
	CHECK("nano counts what is cut off", snprintf(buf, 3, "%s", "hello") == 5 &&
						     !strcmp(buf, "he"));
	CHECK("nano swprintf", swprintf(wide, 8, L"%d", 9) == 1 && wide[0] == L'9');
	CHECK("nano wprintf", wprintf(L"%s", "") == 0);
	CHECK("nano sscanf lengths", sscanf("1 2 3", "%zu %lld %jd", &z, &ll, &j) == 3 && z == 1 &&
					     ll == 2 && j == 3);
	return shim_failed;
}

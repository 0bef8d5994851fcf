/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Checks that print "ok what" or "not ok what" by write(), so that a broken
 * stdio cannot hide itself.
 */
#ifndef SHIM_H
#define SHIM_H

extern int shim_failed;
void shim_say(const char *verdict, const char *what);
void shim_main(void);

#define CHECK(what, condition)                                                                 \
	do {                                                                                   \
		if (condition) {                                                               \
			shim_say("ok ", what);                                                 \
		} else {                                                                       \
			shim_say("not ok ", what);                                             \
			shim_failed = 1;                                                       \
		}                                                                              \
	} while (0)

#endif

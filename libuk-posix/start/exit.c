/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * exit(): ISO C 7.22.4.4. In place of newlib's, to run the destructors of
 * .fini_array without a registration at start-up.
 */
#include <reent.h>
#include <stdlib.h>
#include <unistd.h>
#include "posix.h"

extern void (*const __fini_array_start[])(void) uk_weak;
extern void (*const __fini_array_end[])(void) uk_weak;
/* newlib: what atexit() and on_exit() registered, last first. */
extern void __call_exitprocs(int status, void *dso);
/* There when something registers: newlib's lite exit. */
#pragma weak __call_exitprocs

void exit(int status)
{
	void (*const *fn)(void);

	if (__call_exitprocs)
		__call_exitprocs(status, NULL);
	for (fn = __fini_array_end; fn > __fini_array_start;)
		(*--fn)();
	if (_GLOBAL_REENT->__cleanup)
		_GLOBAL_REENT->__cleanup(_GLOBAL_REENT);
	_exit(status);
}

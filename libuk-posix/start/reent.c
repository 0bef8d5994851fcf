/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * newlib's state per thread (errno, buffers of strtok, …). The main thread, and
 * threads of drivers, have the global structure, which exit() looks at; a
 * pthread's is on its stack (pthread_create.c) and found through one
 * thread-local pointer. In place of newlib's impure.c, whose references to
 * stdin, stdout and stderr would bring stdio into every image.
 */
#include <reent.h>
#include "posix.h"
#include "reent_priv.h"

#pragma weak __sf

static struct _reent global;
struct _reent *_impure_ptr = &global;
struct _reent *const _global_impure_ptr = &global;

__thread struct _reent *uk_reent;

void uk_reent_init(void)
{
	_REENT_INIT_PTR_ZEROED(&global);
}

struct _reent *__getreent(void)
{
	struct _reent *r = uk_reent;

	return r ? r : &global;
}

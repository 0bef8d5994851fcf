/* SPDX-License-Identifier: BSD-3-Clause */
/* siglongjmp() as a function, which newlib has as a macro only: POSIX XSH. */
#include <setjmp.h>
#include <signal.h>

#undef siglongjmp

void siglongjmp(sigjmp_buf env, int value)
{
	if (env[_SAVEMASK])
		pthread_sigmask(SIG_SETMASK, (const sigset_t *)&env[_SIGMASK], NULL);
	longjmp(env, value);
}

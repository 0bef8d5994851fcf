/* SPDX-License-Identifier: BSD-3-Clause */
/* flockfile() and kin: POSIX XSH, over newlib's lock of the stream. */
#include <stdio.h>
#include <sys/lock.h>
#include <reent.h>

extern void __sinit(struct _reent *r);

void flockfile(FILE *f)
{
	if (!_REENT->__sdidinit)
		__sinit(_REENT); /* the locks of stdin and kin are made there */
	__lock_acquire_recursive(f->_lock);
}

int ftrylockfile(FILE *f)
{
	if (!_REENT->__sdidinit)
		__sinit(_REENT);
	return !__lock_try_acquire_recursive(f->_lock);
}

void funlockfile(FILE *f)
{
	__lock_release_recursive(f->_lock);
}

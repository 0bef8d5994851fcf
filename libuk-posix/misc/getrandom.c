/* SPDX-License-Identifier: BSD-3-Clause */
/* getrandom(), getentropy(): real random bytes or an error. */
#include <limits.h>
#include <sys/random.h>
#include <uk/anchor.h>
#include <uk/entropy.h>
#include "posix.h"

UK_NEED(uk_class_entropy);

ssize_t getrandom(void *buf, size_t len, unsigned flags)
{
	if (flags & ~(unsigned)(GRND_NONBLOCK | GRND_RANDOM))
		return uk_ret(-EINVAL);
	len = UK_MIN(len, (size_t)SSIZE_MAX);
	if (uk_entropy_read(buf, len) < 0)
		return uk_ret(flags & GRND_NONBLOCK ? -EAGAIN : -EIO);
	return (ssize_t)len;
}

int getentropy(void *buf, size_t len)
{
	if (len > 256 || uk_entropy_read(buf, len) < 0)
		return (int)uk_ret(-EIO);
	return 0;
}

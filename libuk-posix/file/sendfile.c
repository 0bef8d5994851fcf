/* SPDX-License-Identifier: BSD-3-Clause */
/* sendfile(): as Linux has it. What could not be written is not taken from @in. */
#include <sys/sendfile.h>
#include <unistd.h>
#include <uk/heap.h>
#include "posix.h"

#define CHUNK 32768

static ssize_t copy(int out, int in, off_t *off, size_t count, char *buf)
{
	size_t done = 0;
	off_t pos = off ? *off : lseek(in, 0, SEEK_CUR);
	ssize_t n = 0, w;

	if (pos < 0)
		return -errno;
	while (done < count) {
		n = pread(in, buf, UK_MIN(count - done, (size_t)CHUNK), pos);
		if (n <= 0)
			break;
		w = write(out, buf, (size_t)n);
		if (w <= 0) {
			n = w;
			break;
		}
		done += (size_t)w;
		pos += w;
		if (w < n)
			break;
	}
	if (off)
		*off = pos;
	else
		lseek(in, pos, SEEK_SET);
	return done || n >= 0 ? (ssize_t)done : -errno;
}

/* Is @fd open, and not only for what is no use here? Also where nothing is copied. */
static bool may(int fd, int not_this)
{
	const struct uk_fd *e = uk_fd_entry(fd);

	return e && (e->file->oflags & O_ACCMODE) != not_this;
}

ssize_t sendfile(int out, int in, off_t *off, size_t count)
{
	char *buf;
	ssize_t r;

	if (off && *off < 0)
		return uk_ret(-EINVAL);
	if (!may(in, O_WRONLY) || !may(out, O_RDONLY))
		return uk_ret(-EBADF);
	buf = uk_malloc(CHUNK);
	r = buf ? copy(out, in, off, UK_MIN(count, (size_t)0x7ffff000), buf) : -ENOMEM;
	uk_free(buf);
	return uk_ret(r);
}

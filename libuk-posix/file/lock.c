/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Record locks (fcntl() and lockf()): POSIX XSH. The program is one process, whose own locks
 * never conflict, so that only a file that others may have open, too, has an operation for
 * them.
 */
#include <unistd.h>
#include "posix.h"

/* @l from the start of the file, with a length of 0 or more. -EINVAL, -EOVERFLOW: there is no
 * such. */
static int normalize(struct uk_file *f, struct flock *l)
{
	off_t from = 0, len = l->l_len;

	if (l->l_whence == SEEK_CUR)
		from = f->pos;
	else if (l->l_whence == SEEK_END && f->ops->size)
		from = f->ops->size(f);
	else if (l->l_whence != SEEK_SET)
		return -EINVAL;
	if (from < 0)
		return (int)from;
	if (__builtin_add_overflow(from, l->l_start, &from))
		return -EOVERFLOW;
	if (len < 0 && !__builtin_add_overflow(from, len, &from))
		len = -len;
	if (from < 0 || len < 0)
		return -EINVAL;
	if (len && __builtin_add_overflow(from, len - 1, &(off_t){ 0 }))
		return -EOVERFLOW;
	l->l_whence = SEEK_SET;
	l->l_start = from;
	l->l_len = len;
	return 0;
}

/* The rights that a lock asks of the descriptor. */
static bool may(const struct uk_file *f, short type)
{
	int access = f->oflags & O_ACCMODE;

	return access == O_RDWR || type == F_UNLCK ||
	       access == (type == F_RDLCK ? O_RDONLY : O_WRONLY);
}

int uk_record_lock(struct uk_file *f, int cmd, struct flock *l)
{
	struct flock at = *l;
	bool known = l->l_type == F_RDLCK || l->l_type == F_WRLCK ||
		     (l->l_type == F_UNLCK && cmd != F_GETLK);
	int r = known ? normalize(f, &at) : -EINVAL;

	if (r == 0 && cmd != F_GETLK && !may(f, at.l_type))
		r = -EBADF;
	if (r == 0 && f->ops->lock_records)
		r = f->ops->lock_records(f, cmd, &at);
	else
		at.l_type = F_UNLCK;
	if (r < 0 || cmd != F_GETLK)
		return r;
	if (at.l_type == F_UNLCK)
		l->l_type = F_UNLCK;
	else
		*l = at;
	return 0;
}

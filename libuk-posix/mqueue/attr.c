/* SPDX-License-Identifier: BSD-3-Clause */
/* mq_getattr(), mq_setattr(): POSIX XSH. */
#include "mqueue/mqueue_priv.h"

int mq_setattr(mqd_t mq, const struct mq_attr *restrict attr, struct mq_attr *restrict old)
{
	int r;
	struct uk_mqd *d = uk_mqd_get(mq, O_RDWR, &r);
	struct mq_attr now;

	if (!d)
		return (int)uk_ret(r);
	now = (struct mq_attr){
		.mq_flags = d->file.oflags & O_NONBLOCK,
		.mq_maxmsg = (long)d->q->most,
		.mq_msgsize = (long)d->q->size,
		.mq_curmsgs = (long)d->q->count,
	};
	r = 0;
	if (attr && attr->mq_flags & ~O_NONBLOCK)
		r = -EINVAL;
	else if (attr)
		d->file.oflags = (d->file.oflags & ~O_NONBLOCK) | (int)attr->mq_flags;
	if (r == 0 && old)
		*old = now;
	uk_file_unref(&d->file);
	return (int)uk_ret(r);
}

int mq_getattr(mqd_t mq, struct mq_attr *attr)
{
	return mq_setattr(mq, NULL, attr);
}

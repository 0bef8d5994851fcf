/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Ancillary data: open files that travel (SCM_RIGHTS), and who sent (SCM_CREDENTIALS: process
 * 1, root). A file in a queue is open; sockets that travel through themselves stay so.
 */
#include <string.h>
#include <uk/heap.h>
#include "unix_priv.h"

void uk_unix_free_msg(struct uk_unix_msg *msg)
{
	for (unsigned i = 0; i < msg->nfds; i++)
		uk_file_unref(msg->fds[i]);
	uk_free(msg->fds);
	uk_free(msg->from);
	uk_free(msg);
}

/* The files of one header's descriptors, added to @msg. */
static int take(const struct cmsghdr *c, struct uk_unix_msg *msg)
{
	size_t n = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
	struct uk_file **fds;

	if (msg->nfds + n > UK_UNIX_FDS_MAX)
		return -EINVAL;
	fds = uk_realloc(msg->fds, (msg->nfds + n) * sizeof(struct uk_file *));
	if (!fds && n)
		return -ENOMEM;
	if (n)
		msg->fds = fds;
	for (size_t i = 0; i < n; i++) {
		struct uk_file *f;
		int fd;

		memcpy(&fd, CMSG_DATA(c) + i * sizeof(int), sizeof(int));
		f = uk_fd_get(fd);
		if (!f)
			return -EBADF;
		msg->fds[msg->nfds++] = f;
	}
	return 0;
}

int uk_unix_take_rights(const struct msghdr *m, struct uk_unix_msg *msg)
{
	struct cmsghdr *c;
	int r = 0;

	if (!m->msg_control || m->msg_controllen == 0)
		return 0;
	for (c = CMSG_FIRSTHDR(m); c && r == 0; c = CMSG_NXTHDR((struct msghdr *)m, c)) {
		size_t left = (size_t)((char *)m->msg_control + m->msg_controllen - (char *)c);

		if (c->cmsg_len < CMSG_LEN(0) || c->cmsg_len > left)
			return -EINVAL;
		if (c->cmsg_level != SOL_SOCKET)
			continue;
		if (c->cmsg_type == SCM_RIGHTS)
			r = take(c, msg);
		else if (c->cmsg_type != SCM_CREDENTIALS)
			r = -EINVAL;
	}
	return r;
}

struct out {
	struct msghdr *m;
	size_t used, room;
};

/* A header with room for up to @len bytes of data, *len of which fit; NULL: none. */
static struct cmsghdr *header(struct out *o, int type, size_t *len)
{
	struct cmsghdr *c = (struct cmsghdr *)((char *)o->m->msg_control + o->used);
	size_t left = o->room - o->used;

	if (left < CMSG_LEN(0)) {
		o->m->msg_flags |= MSG_CTRUNC;
		return NULL;
	}
	if (*len > left - CMSG_LEN(0)) {
		*len = left - CMSG_LEN(0);
		o->m->msg_flags |= MSG_CTRUNC;
	}
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = type;
	c->cmsg_len = CMSG_LEN(*len);
	return c;
}

static void advance(struct out *o, struct cmsghdr *c)
{
	o->used = UK_MIN(o->used + CMSG_ALIGN(c->cmsg_len), o->room);
}

static void give_credentials(struct out *o)
{
	const struct ucred self = { .pid = 1 };
	size_t len = sizeof(self);
	struct cmsghdr *c = header(o, SCM_CREDENTIALS, &len);

	if (!c)
		return;
	memcpy(CMSG_DATA(c), &self, len);
	advance(o, c);
}

static void give_rights(struct out *o, struct uk_unix_msg *msg, int flags)
{
	size_t len = msg->nfds * sizeof(int), n = 0;
	struct cmsghdr *c = header(o, SCM_RIGHTS, &len);

	if (!c)
		return;
	for (; n < len / sizeof(int); n++) {
		int fd = uk_fd_install(uk_file_ref(msg->fds[n]), 0,
				       flags & MSG_CMSG_CLOEXEC ? FD_CLOEXEC : 0);

		if (fd < 0) {
			uk_file_unref(msg->fds[n]);
			o->m->msg_flags |= MSG_CTRUNC;
			break;
		}
		memcpy(CMSG_DATA(c) + n * sizeof(int), &fd, sizeof(fd));
	}
	if (n == 0)
		return;
	c->cmsg_len = CMSG_LEN(n * sizeof(int));
	advance(o, c);
}

static void forget_rights(struct uk_unix_msg *msg)
{
	while (msg->nfds)
		uk_file_unref(msg->fds[--msg->nfds]);
}

void uk_unix_give_ancillary(struct uk_unix *u, struct uk_unix_msg *msg, struct msghdr *m,
			    int flags)
{
	struct out o = { m, 0, m->msg_control ? m->msg_controllen : 0 };

	if (u->passcred)
		give_credentials(&o);
	if (msg->nfds) {
		give_rights(&o, msg, flags);
		/* Those without room are closed; peeked ones stay. */
		if (!(flags & MSG_PEEK))
			forget_rights(msg);
	}
	m->msg_controllen = o.used;
}

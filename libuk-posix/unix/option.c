/* SPDX-License-Identifier: BSD-3-Clause */
/* Options of Unix-domain sockets: POSIX XSH 2.10.16, unix(7). */
#include <uk/sockopt.h>
#include "unix_priv.h"

int uk_unix_getopt(struct uk_socket *s, int level, int name, void *val, socklen_t *len)
{
	static const struct ucred self = { .pid = 1 };
	struct uk_unix *u = uk_unix_of(s);
	int e;

	if (level != SOL_SOCKET)
		return -ENOPROTOOPT;
	switch (name) {
	case SO_TYPE:
		return uk_sockopt_put_int(s->type, val, len);
	case SO_DOMAIN:
		return uk_sockopt_put_int(AF_UNIX, val, len);
	case SO_PROTOCOL:
	case SO_REUSEADDR:
	case SO_KEEPALIVE:
	case SO_BROADCAST:
		return uk_sockopt_put_int(0, val, len);
	case SO_ERROR:
		e = u->error;
		u->error = 0;
		return uk_sockopt_put_int(e, val, len);
	case SO_ACCEPTCONN:
		return uk_sockopt_put_int(u->state == UNIX_LISTENING, val, len);
	case SO_SNDBUF:
	case SO_RCVBUF:
		return uk_sockopt_put_int(UK_UNIX_QUEUE_MAX, val, len);
	case SO_PASSCRED:
		return uk_sockopt_put_int(u->passcred, val, len);
	case SO_PEERCRED:
		return u->peer ? uk_sockopt_put(&self, sizeof(self), val, len) : -ENOTCONN;
	case SO_RCVTIMEO:
		return uk_sockopt_put_time(u->rcvtimeo, val, len);
	case SO_SNDTIMEO:
		return uk_sockopt_put_time(u->sndtimeo, val, len);
	default:
		return -ENOPROTOOPT;
	}
}

int uk_unix_setopt(struct uk_socket *s, int level, int name, const void *val, socklen_t len)
{
	struct uk_unix *u = uk_unix_of(s);
	int v;

	if (level != SOL_SOCKET)
		return -ENOPROTOOPT;
	switch (name) {
	case SO_RCVTIMEO:
		return uk_sockopt_time(val, len, &u->rcvtimeo);
	case SO_SNDTIMEO:
		return uk_sockopt_time(val, len, &u->sndtimeo);
	default:
		break;
	}
	if (uk_sockopt_int(val, len, &v) < 0)
		return -EINVAL;
	switch (name) {
	case SO_PASSCRED:
		u->passcred = v != 0;
		return 0;
	case SO_SNDBUF: /* queues grow as needed; those without a meaning here are accepted */
	case SO_RCVBUF:
	case SO_REUSEADDR:
	case SO_KEEPALIVE:
	case SO_BROADCAST:
		return 0;
	default:
		return -ENOPROTOOPT;
	}
}

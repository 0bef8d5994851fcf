/* SPDX-License-Identifier: BSD-3-Clause */
/* Options of Unix-domain sockets: POSIX XSH 2.10.16, unix(7). */
#include <string.h>
#include <sys/time.h>
#include "unix_priv.h"

static int put(const void *from, size_t size, void *val, socklen_t *len)
{
	*len = (socklen_t)UK_MIN((size_t)*len, size);
	memcpy(val, from, *len);
	return 0;
}

static int put_int(int v, void *val, socklen_t *len)
{
	return put(&v, sizeof(v), val, len);
}

static int put_time(uint64_t ns, void *val, socklen_t *len)
{
	struct timeval tv = { (time_t)(ns / UK_NS_PER_SEC),
			      (suseconds_t)(ns % UK_NS_PER_SEC / 1000) };

	return put(&tv, sizeof(tv), val, len);
}

int uk_unix_getopt(struct uk_socket *s, int level, int name, void *val, socklen_t *len)
{
	static const struct ucred self = { .pid = 1 };
	struct uk_unix *u = uk_unix_of(s);
	int e;

	if (level != SOL_SOCKET)
		return -ENOPROTOOPT;
	switch (name) {
	case SO_TYPE:
		return put_int(s->type, val, len);
	case SO_DOMAIN:
		return put_int(AF_UNIX, val, len);
	case SO_PROTOCOL:
	case SO_REUSEADDR:
	case SO_KEEPALIVE:
	case SO_BROADCAST:
		return put_int(0, val, len);
	case SO_ERROR:
		e = u->error;
		u->error = 0;
		return put_int(e, val, len);
	case SO_ACCEPTCONN:
		return put_int(u->state == UNIX_LISTENING, val, len);
	case SO_SNDBUF:
	case SO_RCVBUF:
		return put_int(UK_UNIX_QUEUE_MAX, val, len);
	case SO_PASSCRED:
		return put_int(u->passcred, val, len);
	case SO_PEERCRED:
		return u->peer ? put(&self, sizeof(self), val, len) : -ENOTCONN;
	case SO_RCVTIMEO:
		return put_time(u->rcvtimeo, val, len);
	case SO_SNDTIMEO:
		return put_time(u->sndtimeo, val, len);
	default:
		return -ENOPROTOOPT;
	}
}

static int get_time(uint64_t *ns, const void *val, socklen_t len)
{
	struct timeval tv;

	if (len < sizeof(tv))
		return -EINVAL;
	memcpy(&tv, val, sizeof(tv));
	if (tv.tv_usec < 0 || tv.tv_usec >= 1000000)
		return -EDOM;
	if (tv.tv_sec < 0)
		*ns = 1;
	else if (tv.tv_sec > 1000000000)
		*ns = 0;
	else
		*ns = (uint64_t)tv.tv_sec * UK_NS_PER_SEC + (uint64_t)tv.tv_usec * 1000;
	return 0;
}

int uk_unix_setopt(struct uk_socket *s, int level, int name, const void *val, socklen_t len)
{
	struct uk_unix *u = uk_unix_of(s);
	int v;

	if (level != SOL_SOCKET)
		return -ENOPROTOOPT;
	switch (name) {
	case SO_RCVTIMEO:
		return get_time(&u->rcvtimeo, val, len);
	case SO_SNDTIMEO:
		return get_time(&u->sndtimeo, val, len);
	default:
		break;
	}
	if (len < sizeof(v))
		return -EINVAL;
	memcpy(&v, val, sizeof(v));
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

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names of Unix-domain sockets: paths, which are sockets in the file system as well, and
 * abstract ones (unix(7)), which start with a zero byte.
 */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "unix_priv.h"

static struct uk_list all = UK_LIST_INIT(all);

static bool abstract(const struct uk_unix_name *n)
{
	return n->len > UK_UNIX_NO_NAME && n->addr.sun_path[0] == '\0';
}

/* A name of the caller's. A path is terminated here, whether it was or not. */
static int parse(const void *addr, socklen_t len, struct uk_unix_name *n, char path[109])
{
	const struct sockaddr_un *a = addr;
	size_t max = len - UK_UNIX_NO_NAME;

	if (!addr)
		return -EFAULT;
	if (len < UK_UNIX_NO_NAME || len > sizeof(*a) || a->sun_family != AF_UNIX)
		return -EINVAL;
	memset(n, 0, sizeof(*n));
	memcpy(&n->addr, a, len);
	n->len = len;
	if (max && a->sun_path[0]) {
		size_t used = strnlen(a->sun_path, max);

		memcpy(path, a->sun_path, used);
		path[used] = '\0';
		n->len = UK_UNIX_NO_NAME + (socklen_t)UK_MIN(used + 1, sizeof(a->sun_path));
	}
	return 0;
}

static bool same(const struct uk_unix_name *a, const struct uk_unix_name *b)
{
	if (abstract(a) || abstract(b))
		return a->len == b->len && memcmp(&a->addr, &b->addr, a->len) == 0;
	return a->dev == b->dev && a->ino == b->ino;
}

static struct uk_unix *find(const struct uk_unix_name *n)
{
	UK_LIST_FOREACH(u, &all, struct uk_unix, named) {
		if (same(&u->name, n))
			return u;
	}
	return NULL;
}

/* Which file @path is; it must be a socket. */
static int identify(const char *path, struct uk_unix_name *n)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return -errno;
	if (!S_ISSOCK(st.st_mode))
		return -ECONNREFUSED;
	n->dev = (uint64_t)st.st_dev;
	n->ino = (uint64_t)st.st_ino;
	return 0;
}

static void keep(struct uk_unix *u, const struct uk_unix_name *n)
{
	u->name = *n;
	uk_list_insert(&all, &u->named);
}

int uk_unix_autobind(struct uk_unix *u)
{
	static unsigned next;
	struct uk_unix_name n = { .len = UK_UNIX_NO_NAME + 6,
				  .addr = { .sun_family = AF_UNIX } };

	for (unsigned tries = 0; tries < 0x100000; tries++) {
		unsigned v = next++ & 0xfffff;

		for (int i = 5; i >= 1; i--, v >>= 4)
			n.addr.sun_path[i] = "0123456789abcdef"[v & 15];
		if (!find(&n)) {
			keep(u, &n);
			return 0;
		}
	}
	return -ENOSPC;
}

int uk_unix_bind(struct uk_socket *s, const struct sockaddr *addr, socklen_t len)
{
	struct uk_unix *u = uk_unix_of(s);
	struct uk_unix_name n;
	char path[109];
	int r = parse(addr, len, &n, path);

	if (r < 0)
		return r;
	if (u->name.len != UK_UNIX_NO_NAME)
		return -EINVAL;
	if (n.len == UK_UNIX_NO_NAME)
		return uk_unix_autobind(u);
	if (abstract(&n)) {
		r = find(&n) ? -EADDRINUSE : 0;
	} else {
		if (mknod(path, S_IFSOCK | 0777, 0) < 0)
			return errno == EEXIST ? -EADDRINUSE : -errno;
		r = identify(path, &n);
		if (r < 0)
			unlink(path);
	}
	if (r == 0)
		keep(u, &n);
	return r;
}

int uk_unix_find(const void *addr, socklen_t len, struct uk_unix **out)
{
	struct uk_unix_name n;
	char path[109];
	int r = parse(addr, len, &n, path);

	if (r == 0 && n.len == UK_UNIX_NO_NAME)
		r = -EINVAL;
	if (r == 0 && !abstract(&n))
		r = identify(path, &n);
	if (r < 0)
		return r;
	*out = find(&n);
	return *out ? 0 : -ECONNREFUSED;
}

int uk_unix_get_name(struct uk_socket *s, struct sockaddr_storage *addr, bool peer)
{
	struct uk_unix *u = uk_unix_of(s);
	const struct uk_unix_name *n = &u->name;

	if (peer) {
		if (u->state != UNIX_CONNECTED)
			return -ENOTCONN;
		n = u->peer ? &u->peer->name : &u->peer_name;
		/* An accepted socket is named as the one that listens. */
		if (n->len == UK_UNIX_NO_NAME)
			n = &u->peer_name;
	}
	memset(addr, 0, sizeof(*addr));
	memcpy(addr, &n->addr, n->len);
	addr->ss_family = AF_UNIX;
	return (int)n->len;
}

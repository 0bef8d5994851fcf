/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Values of socket options, between getsockopt()'s and setsockopt()'s buffers and who
 * implements sockets (uk/socket.h). Any context. Results are 0 or negative errnos.
 */
#ifndef UK_SOCKOPT_H
#define UK_SOCKOPT_H

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

/* @size bytes at @from to the *@len bytes at @val, cut to them; *@len becomes how many. 0. */
static inline int uk_sockopt_put(const void *from, size_t size, void *val, socklen_t *len)
{
	if (*len > size)
		*len = (socklen_t)size;
	memcpy(val, from, *len);
	return 0;
}

static inline int uk_sockopt_put_int(int v, void *val, socklen_t *len)
{
	return uk_sockopt_put(&v, sizeof(v), val, len);
}

/* Nanoseconds (0: no limit) as SO_RCVTIMEO and SO_SNDTIMEO have them, a struct timeval. */
static inline int uk_sockopt_put_time(uint64_t ns, void *val, socklen_t *len)
{
	struct timeval tv = { .tv_sec = (time_t)(ns / 1000000000),
			      .tv_usec = (suseconds_t)(ns / 1000 % 1000000) };

	return uk_sockopt_put(&tv, sizeof(tv), val, len);
}

/* The @len bytes at @val as a number. 0, or -EINVAL: too few. */
static inline int uk_sockopt_int(const void *val, socklen_t len, int *out)
{
	if (len < sizeof(*out))
		return -EINVAL;
	memcpy(out, val, sizeof(*out));
	return 0;
}

/* A struct timeval as nanoseconds; times before now are 1, which is over at once, as Linux has
 * it, and more than thirty years no limit. 0, -EINVAL (too few bytes), -EDOM (microseconds). */
static inline int uk_sockopt_time(const void *val, socklen_t len, uint64_t *ns)
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
		*ns = (uint64_t)tv.tv_sec * 1000000000 + (uint64_t)tv.tv_usec * 1000;
	return 0;
}

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * DNS messages. Every offset is checked against the length before it is
 * used, and a compression pointer must lead backwards, so that each name ends.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "dns_msg.h"

#define HEADER	 12
#define CLASS_IN 1

int dns_build(uint8_t *buf, size_t cap, uint16_t id, const char *name, uint16_t type)
{
	size_t n = HEADER, len = strlen(name);

	if (len && name[len - 1] == '.')
		len--;
	if (len == 0 || len > 253 || HEADER + len + 2 + 4 > cap)
		return -EINVAL;
	memset(buf, 0, HEADER);
	buf[0] = (uint8_t)(id >> 8);
	buf[1] = (uint8_t)id;
	buf[2] = 1; /* recursion desired */
	buf[5] = 1; /* one question */
	while (len) {
		const char *dot = memchr(name, '.', len);
		size_t label = dot ? (size_t)(dot - name) : len;

		if (label == 0 || label > 63)
			return -EINVAL;
		buf[n++] = (uint8_t)label;
		memcpy(buf + n, name, label);
		n += label;
		name += label;
		len -= label;
		if (len) { /* the dot */
			name++;
			len--;
			if (len == 0)
				return -EINVAL;
		}
	}
	buf[n++] = 0;
	buf[n++] = 0;
	buf[n++] = (uint8_t)type;
	buf[n++] = 0;
	buf[n++] = CLASS_IN;
	return (int)n;
}

/* The name at @off as lower-case text. Returns the offset behind it, or -EBADMSG. */
static int get_name(const uint8_t *msg, size_t len, size_t off, char out[DNS_NAME_MAX])
{
	size_t pos = off, limit = off, n = 0;
	int behind = -1;

	for (;;) {
		uint8_t c;

		if (pos >= len)
			return -EBADMSG;
		c = msg[pos++];
		if (c >= 0xc0) {
			if (pos >= len)
				return -EBADMSG;
			if (behind < 0)
				behind = (int)pos + 1;
			pos = (size_t)(c & 0x3f) << 8 | msg[pos];
			if (pos >= limit) /* backwards only: no loops */
				return -EBADMSG;
			limit = pos;
			continue;
		}
		if (c > 63)
			return -EBADMSG;
		if (c == 0)
			break;
		if (c > len - pos || n + c + 2 > DNS_NAME_MAX)
			return -EBADMSG;
		if (n)
			out[n++] = '.';
		while (c--) {
			uint8_t ch = msg[pos++];

			/* Not a host's name; and it must not look like two labels. */
			if (ch <= ' ' || ch == '.' || ch >= 0x7f)
				return -EBADMSG;
			out[n++] = (char)(ch >= 'A' && ch <= 'Z' ? ch | 0x20 : ch);
		}
	}
	out[n] = '\0';
	return behind < 0 ? (int)pos : behind;
}

static unsigned u16(const uint8_t *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

/* Same name, whatever the case and a final dot. @lower is what get_name made. */
static int same_name(const char *lower, const char *name)
{
	for (; *lower; lower++, name++) {
		char c = *name;

		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		if (c != *lower)
			return 0;
	}
	return *name == '\0' || (name[0] == '.' && name[1] == '\0');
}

static void add(struct dns_answer *out, int family, const uint8_t *a, size_t n)
{
	if (out->n == out->max)
		return;
	memset(&out->addrs[out->n], 0, sizeof(out->addrs[0]));
	out->addrs[out->n].family = family;
	memcpy(out->addrs[out->n++].a, a, n);
}

/* Walk the answers; take those of out->canon. 1: an alias was followed. */
static int walk(const uint8_t *msg, size_t len, int off, unsigned count, unsigned type,
		struct dns_answer *out)
{
	char owner[DNS_NAME_MAX], target[DNS_NAME_MAX];
	int followed = 0;

	out->n = 0;
	while (count--) {
		unsigned rtype, class, rdlen;

		off = get_name(msg, len, (size_t)off, owner);
		if (off < 0)
			return off;
		if (len - (size_t)off < 10)
			return -EBADMSG;
		rtype = u16(msg + off);
		class = u16(msg + off + 2);
		rdlen = u16(msg + off + 8);
		off += 10;
		if (rdlen > len - (size_t)off)
			return -EBADMSG;
		if (class == CLASS_IN && same_name(owner, out->canon)) {
			if (rtype == DNS_A && type == DNS_A && rdlen == 4) {
				add(out, AF_INET, msg + off, 4);
			} else if (rtype == DNS_AAAA && type == DNS_AAAA && rdlen == 16) {
				add(out, AF_INET6, msg + off, 16);
			} else if (rtype == DNS_CNAME ||
				   (rtype == DNS_PTR && type == DNS_PTR)) {
				int e = get_name(msg, len, (size_t)off, target);

				if (e < 0)
					return e;
				strcpy(out->canon, target);
				if (rtype == DNS_PTR) {
					out->n = 1;
					return 0;
				}
				followed = 1;
			}
		}
		off += (int)rdlen;
	}
	return followed;
}

int dns_parse(const uint8_t *msg, size_t len, uint16_t id, const char *name, uint16_t type,
	      struct dns_answer *out)
{
	char q[DNS_NAME_MAX];
	int off, r;

	if (len < HEADER || u16(msg) != id || !(msg[2] & 0x80) || (msg[2] & 0x78) ||
	    u16(msg + 4) != 1)
		return -EAGAIN;
	off = get_name(msg, len, HEADER, q);
	if (off < 0 || len - (size_t)off < 4)
		return -EBADMSG;
	if (!same_name(q, name) || u16(msg + off) != type || u16(msg + off + 2) != CLASS_IN)
		return -EAGAIN;
	off += 4;
	out->n = 0;
	switch (msg[3] & 15) {
	case 0:
		break;
	case 3:
		return -ENOENT;
	default:
		return -EIO;
	}
	strcpy(out->canon, q);
	/*
	 * Aliases usually come in order; a stranger's order costs another walk, and loops end.
	 */
	for (int pass = 0; pass < 8; pass++) {
		r = walk(msg, len, off, u16(msg + 6), type, out);
		if (r < 0)
			out->n = 0;
		if (r <= 0 || out->n)
			return r < 0 ? r : 0;
	}
	return 0;
}

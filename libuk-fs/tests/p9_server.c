/* SPDX-License-Identifier: BSD-3-Clause */
/* A strict 9P2000.L server over a fixed tree: see p9_server.h. */
#include <check.h>
#include <errno.h>
#include <string.h>
#include "p9_server.h"

#define MAX   8192
#define NFIDS 64

enum { NOTHING, ROOT, FILE_F, DIR_D, LINK_L, NEW_FILE, NEW_DIR, NEW_LINK };

struct p9_harm_spec p9_harm;
bool p9_dead;
unsigned p9_calls, p9_last_len, p9_limit;
uint32_t p9_offer_msize, p9_seen_flags, p9_seen_valid, p9_version;

static const char contents[] = "0123456789abcdefghij";
static struct {
	int node;
	bool open;
} fids[NFIDS];
static int made; /* what "new" is */

static const uint8_t *in, *in_end;
static uint8_t out[MAX + 64], *o;

static uint64_t get(unsigned n)
{
	uint64_t v = 0;

	ck_assert_int_le(n, in_end - in);
	for (unsigned i = 0; i < n; i++)
		v |= (uint64_t)*in++ << 8 * i;
	return v;
}

static const char *get_str(void)
{
	static char s[300];
	size_t n = get(2);

	ck_assert(n < sizeof(s) && n <= (size_t)(in_end - in));
	memcpy(s, in, n);
	s[n] = '\0';
	in += n;
	return s;
}

static void put(unsigned n, uint64_t v)
{
	for (; n; n--, v >>= 8)
		*o++ = (uint8_t)v;
}

static void put_str(const char *s)
{
	put(2, strlen(s));
	memcpy(o, s, strlen(s));
	o += strlen(s);
}

static void put_qid(int node)
{
	bool dir = node == ROOT || node == DIR_D || node == NEW_DIR;

	put(1, dir ? 0x80 : node == LINK_L || node == NEW_LINK ? 0x02 : 0);
	put(4, p9_version);
	put(8, (uint64_t)node);
}

/* A fid that the client has; opened or not, as must be. */
static uint32_t known(bool open)
{
	uint32_t f = (uint32_t)get(4);

	ck_assert(f < NFIDS && fids[f].node);
	if (open)
		ck_assert(fids[f].open);
	return f;
}

static uint32_t unknown(void)
{
	uint32_t f = (uint32_t)get(4);

	ck_assert(f < NFIDS && !fids[f].node);
	return f;
}

static int child(int dir, const char *name)
{
	ck_assert(dir == ROOT || dir == DIR_D || dir == NEW_DIR);
	if (dir != ROOT)
		return NOTHING;
	return !strcmp(name, "f")     ? FILE_F
	       : !strcmp(name, "d")   ? DIR_D
	       : !strcmp(name, "l")   ? LINK_L
	       : !strcmp(name, "new") ? made
				      : NOTHING;
}

static int make(uint32_t dir, int node)
{
	const char *name = get_str();

	if (child(fids[dir].node, name))
		return EEXIST;
	ck_assert_str_eq(name, "new");
	made = node;
	return 0;
}

static void attributes(int node)
{
	put(8, 0x7ff);
	put_qid(node);
	put(4, node == ROOT || node == DIR_D ? 040755 : node == LINK_L ? 0120777 : 0100644);
	put(4, 7); /* uid */
	put(4, 8); /* gid */
	put(8, 1); /* links */
	put(8, 0); /* rdev */
	put(8, node == FILE_F ? sizeof(contents) - 1 : 0);
	put(8, 4096);
	put(8, 1);
	for (int i = 0; i < 8; i++) /* four times */
		put(8, 1000 + (uint64_t)i);
	put(8, 0); /* generation */
	put(8, 0); /* data version */
}

static void entries(uint64_t from, uint64_t room)
{
	static const struct {
		const char *name;
		int node;
	} all[] = {
		{ ".", ROOT }, { "..", ROOT }, { "f", FILE_F }, { "d", DIR_D }, { "l", LINK_L }
	};
	uint8_t *count = o;

	put(4, 0);
	for (; from < 5 && (size_t)(o - count) + 24 + 2 <= room; from++) {
		put_qid(all[from].node);
		put(8, from + 1);
		put(1, all[from].node == FILE_F ? 8 : all[from].node == LINK_L ? 10 : 4);
		put_str(all[from].name);
	}
	room = (uint64_t)(o - count) - 4;
	memcpy(count, &room, 4);
}

/* The reply's body; 0 or the number of an error, as Linux has them (these are the pool's too).
 */
static int serve(unsigned type)
{
	uint32_t f, g;
	uint64_t off, n;
	int node;

	switch (type) {
	case 100: /* version */
		n = get(4);
		ck_assert_str_eq(get_str(), "9P2000.L");
		memset(fids, 0, sizeof(fids));
		put(4, p9_offer_msize ? p9_offer_msize : n);
		put_str("9P2000.L");
		return 0;
	case 104: /* attach */
		f = unknown();
		ck_assert_uint_eq(get(4), 0xffffffff);
		get_str();
		get_str();
		get(4);
		fids[f].node = ROOT;
		put_qid(ROOT);
		return 0;
	case 110: /* walk */
		f = known(false);
		g = unknown();
		n = get(2);
		node = n ? child(fids[f].node, get_str()) : fids[f].node;
		if (!node)
			return ENOENT;
		fids[g].node = node;
		put(2, n);
		if (n)
			put_qid(node);
		return 0;
	case 120: /* clunk */
		f = known(false);
		fids[f].node = NOTHING;
		fids[f].open = false;
		return 0;
	case 12: /* lopen */
		f = known(false);
		ck_assert(!fids[f].open);
		p9_seen_flags = (uint32_t)get(4);
		fids[f].open = true;
		put_qid(fids[f].node);
		put(4, 0);
		return 0;
	case 14: /* lcreate */
		f = known(false);
		node = make(f, NEW_FILE);
		if (node)
			return node;
		p9_seen_flags = (uint32_t)get(4);
		get(8);
		fids[f].node = NEW_FILE;
		fids[f].open = true;
		put_qid(NEW_FILE);
		put(4, 0);
		return 0;
	case 16: /* symlink */
	case 72: /* mkdir */
		f = known(false);
		node = make(f, type == 72 ? NEW_DIR : NEW_LINK);
		if (node)
			return node;
		if (type == 16)
			get_str();
		else
			get(4);
		get(4);
		put_qid(made);
		return 0;
	case 22: /* readlink */
		f = known(false);
		if (fids[f].node != LINK_L) /* the client believed a spoilt qid */
			return EINVAL;
		put_str("f");
		return 0;
	case 24: /* getattr */
		f = known(false);
		get(8);
		attributes(fids[f].node);
		return 0;
	case 26: /* setattr */
		known(false);
		p9_seen_valid = (uint32_t)get(4);
		get(4);
		for (int i = 0; i < 6; i++) /* owner and group, size, four of times */
			get(8);
		return 0;
	case 8: /* statfs */
		known(false);
		put(4, 0x01021997);
		put(4, 512);
		for (int i = 1; i <= 6; i++)
			put(8, (uint64_t)i);
		put(4, 255);
		return 0;
	case 40: /* readdir */
		f = known(true);
		off = get(8);
		entries(fids[f].node == ROOT ? off : 5, get(4));
		return 0;
	case 50: /* fsync */
		known(true);
		get(4);
		return 0;
	case 70: /* link */
		f = known(false);
		known(false);
		return make(f, FILE_F);
	case 74: /* renameat */
		f = known(false);
		if (!child(fids[f].node, get_str()))
			return ENOENT;
		return make(known(false), FILE_F);
	case 76: /* unlinkat */
		f = known(false);
		node = child(fids[f].node, get_str());
		ck_assert_int_eq(get(4) != 0, node == DIR_D || node == NEW_DIR);
		return node ? 0 : ENOENT;
	case 116: /* read */
		f = known(true);
		off = get(8);
		n = get(4);
		if (p9_limit && n > p9_limit)
			n = p9_limit;
		if (fids[f].node != FILE_F || off >= sizeof(contents) - 1)
			n = 0;
		else if (n > sizeof(contents) - 1 - off)
			n = sizeof(contents) - 1 - off;
		put(4, n);
		memcpy(o, contents + (n ? off : 0), n);
		o += n;
		return 0;
	case 118: /* write */
		known(true);
		get(8);
		n = get(4);
		ck_assert_uint_eq(n, in_end - in);
		in = in_end;
		put(4, p9_limit && n > p9_limit ? p9_limit : n);
		return 0;
	default:
		ck_abort_msg("request of type %u", type);
		return 0;
	}
}

static void set(unsigned at, unsigned n, uint64_t v)
{
	for (unsigned i = 0; i < n; i++)
		out[at + i] = (uint8_t)(v >> 8 * i);
}

/* Do to the reply of @n bytes what p9_harm says: how many arrive. */
static size_t harm(size_t n)
{
	struct p9_harm_spec h = p9_harm;

	p9_harm.harm = P9_NONE;
	switch (h.harm) {
	case P9_CUT:
		return h.arg;
	case P9_SHORT:
		n = h.arg;
		set(0, 4, n);
		break;
	case P9_LONG:
		memset(out + n, 0, h.arg);
		n += h.arg;
		set(0, 4, n);
		break;
	case P9_SIZE:
		set(0, 4, h.arg);
		break;
	case P9_TAG:
		set(5, 2, h.arg);
		break;
	case P9_TYPE:
		set(4, 1, h.arg);
		break;
	case P9_BYTES:
		memcpy(out + h.arg, h.with, h.len);
		break;
	case P9_ERROR:
		n = 11;
		set(0, 4, n);
		set(4, 1, 7);
		set(7, 4, h.arg);
		break;
	default:
		break;
	}
	return n;
}

static int call(struct uk_p9_transport *t, const void *req, size_t len, void *reply, size_t max)
{
	unsigned type;
	uint64_t tag;
	size_t n;
	int e;

	ck_assert_ptr_eq(t, &p9_server);
	p9_calls++;
	if (p9_dead)
		return -EIO;
	in = req;
	in_end = in + len;
	ck_assert_uint_eq(get(4), len);
	type = (unsigned)get(1);
	tag = get(2);
	o = out + 7;
	e = serve(type);
	ck_assert(e || in == in_end);
	if (e) {
		o = out + 7;
		put(4, (uint64_t)e);
	}
	n = (size_t)(o - out);
	set(0, 4, n);
	set(4, 1, e ? 7 : type + 1);
	set(5, 2, tag);
	if (type == p9_harm.type) {
		p9_last_len = (unsigned)n;
		if (p9_harm.harm == P9_TRANSPORT) {
			p9_harm.harm = P9_NONE;
			return -(int)p9_harm.arg;
		}
		n = harm(n);
	}
	n = n < max ? n : max;
	memset(reply, 0xee, max); /* nothing behind the reply may come out as data */
	memcpy(reply, out, n);
	return (int)n;
}

struct uk_p9_transport p9_server = { .tag = "test", .max_msize = MAX, .call = call };

unsigned p9_fids(void)
{
	unsigned n = 0;

	for (int i = 0; i < NFIDS; i++)
		n += fids[i].node != NOTHING;
	return n;
}

void p9_reset(void)
{
	memset(fids + 1, 0, sizeof(fids) - sizeof(fids[0]));
	p9_harm = (struct p9_harm_spec){ 0 };
	p9_dead = false;
	p9_limit = p9_version = 0;
	p9_offer_msize = 0;
	made = NOTHING;
}

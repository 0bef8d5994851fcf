/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * tar archives: ustar and pax (POSIX.1-2017, pax, "ustar Interchange Format" and "pax Header
 * Block"), and GNU's long names and large numbers (its manual, "Basic Tar Format"). What would
 * need its bytes put together, a sparse file or one in several volumes, is refused.
 */
#include "archive.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define BLOCK 512u

/* A header, and the kinds of entries. */
struct tar_header {
	char name[100], mode[8], uid[8], gid[8], size[12], mtime[12], sum[8], kind, link[100];
	char magic[6], version[2], uname[32], gname[32], devmajor[8], devminor[8], prefix[155];
	char padding[12];
};
_Static_assert(sizeof(struct tar_header) == BLOCK, "a header is a block");

enum {
	FILE_OLD = '\0',
	FILE_NEW = '0',
	HARD_LINK = '1',
	SYMBOLIC_LINK = '2',
	CHARACTER = '3',
	BLOCK_DEVICE = '4',
	DIRECTORY = '5',
	FIFO = '6',
	CONTIGUOUS = '7',
	PAX = 'x',
	PAX_GLOBAL = 'g',
	GNU_NAME = 'L',
	GNU_LINK = 'K',
	GNU_DIRECTORY = 'D',
	GNU_LABEL = 'V',
};

static int refuse(struct archive *a, const char *why)
{
	a->why = why;
	return -EINVAL;
}

/* A number as GNU tar writes large ones: 0x80 or 0xff, then big-endian two's complement. */
static bool binary(const char *s, size_t n, int64_t *out)
{
	bool negative = s[0] == '\xff';
	uint64_t v = negative ? ~(uint64_t)0 : 0;

	for (size_t i = 1; i < n; i++) {
		/* What is pushed out must be copies of the sign. */
		if (v >> 55 != (negative ? 0x1ff : 0))
			return false;
		v = v << 8 | (unsigned char)s[i];
	}
	*out = (int64_t)v;
	return true;
}

/* An octal number between blanks, which may be missing; or a binary one. */
static bool number(const char *s, size_t n, int64_t *out)
{
	uint64_t v = 0;
	size_t i = 0;

	if (s[0] == '\x80' || s[0] == '\xff')
		return binary(s, n, out);
	while (i < n && s[i] == ' ')
		i++;
	for (; i < n && s[i] >= '0' && s[i] <= '7'; i++)
		v = v << 3 | (unsigned)(s[i] - '0'); /* at most twelve digits */
	for (; i < n; i++)
		if (s[i] != ' ' && s[i] != '\0')
			return false;
	*out = (int64_t)v;
	return true;
}

/* The sum of the header's bytes, blanks in place of the sum; some have summed signed bytes. */
static bool sum_fits(const struct tar_header *h)
{
	const char *p = (const char *)h;
	int64_t want, is_unsigned = 0, is_signed = 0;

	for (size_t i = 0; i < BLOCK; i++) {
		bool in_sum = i >= offsetof(struct tar_header, sum) &&
			      i < offsetof(struct tar_header, kind);
		char c = in_sum ? ' ' : p[i];

		is_unsigned += (unsigned char)c;
		is_signed += (signed char)c;
	}
	return number(h->sum, sizeof(h->sum), &want) &&
	       (want == is_unsigned || want == is_signed);
}

static bool zeros(const char *p)
{
	for (size_t i = 0; i < BLOCK; i++)
		if (p[i])
			return false;
	return true;
}

bool uk_tar_begins(const struct archive *a)
{
	const struct tar_header *h = (const void *)a->p;

	return a->len >= BLOCK && memcmp(h->magic, "ustar", 5) == 0;
}

/* Whether bytes follow the header. A link's size is what the file has. */
static bool has_bytes(char kind)
{
	return kind < HARD_LINK || kind > FIFO;
}

static bool is_file(char kind)
{
	return kind == FILE_OLD || kind == FILE_NEW || kind == CONTIGUOUS;
}

/* Read the header at a->at, the size of what follows into *size. 1; 0: the end. */
static int header(struct archive *a, const struct tar_header **out, size_t *size)
{
	const struct tar_header *h = (const void *)(a->p + a->at);
	size_t left = a->len - a->at;
	int64_t n;

	if (left == 0)
		return refuse(a, "it ends without a mark of its end");
	if (left < BLOCK)
		return refuse(a, "it ends within a header");
	if (zeros(a->p + a->at))
		return 0;
	if (memcmp(h->magic, "ustar", 5) != 0)
		return refuse(a, "no header of format ustar");
	if (!sum_fits(h))
		return refuse(a, "the checksum of a header is wrong");
	if (!number(h->size, sizeof(h->size), &n))
		return refuse(a, "a header field is no number");
	if (n < 0)
		return refuse(a, "a size is negative");
	*size = has_bytes(h->kind) ? (size_t)n : 0;
	*out = h;
	return 1;
}

/* Step over the header at a->at and what follows it, @size bytes. */
static int step(struct archive *a, size_t size)
{
	size_t left = a->len - a->at - BLOCK;

	/* The end's mark begins a block, so the last file is padded, too. */
	if (size > left || (size % BLOCK && BLOCK - size % BLOCK > left - size))
		return refuse(a, "it ends within a file");
	a->at += BLOCK + size + (BLOCK - size % BLOCK) % BLOCK;
	return 0;
}

/* Copy the text of @n bytes at @s, which may end before them, to @to. */
static int copy_text(struct archive *a, char *to, const char *s, size_t n)
{
	n = strnlen(s, n);
	if (n > ARCHIVE_NAME_MAX)
		return refuse(a, "bad length of a name");
	memcpy(to, s, n);
	to[n] = '\0';
	return 0;
}

/* What the headers before an entry say of it, over what its own says. */
struct before {
	struct pax pax;
	struct pax_text gnu_name, gnu_link;
	bool entry_missing; /* it is still to come */
};

static int names(struct archive *a, const struct tar_header *h, const struct before *b)
{
	size_t prefix = 0;
	struct pax_text name = b->pax.path.s ? b->pax.path : b->gnu_name;
	struct pax_text link = b->pax.linkpath.s ? b->pax.linkpath : b->gnu_link;
	int r;

	if (name.s) {
		r = copy_text(a, a->name, name.s, name.n);
	} else {
		/* Format GNU has other things in the prefix's place. */
		if (memcmp(h->magic, "ustar", 6) == 0 && h->prefix[0]) {
			prefix = strnlen(h->prefix, sizeof(h->prefix));
			memcpy(a->name, h->prefix, prefix);
			a->name[prefix++] = '/';
		}
		r = copy_text(a, a->name + prefix, h->name, sizeof(h->name));
	}
	if (r == 0)
		r = link.s ? copy_text(a, a->link, link.s, link.n)
			   : copy_text(a, a->link, h->link, sizeof(h->link));
	if (r == 0 && a->name[0] == '\0')
		r = refuse(a, "bad length of a name");
	return r;
}

static uint32_t type_of(const struct archive *a, char kind)
{
	switch (kind) {
	case SYMBOLIC_LINK:
		return S_IFLNK;
	case CHARACTER:
		return S_IFCHR;
	case BLOCK_DEVICE:
		return S_IFBLK;
	case DIRECTORY:
	case GNU_DIRECTORY:
		return S_IFDIR;
	case FIFO:
		return S_IFIFO;
	case FILE_OLD:
		/* As older formats have directories. */
		if (a->name[strlen(a->name) - 1] == '/')
			return S_IFDIR;
		break;
	}
	return S_IFREG;
}

/* A user or group: what a pax header says, or the header. */
static bool id(const char *field, bool said, uint32_t as, uint32_t *out)
{
	int64_t v = as;

	if (!said && (!number(field, 8, &v) || v < 0 || v > UINT32_MAX))
		return false;
	*out = (uint32_t)v;
	return true;
}

/* Fill *e from @h, whose bytes are the @size at @data. */
static int entry(struct archive *a, const struct tar_header *h, const struct before *b,
		 const char *data, size_t size, struct archive_entry *e)
{
	int64_t mode, mtime;
	uint32_t uid, gid;

	if (names(a, h, b) < 0)
		return -EINVAL;
	if (!number(h->mode, sizeof(h->mode), &mode) ||
	    !number(h->mtime, sizeof(h->mtime), &mtime) ||
	    !id(h->uid, b->pax.has_uid, b->pax.uid, &uid) ||
	    !id(h->gid, b->pax.has_gid, b->pax.gid, &gid))
		return refuse(a, "a header field is no number");
	*e = (struct archive_entry){ .name = a->name,
				     .mode = type_of(a, h->kind) | ((uint32_t)mode & 07777),
				     .uid = uid,
				     .gid = gid,
				     .mtime = { .tv_sec = mtime } };
	if (b->pax.has_mtime)
		e->mtime = b->pax.mtime;
	if (h->kind == HARD_LINK)
		e->same_as = a->link;
	if (h->kind == SYMBOLIC_LINK) {
		e->data = a->link;
		e->size = strlen(a->link);
	} else if (S_ISREG(e->mode)) {
		e->data = data;
		e->size = size;
	}
	return 1;
}

/* If @h is a header that says something of the entry behind it, take that in: 1, else 0. */
static int extended(struct archive *a, const struct tar_header *h, size_t size,
		    struct before *b)
{
	const char *data = (const char *)h + BLOCK;
	int r = 0;

	switch (h->kind) {
	case PAX:
		r = uk_pax_read(data, size, &b->pax, &a->why);
		break;
	case PAX_GLOBAL:
		r = uk_pax_read(data, size, &a->global, &a->why);
		b->pax = a->global;
		return r < 0 ? r : 1;
	case GNU_NAME:
		b->gnu_name = (struct pax_text){ data, size };
		break;
	case GNU_LINK:
		b->gnu_link = (struct pax_text){ data, size };
		break;
	case GNU_LABEL:
		return 1;
	default:
		return 0;
	}
	b->entry_missing = true;
	return r < 0 ? r : 1;
}

/* Whether entries of this kind are described in full by a header, and those before it. */
static bool known(char kind)
{
	return is_file(kind) || (kind >= HARD_LINK && kind <= FIFO) || kind == GNU_DIRECTORY;
}

/* What the header at a->at is: 1, an entry; 2, something of the next one; 0, the end. */
static int one(struct archive *a, struct before *b, struct archive_entry *e)
{
	const struct tar_header *h;
	size_t size;
	int r = header(a, &h, &size);

	if (r == 0 && b->entry_missing)
		return refuse(a, "a header without its entry");
	if (r <= 0)
		return r;
	if (known(h->kind) && has_bytes(h->kind) && b->pax.has_size)
		size = b->pax.size;
	if (step(a, size) < 0)
		return -EINVAL;
	r = extended(a, h, size, b);
	if (r != 0)
		return r < 0 ? r : 2;
	if (!known(h->kind))
		return refuse(a, "an entry of an unknown kind");
	if (b->pax.sparse)
		return refuse(a, "a sparse file");
	return entry(a, h, b, (const char *)h + BLOCK, size, e);
}

int uk_tar_next(struct archive *a, struct archive_entry *e)
{
	struct before b = { .pax = a->global };
	size_t at;
	int r;

	do {
		at = a->at;
		r = one(a, &b, e);
	} while (r == 2);
	if (r < 0)
		a->at = at;
	return r;
}

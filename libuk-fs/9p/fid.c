/* SPDX-License-Identifier: BSD-3-Clause */
/* Numbers of fids: a bit each, the lowest free one. */
#include "p9.h"
#include <string.h>
#include <uk/heap.h>

uint32_t p9_fid_new(struct p9_fs *fs)
{
	size_t i = 0;
	uint64_t *p;

	while (i < fs->nfids && !~fs->fids[i])
		i++;
	if (i == fs->nfids) {
		size_t n = fs->nfids ? fs->nfids * 2 : 1;

		p = n < (1u << 20) ? uk_realloc(fs->fids, n * sizeof(*p)) : NULL;
		if (!p)
			return P9_NOFID;
		memset(p + fs->nfids, 0, (n - fs->nfids) * sizeof(*p));
		fs->fids = p;
		fs->nfids = n;
	}
	p = &fs->fids[i];
	i = i * 64 + (size_t)__builtin_ctzll(~*p);
	*p |= UINT64_C(1) << i % 64;
	return (uint32_t)i;
}

void p9_fid_free(struct p9_fs *fs, uint32_t fid)
{
	fs->fids[fid / 64] &= ~(UINT64_C(1) << fid % 64);
}

void p9_clunk(struct p9_fs *fs, uint32_t fid)
{
	struct p9_msg m;

	p9_begin(fs, &m, P9_CLUNK);
	p9_put(&m, 4, fid);
	/* The server forgets the fid even if it reports an error. */
	p9_simple(fs, &m);
	p9_fid_free(fs, fid);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Encoding and decoding of 9P messages. */
#include "p9.h"
#include <string.h>

uint8_t *p9_take(struct p9_msg *m, size_t len)
{
	uint8_t *p = m->at;

	if (m->bad || len > (size_t)(m->end - m->at)) {
		m->bad = true;
		return NULL;
	}
	m->at += len;
	return p;
}

void p9_put(struct p9_msg *m, unsigned bytes, uint64_t v)
{
	uint8_t *p = p9_take(m, bytes);

	for (unsigned i = 0; p && i < bytes; i++)
		p[i] = (uint8_t)(v >> 8 * i);
}

void p9_put_str(struct p9_msg *m, const char *s)
{
	size_t len = strlen(s);
	uint8_t *p;

	if (len > UINT16_MAX)
		m->bad = true;
	p9_put(m, 2, len);
	p = p9_take(m, len);
	if (p)
		memcpy(p, s, len);
}

uint64_t p9_get(struct p9_msg *m, unsigned bytes)
{
	uint8_t *p = p9_take(m, bytes);
	uint64_t v = 0;

	for (unsigned i = 0; p && i < bytes; i++)
		v |= (uint64_t)p[i] << 8 * i;
	return v;
}

struct p9_qid p9_get_qid(struct p9_msg *m)
{
	struct p9_qid q;

	q.type = (uint8_t)p9_get(m, 1);
	q.version = (uint32_t)p9_get(m, 4);
	q.path = p9_get(m, 8);
	return q;
}

const char *p9_get_str(struct p9_msg *m, size_t *len)
{
	const char *s;

	*len = p9_get(m, 2);
	s = (const char *)p9_take(m, *len);
	if (!s)
		*len = 0;
	return s;
}

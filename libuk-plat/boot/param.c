/* SPDX-License-Identifier: BSD-3-Clause */
/* Setting parameters by name and type, uk/param.h. */
#include <errno.h>
#include <uk/console.h>
#include "boot_priv.h"

/* Decimal or 0x…, then optionally K, M or G. False: not a number, or too large. */
static bool parse_uint(const char *s, unsigned long *out)
{
	unsigned long v = 0, base = 10;
	unsigned shift = 0;
	const char *digits;

	if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X')) {
		base = 16;
		s += 2;
	}
	for (digits = s;; s++) {
		unsigned d;

		if (*s >= '0' && *s <= '9')
			d = *s - '0';
		else if (base == 16 && (*s | 32) >= 'a' && (*s | 32) <= 'f')
			d = (*s | 32) - 'a' + 10;
		else
			break;
		if (__builtin_mul_overflow(v, base, &v) || __builtin_add_overflow(v, d, &v))
			return false;
	}
	if (s == digits)
		return false;
	if (*s == 'K' || *s == 'M' || *s == 'G')
		shift = *s == 'K' ? 10 : *s == 'M' ? 20 : 30, s++;
	if (*s || v > ~0ul >> shift)
		return false;
	*out = v << shift;
	return true;
}

static bool parse_bool(const char *s, bool *out)
{
	static const char *const words[] = {
		"off", "on", "no", "yes", "false", "true", "0", "1"
	};

	for (unsigned i = 0; i < UK_ARRAY_SIZE(words); i++)
		if (uk_core_streq(words[i], s, uk_core_strlen(s))) {
			*out = i & 1;
			return true;
		}
	return false;
}

static const struct uk_param *find(const char *name, size_t len)
{
	UK_SET_FOREACH(param, const struct uk_param, p)
		if (uk_core_streq(p->name, name, len))
			return p;
	return NULL;
}

static int set(const struct uk_param *p, const char *value)
{
	switch (p->type) {
	case UK_PARAM_T_UINT:
		return parse_uint(value, p->var) ? 0 : -EINVAL;
	case UK_PARAM_T_BOOL:
		return parse_bool(value, p->var) ? 0 : -EINVAL;
	case UK_PARAM_T_STRING:
		*(const char **)p->var = value;
		return 0;
	default:
		return p->set(value) < 0 ? -EINVAL : 0;
	}
}

int uk_param_set(const char *name, size_t name_len, const char *value)
{
	const struct uk_param *p = find(name, name_len);

	return p ? set(p, value) : -ENOENT;
}

int uk_param_set_or_explain(const char *name, size_t name_len, const char *value,
			    const char *where)
{
	static const char *const wants[] = { "a number (K, M or G may follow)", "on or off",
					     "text", "another form" };
	const struct uk_param *p = find(name, name_len);

	/* QEMU adds these by itself (microvm without ACPI), also to images without such
	 * devices. */
	if (!p && uk_core_streq("virtio_mmio.device", name, name_len))
		return 0;
	if (!p) {
		const struct uk_param *near = uk_param_nearest(name, name_len);

		uk_log("%s: no parameter '%.*s' in this image%s%s%s", where, (int)name_len,
		       name, near ? "; did you mean '" : "", near ? near->name : "",
		       near ? "'?" : "");
		return -EINVAL;
	}
	if (set(p, value) == 0)
		return 0;
	uk_log("%s: %s=%s: wants %s: %s", where, p->name, value,
	       wants[p->type < 4 ? p->type : 3], p->help);
	return -EINVAL;
}

int uk_param_link_time(void)
{
	int r = 0;

	UK_SET_FOREACH(param_set, const struct uk_param_set, s)
		r |= uk_param_set_or_explain(s->name, uk_core_strlen(s->name), s->value,
					     "ukcc --set");
	return r;
}

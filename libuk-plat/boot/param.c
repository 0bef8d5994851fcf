/* SPDX-License-Identifier: BSD-3-Clause */
/* Setting parameters by name and type, uk/param.h. */
#include <errno.h>
#include <uk/console.h>
#include "boot_priv.h"

static bool parse_uint(const char *s, unsigned long *out)
{
	unsigned long v;

	s = uk_param_number(s, &v);
	if (!s || *s)
		return false;
	*out = v;
	return true;
}

static bool parse_bool(const char *s, bool *out)
{
	static const char words[][6] = { "off", "on", "no", "yes", "false", "true", "0", "1" };

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
	       p->type == UK_PARAM_T_UINT   ? "a number (K, M or G may follow)"
	       : p->type == UK_PARAM_T_BOOL ? "on or off"
					    : "another form",
	       p->help);
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

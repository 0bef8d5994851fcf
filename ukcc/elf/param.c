/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The records in section uk_set_param of an image, whose pointers are final
 * since an image is at a fixed address.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../common/say.h"
#include "param.h"

const char *const param_types[] = { "number", "bool", "string", "custom" };

struct record { /* struct uk_param */
	uint64_t name, help, var, set, type;
};

/* What is not in the file is in .bss: zero. */
static char *value_of(const struct elf_image *im, const struct record *r)
{
	const char *s;
	uint64_t v = 0;

	switch (r->type) {
	case PARAM_UINT:
		if (elf_at(im, r->var, sizeof(v)))
			memcpy(&v, elf_at(im, r->var, sizeof(v)), sizeof(v));
		return xasprintf("%" PRIu64, v);
	case PARAM_BOOL:
		s = elf_at(im, r->var, 1);
		return xstrdup(s && *s ? "on" : "off");
	case PARAM_STRING:
		if (elf_at(im, r->var, sizeof(v)))
			memcpy(&v, elf_at(im, r->var, sizeof(v)), sizeof(v));
		s = v ? elf_string_at(im, v) : NULL;
		return s ? xasprintf("\"%s\"", s) : xstrdup("-");
	default:
		return xstrdup("-");
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct param *)a)->name, ((const struct param *)b)->name);
}

struct param *params_read(const struct elf_image *im, size_t *n)
{
	const Elf64_Shdr *s = elf_section(im, "uk_set_param");
	const char *bytes = s ? elf_bytes(im, s) : NULL;
	struct param *v;
	struct record r;

	*n = 0;
	if (!bytes)
		return NULL;
	v = xzalloc((s->sh_size / sizeof(r) + 1) * sizeof(*v));
	for (uint64_t at = 0; at + sizeof(r) <= s->sh_size; at += sizeof(r)) {
		struct param *p = &v[*n];

		memcpy(&r, bytes + at, sizeof(r));
		p->name = elf_string_at(im, r.name);
		p->help = elf_string_at(im, r.help);
		if (!p->name)
			continue;
		p->type = r.type > PARAM_CUSTOM ? PARAM_CUSTOM : (enum param_type)r.type;
		p->value = value_of(im, &r);
		++*n;
	}
	qsort(v, *n, sizeof(*v), by_name);
	return v;
}

bool param_admits(enum param_type type, const char *value)
{
	/* clang-format off */
	static const char *const bools[] = {
		"on", "off", "yes", "no", "true", "false", "1", "0"
	};
	/* clang-format on */
	char *end;

	switch (type) {
	case PARAM_UINT:
		if (*value < '0' || *value > '9')
			return false;
		strtoull(value, &end, value[0] == '0' && (value[1] | 32) == 'x' ? 16 : 10);
		return end != value && (!*end || (strchr("KMG", *end) && !end[1]));
	case PARAM_BOOL:
		for (size_t i = 0; i < sizeof(bools) / sizeof(*bools); i++)
			if (!strcmp(value, bools[i]))
				return true;
		return false;
	default:
		return true;
	}
}

bool param_check(const struct param *v, size_t n, const char *set)
{
	char *name = xstrndup(set, strcspn(set, "="));
	const char *value = set + strlen(name) + 1;
	struct strv all = { 0 }, near = { 0 };

	for (size_t i = 0; i < n; i++) {
		strv_push(&all, v[i].name);
		if (strcmp(v[i].name, name))
			continue;
		if (param_admits(v[i].type, value))
			return true;
		say("--set %s: '%s' is no %s%s", set, value, param_types[v[i].type],
		    v[i].type == PARAM_UINT ? " (decimal or 0x..., with suffix K, M or G)"
					    : " (on, off, yes, no, true, false, 1, 0)");
		return false;
	}
	nearest(name, &all, &near);
	say("--set %s: this image has no parameter '%s'%s%s%s", set, name,
	    near.n ? "; the nearest: " : "", near.n ? strv_list(&near) : "",
	    near.n ? "" : " (ukcc --params lists what it has)");
	return false;
}

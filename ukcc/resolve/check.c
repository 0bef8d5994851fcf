/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Is a .pc file well formed? libpkgconf skips what it does not understand, so
 * a mistake would silently change an image; here it gets a name and a line.
 */
#include <ctype.h>
#include <string.h>

#include "pool.h"

#define LONGEST_LINE 4096

struct check {
	const char *path;
	struct strv *problems;
	struct strv variables;
	struct strv fields;
	unsigned line;
	bool ok;
};

static void wrong(struct check *c, char *reason)
{
	strv_push(c->problems, c->line ? xasprintf("%s:%u: %s", c->path, c->line, reason)
				       : xasprintf("%s: %s", c->path, reason));
	c->ok = false;
}

/* Each ${name} is closed and defined on an earlier line. */
static void check_references(struct check *c, const char *value)
{
	for (const char *s = value; (s = strstr(s, "${")); s++) {
		const char *end = strchr(s, '}');
		char *name;

		if (!end) {
			wrong(c, xstrdup("'${' without '}'"));
			return;
		}
		name = xstrndup(s + 2, (size_t)(end - s - 2));
		if (strcmp(name, "pcfiledir") && strcmp(name, "pc_sysrootdir") &&
		    !strv_has(&c->variables, name))
			wrong(c, xasprintf("variable '%s' is not defined", name));
	}
}

static void check_line(struct check *c, char *s)
{
	/* clang-format off */
	static const char *const fields[] = {
		"Name", "Description", "Version", "URL", "Requires", "Requires.private",
		"Libs", "Libs.private", "Cflags", "CFlags", "Cflags.private",
		"CFlags.private", "Conflicts", "Provides", "License", "Maintainer",
		"Copyright", "LIBS", "CFLAGS", "Source", NULL
	};
	/* clang-format on */
	size_t n, known;
	char *key, *end;

	s += strspn(s, " \t");
	if (!*s || *s == '#')
		return;
	n = strcspn(s, ":= \t");
	end = s + n + strspn(s + n, " \t");
	key = xstrndup(s, n);
	if (!n || (*end != ':' && *end != '=')) {
		wrong(c, xasprintf("neither 'variable=value' nor 'Field: value': %.40s", s));
		return;
	}
	for (const char *k = key; *k; k++)
		if (!isalnum((unsigned char)*k) && !strchr("_.-+", *k)) {
			wrong(c, xasprintf("'%.40s' is no name of a variable or field", key));
			return;
		}
	check_references(c, end + 1);
	if (*end == '=') {
		strv_push(&c->variables, key);
		return;
	}
	for (known = 0; fields[known] && strcmp(fields[known], key); known++)
		;
	if (!fields[known])
		wrong(c, xasprintf("unknown field '%.40s'", key));
	else if (strv_has(&c->fields, key))
		wrong(c, xasprintf("field '%s' is given twice", key));
	else if (!end[1 + strspn(end + 1, " \t")] && known < 3)
		wrong(c, xasprintf("field '%s' is empty", key));
	strv_push(&c->fields, key);
}

bool pc_check(const char *path, const struct buf *text, struct strv *problems)
{
	static const char *const musts[] = { "Name", "Description", "Version" };
	struct check c = { .path = path, .problems = problems, .ok = true };
	const char *s = text->p, *end = text->p + text->n;
	struct buf line = { 0 };

	while (s && s < end && c.ok) {
		const char *nl = memchr(s, '\n', (size_t)(end - s));
		size_t n = (size_t)((nl ? nl : end) - s);

		c.line++;
		if (memchr(s, 0, n))
			wrong(&c, xstrdup("a zero byte: not a text file"));
		buf_add(&line, s, n && s[n - 1] == '\r' ? n - 1 : n);
		s += n + 1;
		if (line.n > LONGEST_LINE)
			wrong(&c, xasprintf("line of more than %d bytes", LONGEST_LINE));
		if (line.n && line.p[line.n - 1] == '\\') { /* goes on in the next line */
			line.n--;
			continue;
		}
		if (c.ok && line.n)
			check_line(&c, line.p);
		line.n = 0;
		if (line.p)
			line.p[0] = 0;
	}
	c.line = 0;
	for (size_t i = 0; c.ok && i < sizeof(musts) / sizeof(*musts); i++)
		if (!strv_has(&c.fields, musts[i]))
			wrong(&c, xasprintf("field '%s' is missing", musts[i]));
	return c.ok;
}

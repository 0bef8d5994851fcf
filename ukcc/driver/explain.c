/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ld's messages, read line by line. Three kinds concern the pool:
 *
 *	ld: a.o: in function `main':
 *	a.c:(.text+0x5): undefined reference to `socket'
 *	ld: b.o:(.data+0x0): multiple definition of `uk_provides_heap'; a.o:...: first defined
 *here ld: cannot find -lz: No such file or directory
 */
#include <string.h>

#include "../common/say.h"
#include "../resolve/providers.h"
#include "explain.h"

/* One sentence: who needs which symbols that @from provides. */
struct want {
	char *who;
	const struct provider *from;
	struct strv symbols;
};

struct explainer {
	const struct image *im;
	const struct paths *paths;
	struct providers providers;
	bool opened;
	char *function_file; /* of the last "in function" line */
	struct want *wants;
	size_t n;
	struct strv said;
};

static void say_once(struct explainer *x, char *text)
{
	if (strv_has(&x->said, text))
		return;
	strv_push(&x->said, text);
	say("%s", text);
}

static const char *base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* After "...ld: ", if the line begins so. */
static const char *after_ld(const char *line)
{
	const char *colon = strstr(line, "ld: ");

	if (!colon)
		colon = strstr(line, "ld.bfd: ");
	return colon && !memchr(line, ' ', (size_t)(colon - line)) ? strchr(colon, ' ') + 1
								   : line;
}

/* The name between the quotes after @mark, or NULL. */
static char *quoted(const char *line, const char *mark)
{
	const char *s = strstr(line, mark);
	size_t n;

	if (!s)
		return NULL;
	s += strlen(mark);
	n = strcspn(s, "'\n");
	return n ? xstrndup(s, n) : NULL;
}

/* /tmp/ccXXXXXX.o, which gcc makes when it compiles and links in one step. */
static bool temporary(const char *object)
{
	return !strncmp(base(object), "cc", 2) && strlen(base(object)) == 10;
}

/* gcc's own temporary objects say nothing: name the source file then. */
static char *who_needs(const struct explainer *x, const char *line)
{
	const char *place = after_ld(line), *object = x->function_file;
	size_t n = strcspn(place, ":");

	/* After "in function" the lines name source files; else they name the object. */
	if (!object || (n > 2 && (!strncmp(place + n - 2, ".o", 2) || place[n - 1] == ')')))
		object = xstrndup(place, n);
	if (temporary(object))
		object = xstrndup(place, n);
	return xstrdup(temporary(object) ? "the program" : base(object));
}

static bool in_image(const struct image *im, const struct package *p)
{
	for (size_t i = 0; i < im->n; i++)
		if (im->p[i] == p)
			return true;
	return false;
}

/* A provider that is not linked already and works on the image's platforms. */
static const struct provider *find(struct explainer *x, const char *symbol)
{
	const struct provider *found = NULL;
	const struct provider *p;
	size_t from = 0;

	if (!x->opened)
		providers_open(&x->providers, x->im->pool, path_in(x->paths->sysroot, "lib"),
			       false);
	x->opened = true;
	while ((p = providers_find(&x->providers, from, symbol, NULL))) {
		from = (size_t)(p - x->providers.v) + 1;
		if (p->package && in_image(x->im, p->package))
			return NULL;
		/* Of several, one that works on all platforms is the better advice. */
		if (!found || (found->package && found->package->platforms.n && p->package &&
			       !p->package->platforms.n))
			found = p;
	}
	return found;
}

/* A class comes with a package that uses it. */
static void no_class(struct explainer *x, const char *who, const char *class)
{
	const struct pool *pool = x->im->pool;
	struct strv users = { 0 };

	for (size_t i = 0; i < pool->n; i++)
		if (strv_has(&pool->p[i]->uses, class))
			strv_push(&users, xasprintf("-l%s", pool->p[i]->name + 3));
	say_once(x,
		 xasprintf("%s uses device class '%s', which no package of this image does%s%s",
			   who, class,
			   users.n == 1 ? ": add "
			   : users.n	? ": add one of "
					: "",
			   users.n ? strv_list(&users) : ""));
}

static void undefined(struct explainer *x, const char *line, char *symbol)
{
	const struct provider *from;
	char *who = who_needs(x, line);
	size_t i;

	if (!strncmp(symbol, "uk_provides_", 12)) {
		const struct slot_words *w = slot_words(symbol + 12);

		say_once(x, xasprintf("%s needs %s, and no package of this image is one.%s%s",
				      who, w->one, w->known ? " Any of: " : "",
				      w->known ? w->known : ""));
		return;
	}
	if (!strncmp(symbol, "uk_class_", 9)) {
		no_class(x, who, symbol + 9);
		return;
	}
	from = find(x, symbol);
	if (!from)
		return;
	for (i = 0; i < x->n; i++)
		if (x->wants[i].from == from && !strcmp(x->wants[i].who, who))
			break;
	if (i == x->n) {
		x->wants = xrealloc(x->wants, (x->n + 1) * sizeof(*x->wants));
		x->wants[x->n++] = (struct want){ .who = who, .from = from };
	}
	strv_add(&x->wants[i].symbols, symbol);
}

static void say_wants(const struct explainer *x)
{
	for (size_t i = 0; i < x->n; i++) {
		const struct want *w = &x->wants[i];
		struct strv names = { 0 };

		for (size_t j = 0; j < w->symbols.n && (j < 3 || w->symbols.n == 4); j++)
			strv_push(&names, xasprintf("'%s'", w->symbols.v[j]));
		if (w->symbols.n > 4)
			strv_push(&names, xasprintf("%zu more", w->symbols.n - 3));
		say("%s needs %s, which %s provides (installed): add -l%s", w->who,
		    strv_list(&names), w->from->name, w->from->name + 3);
	}
}

/* lib of ".../libuk-sched-coop-impl.a(coop.o):(...)", or the file's name. */
static char *filler(const struct image *im, const char *place)
{
	const char *name = base(xstrndup(place, strcspn(place, "(:")));
	char *impl = xstrdup(name), *cut = strstr(impl, "-impl.a");

	if (cut)
		*cut = 0;
	for (size_t i = 0; cut && i < im->n; i++)
		if (!strcmp(im->p[i]->name, impl))
			return package_why(im->p[i]);
	return cut ? impl : xstrdup(temporary(name) ? "the program" : name);
}

static void twice(struct explainer *x, const char *line, const char *symbol)
{
	const char *first = strstr(line, "'; ");

	if (strncmp(symbol, "uk_provides_", 12) || !first)
		return;
	say_once(x, xasprintf("two %s: %s and %s", slot_words(symbol + 12)->many,
			      filler(x->im, first + 3), filler(x->im, after_ld(line))));
}

static void no_library(struct explainer *x, const char *line)
{
	const char *s = strstr(line, "cannot find -l");
	struct strv all = { 0 }, near = { 0 };
	char *name;

	s += strlen("cannot find -l");
	name = xasprintf("lib%.*s", (int)strcspn(s, ": \n"), s);
	if (!x->opened)
		providers_open(&x->providers, x->im->pool, path_in(x->paths->sysroot, "lib"),
			       false);
	x->opened = true;
	for (size_t i = 0; i < x->providers.n; i++)
		strv_push(&all, x->providers.v[i].name);
	nearest(name, &all, &near);
	say_once(x, xasprintf("%s is not in the sysroot (%s/lib), and the build machine's "
			      "libraries are "
			      "never used%s%s",
			      name, x->paths->sysroot, near.n ? "; the nearest: " : "",
			      near.n ? strv_list(&near) : ""));
}

static void read_line(struct explainer *x, const char *line)
{
	const char *in = strstr(line, ": in function `");
	char *symbol;

	if (in) {
		const char *place = after_ld(line);

		x->function_file = xstrndup(place, (size_t)(in - place));
	} else if ((symbol = quoted(line, "undefined reference to `"))) {
		undefined(x, line, symbol);
	} else if ((symbol = quoted(line, "multiple definition of `"))) {
		twice(x, line, symbol);
	} else if (strstr(line, "cannot find -l")) {
		no_library(x, line);
	}
}

void explain(const struct buf *errors, const struct image *im, const struct paths *p)
{
	struct explainer x = { .im = im, .paths = p };
	char *text = xstrndup(errors->p ? errors->p : "", errors->n), *line;

	while (text && (line = strsep(&text, "\n")))
		read_line(&x, line);
	say_wants(&x);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The note in words, and the parameters with their values in this image.
 */
#include <stdio.h>
#include <string.h>

#include "../elf/param.h"
#include "info.h"

void note_each(const struct info *in, const char *key, void (*f)(char *value, void *data),
	       void *data)
{
	char *text = xstrdup(in->note), *line;
	size_t n = strlen(key);

	while (text && (line = strsep(&text, "\n")))
		if (!strncmp(line, key, n) && line[n] == ' ')
			f(line + n + 1, data);
}

static void word(char *value, void *data)
{
	printf(" %s", value);
	*(int *)data += 1;
}

static void print_words(const struct info *in, const char *title, const char *key)
{
	int n = 0;

	printf("%-12s", title);
	note_each(in, key, word, &n);
	puts(n ? "" : " none");
}

static void package(char *value, void *data)
{
	char *name = strsep(&value, " "), *version = strsep(&value, " ");

	(void)data;
	printf("  %-24s %-10s %s\n", name, version ? version : "?", value ? value : "");
}

/* The value set at link time for a parameter, or NULL. */
struct lookup {
	const char *name, *value;
};

static void find_set(char *value, void *data)
{
	struct lookup *l = data;
	size_t n = strlen(l->name);

	if (!strncmp(value, l->name, n) && value[n] == '=')
		l->value = xstrdup(value + n + 1);
}

static void print_params(const struct info *in)
{
	size_t n;
	const struct param *p = params_read(&in->image, &n);

	puts(n ? "parameters" : "parameters   none");
	for (size_t i = 0; i < n; i++) {
		struct lookup l = { .name = p[i].name };

		note_each(in, "set", find_set, &l);
		printf("  %-24s %-7s %s%s  %s\n", p[i].name, param_types[p[i].type],
		       l.value ? l.value : p[i].value, l.value ? " (set)" : "",
		       p[i].help ? p[i].help : "");
	}
}

int print_summary(const struct info *in)
{
	printf("%s\n", in->image.path);
	printf("%-12s %s\n", "target", in->target->name);
	print_words(in, "platforms", "platform");
	print_words(in, "devices", "class");
	print_words(in, "printf", "printf");
	puts("packages");
	note_each(in, "package", package, NULL);
	print_params(in);
	return fflush(stdout) ? 1 : 0;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The command line: words, quotes, and who gets which word; uk/param.h and
 * docs/architecture.md section 4. Words are unquoted in place, so they never grow.
 */
#include <errno.h>
#include <uk/console.h>
#include "boot_priv.h"

/*
 * The next word at *pos, unquoted and terminated; NULL at the end. *bad is set
 * when a quote is not closed.
 */
static char *next_word(char **pos, bool *bad)
{
	char *p = *pos, *word, *out;
	bool quoted = false;

	while (*p == ' ' || *p == '\t' || *p == '\n')
		p++;
	if (!*p)
		return NULL;
	for (word = out = p; *p; p++) {
		if (*p == '"') {
			quoted = !quoted;
			continue;
		}
		if (!quoted && (*p == ' ' || *p == '\t' || *p == '\n'))
			break;
		/* GRUB puts one before quotes and backslashes, in double quotes and outside. */
		if (*p == '\\' && p[1])
			p++;
		*out++ = *p;
	}
	*bad = quoted;
	*pos = *p ? p + 1 : p;
	*out = '\0';
	return word;
}

static char *find_equals(char *s)
{
	while (*s && *s != '=')
		s++;
	return *s ? s : NULL;
}

static int take(const char *where, char *word, char **env, int *nenv, int max)
{
	char *eq = find_equals(word);

	if (!eq || eq == word) {
		uk_log("%s: '%s' is no parameter (name=value)%s", where, word,
		       env ? "; arguments of the program go after --" : "");
		return -EINVAL;
	}
	if (word[0] == 'e' && word[1] == 'n' && word[2] == 'v' && word[3] == '.') {
		if (!env) {
			uk_log("%s: '%s': the environment is the process's own", where, word);
			return -EINVAL;
		}
		if (*nenv + 1 >= max || eq == word + 4) {
			uk_log("%s: %s", where,
			       eq == word + 4 ? "env. without a name" : "too many variables");
			return eq == word + 4 ? -EINVAL : -E2BIG;
		}
		env[(*nenv)++] = word + 4;
		return 0;
	}
	return uk_param_set_or_explain(word, eq - word, eq + 1, where);
}

int uk_param_parse(char *cmdline, char **argv, int *argc, char **env, int *nenv, int max)
{
	const char *where = argv ? "command line" : "UK_PARAMS";
	bool rest = false, bad = false;
	int failed = 0;
	char *word;

	*argc = *nenv = 0;
	while ((word = next_word(&cmdline, &bad)) != NULL) {
		int r = 0;

		if (bad) {
			uk_log("%s: a quote is not closed", where);
			return -EINVAL;
		}
		if (rest) {
			if (!argv) {
				uk_log("%s: '%s' after --: arguments are the process's own",
				       where, word);
				return -EINVAL;
			}
			if (*argc + 1 >= max) {
				uk_log("%s: more than %d arguments", where, max - 1);
				return -E2BIG;
			}
			argv[(*argc)++] = word;
		} else if (uk_core_streq(word, "--", 2)) {
			rest = true;
		} else {
			r = take(where, word, env, nenv, max);
		}
		if (r)
			failed = r; /* go on: all mistakes in one go */
	}
	if (argv)
		argv[*argc] = NULL;
	if (env)
		env[*nenv] = NULL;
	return failed;
}

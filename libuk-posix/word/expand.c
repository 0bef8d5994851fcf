/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Quotes, tildes, parameters of wordexp(): XCU 2.2, 2.6.1, 2.6.2. One pass over the text, which
 * calls itself for what is inside of quotes and braces.
 */
#include <ctype.h>
#include <fnmatch.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "word_priv.h"

#define DEPTH_MAX 50
#define NAME_SIZE 64

struct expander {
	const char *s; /* what comes next */
	struct word_fields *f;
	int flags, depth;
};

/* What is around the text: nothing, ${}, "", "${}", $(()). */
enum around { TOP, BRACE, QUOTES, QUOTED_BRACE, ARITHMETIC };

static int run(struct expander *e, enum around where);

static bool in_quotes(enum around where)
{
	return where >= QUOTES;
}

/* What an expansion made. */
static int emit(struct expander *e, const char *s, bool quoted)
{
	int r = 0;

	for (; *s && r == 0; s++)
		r = quoted ? word_quoted(e->f, *s) : word_split(e->f, *s);
	return r;
}

static int literal(struct expander *e, char c, enum around where)
{
	return where == TOP	? word_plain(e->f, c)
	       : where == BRACE ? word_split(e->f, c)
				: word_quoted(e->f, c);
}

/* The text up to the end of @where as one string, with backslashes as in a pattern. */
static int collect(struct expander *e, enum around where, char **text)
{
	struct word_fields one = { .one = true, .ifs = "" }, *f = e->f;
	int r;

	e->f = &one;
	r = run(e, where);
	e->f = f;
	*text = r ? NULL : one.text ? one.text : strdup("");
	if (r || !one.text)
		free(one.text);
	return r ? r : *text ? 0 : WRDE_NOSPACE;
}

/* Go past a word that nobody wants: nothing in it happens. */
static int skip_word(struct expander *e, enum around where)
{
	int braces = 1, quoted_at = 0; /* the number of braces at the open quote, 0 without */

	for (; *e->s && braces; e->s++) {
		char c = *e->s;

		if (c == '\\' && e->s[1]) {
			e->s++;
		} else if (c == '`' || (c == '\'' && !quoted_at && !in_quotes(where))) {
			while (*++e->s && *e->s != c)
				continue;
			if (!*e->s)
				return WRDE_SYNTAX;
		} else if (c == '"') {
			quoted_at = quoted_at ? 0 : braces;
		} else if (c == '$' && e->s[1] == '{') {
			e->s++;
			braces++;
		} else if (c == '}' && braces != quoted_at) {
			braces--;
		}
	}
	return braces ? WRDE_SYNTAX : 0;
}

static int tilde(struct expander *e, enum around where)
{
	size_t n = strcspn(e->s + 1, "/ \t\n}\"'\\$`");
	char name[NAME_SIZE], end = e->s[1 + n];
	const char *dir = NULL;
	struct passwd *pw;

	/* A quote in it, and it is none. */
	if (n < sizeof(name) &&
	    (!end || strchr("/ \t\n", end) || (end == '}' && where == BRACE))) {
		memcpy(name, e->s + 1, n);
		name[n] = '\0';
		dir = n ? NULL : getenv("HOME");
		pw = dir ? NULL : n ? getpwnam(name) : getpwuid(getuid());
		if (pw)
			dir = pw->pw_dir;
	}
	if (!dir)
		return literal(e, *e->s++, where);
	e->s += 1 + n;
	e->f->is = true;
	return emit(e, dir, true);
}

/* The value of a parameter, or NULL; @number is where one is put. */
static const char *value_of(const char *name, char number[24])
{
	if (isalpha((unsigned char)*name) || *name == '_')
		return getenv(name);
	switch (*name) {
	case '#':
	case '?':
		return "0";
	case '-':
		return "";
	case '$':
		snprintf(number, 24, "%ld", (long)getpid());
		return number;
	default: /* there are no positional ones, and there was no command */
		return NULL;
	}
}

/* Take the name of a parameter: a name, a number, or, one byte, something special. */
static int take_name(struct expander *e, char name[NAME_SIZE], bool in_braces)
{
	size_t n = 0;
	const char *s = e->s;

	if (isalpha((unsigned char)*s) || *s == '_') {
		while (isalnum((unsigned char)s[n]) || s[n] == '_')
			n++;
	} else if (isdigit((unsigned char)*s)) {
		do
			n++;
		while (in_braces && isdigit((unsigned char)s[n]));
	} else if (*s && strchr("@*#?-$!", *s)) {
		n = 1;
	}
	if (n == 0 || n >= NAME_SIZE)
		return WRDE_SYNTAX;
	memcpy(name, s, n);
	name[n] = '\0';
	e->s += n;
	return 0;
}

/* What ${name#pattern} and kin leave of @value. */
static int trim(struct expander *e, const char *value, char op, bool longest,
		const char *pattern, bool quoted)
{
	size_t len = strlen(value);
	char *text = strdup(value);
	int r;

	if (!text)
		return WRDE_NOSPACE;
	for (size_t i = 0; i <= len; i++) {
		/* Where to cut, the shortest piece first, or the longest. */
		size_t cut = (op == '#') == longest ? len - i : i;
		bool matches;
		char c = text[cut];

		if (op == '#') {
			text[cut] = '\0';
			matches = fnmatch(pattern, text, 0) == 0;
			text[cut] = c;
		} else {
			matches = fnmatch(pattern, text + cut, 0) == 0;
		}
		if (!matches)
			continue;
		if (op == '#')
			memmove(text, text + cut, len - cut + 1);
		else
			text[cut] = '\0';
		break;
	}
	r = emit(e, text, quoted);
	free(text);
	return r;
}

static int assign(struct expander *e, const char *name, char *word, bool quoted)
{
	word_unquote(word);
	if (!isalpha((unsigned char)*name) && *name != '_')
		return WRDE_SYNTAX;
	if (setenv(name, word, 1) < 0)
		return WRDE_NOSPACE;
	return emit(e, word, quoted);
}

static int complain(struct expander *e, const char *name, char *word)
{
	word_unquote(word);
	if (e->flags & WRDE_SHOWERR)
		fprintf(stderr, "%s: %s\n", name, *word ? word : "parameter null or not set");
	return WRDE_SYNTAX;
}

/* The rest of ${name…} from the operator on. */
static int operate(struct expander *e, const char *name, const char *value, enum around where)
{
	enum around inner = in_quotes(where) ? QUOTED_BRACE : BRACE;
	bool colon = *e->s == ':', longest = false, set;
	char op, *word;
	int r;

	e->s += colon;
	op = *e->s;
	if (!op || !strchr(colon ? "-=?+" : "-=?+%#", op))
		return WRDE_SYNTAX;
	e->s++;
	set = value && !(colon && !*value);
	if (op == '%' || op == '#') {
		longest = *e->s == op;
		e->s += longest;
		if (!value && e->flags & WRDE_UNDEF)
			return WRDE_BADVAL;
	} else if (set != (op == '+')) {
		r = skip_word(e, where);
		return r || op == '+' ? r : emit(e, value, in_quotes(where));
	} else if (op == '-' || op == '+') {
		return run(e, inner);
	}
	/* A pattern's own quotes are quotes within "", too. */
	r = collect(e, op == '%' || op == '#' ? BRACE : inner, &word);
	if (r)
		return r;
	if (op == '=')
		r = assign(e, name, word, in_quotes(where));
	else if (op == '?')
		r = complain(e, name, word);
	else
		r = trim(e, value ? value : "", op, longest, word, in_quotes(where));
	free(word);
	return r;
}

/* After ${ */
static int brace(struct expander *e, enum around where)
{
	/* ${#name}; but ${#} and ${#-word} are of $#. */
	bool length = e->s[0] == '#' && e->s[1] && !strchr("}:=+%", e->s[1]) &&
		      (e->s[2] == '}' || isalnum((unsigned char)e->s[1]) || e->s[1] == '_');
	char name[NAME_SIZE], number[24];
	const char *value;
	int r;

	e->s += length;
	r = take_name(e, name, true);
	if (r)
		return r;
	value = value_of(name, number);
	if (*e->s != '}')
		return length ? WRDE_SYNTAX : operate(e, name, value, where);
	e->s++;
	if (!value && e->flags & WRDE_UNDEF && *name != '@' && *name != '*')
		return WRDE_BADVAL;
	if (length) {
		snprintf(number, sizeof(number), "%zu", value ? strlen(value) : 0);
		value = number;
	}
	return value ? emit(e, value, in_quotes(where)) : 0;
}

/* After $(( */
static int arithmetic(struct expander *e, enum around where)
{
	char *text, number[24];
	long value = 0;
	int r = collect(e, ARITHMETIC, &text);

	if (r)
		return r;
	word_unquote(text);
	r = word_arithmetic(text, &value);
	free(text);
	snprintf(number, sizeof(number), "%ld", value);
	return r ? r : emit(e, number, in_quotes(where));
}

static int dollar(struct expander *e, enum around where)
{
	char name[NAME_SIZE], number[24];
	const char *value;

	e->s++;
	if (e->s[0] == '(' && e->s[1] == '(') {
		e->s += 2;
		return arithmetic(e, where);
	}
	if (*e->s == '(')
		return WRDE_CMDSUB;
	if (*e->s == '{') {
		e->s++;
		return brace(e, where);
	}
	if (!*e->s || (!isalnum((unsigned char)*e->s) && !strchr("_@*#?-$!", *e->s)))
		return literal(e, '$', where);
	if (take_name(e, name, false))
		return WRDE_SYNTAX;
	value = value_of(name, number);
	if (!value && e->flags & WRDE_UNDEF && *name != '@' && *name != '*')
		return WRDE_BADVAL;
	return value ? emit(e, value, in_quotes(where)) : 0;
}

static int backslash(struct expander *e, enum around where)
{
	char c = e->s[1];

	if (!c)
		return WRDE_SYNTAX;
	e->s += 2;
	if (c == '\n') /* the line goes on */
		return 0;
	if (in_quotes(where) && !strchr("$`\"\\", c) && !(c == '}' && where == QUOTED_BRACE)) {
		int r = word_quoted(e->f, '\\');

		if (r)
			return r;
	}
	return word_quoted(e->f, c);
}

static int single_quotes(struct expander *e)
{
	int r = 0;

	e->f->is = true;
	for (e->s++; *e->s && *e->s != '\'' && r == 0; e->s++)
		r = word_quoted(e->f, *e->s);
	if (r == 0 && !*e->s++)
		r = WRDE_SYNTAX;
	return r;
}

static int double_quotes(struct expander *e)
{
	e->s++;
	e->f->is = true;
	return run(e, QUOTES);
}

/* What is not quoted at all. */
static int bare(struct expander *e, bool *starts)
{
	char c = *e->s++;
	int r = 0;

	if (c == ' ' || c == '\t') {
		r = word_end(e->f);
		e->f->after_ws = false;
		*starts = true;
	} else if (strchr("|&;<>(){}\n", c)) {
		r = WRDE_BADCHAR;
	} else {
		r = word_plain(e->f, c);
	}
	return r;
}

/* Up to and with what ends @where. */
static int run(struct expander *e, enum around where)
{
	bool starts = true; /* a tilde here is one */
	int r = ++e->depth > DEPTH_MAX ? WRDE_SYNTAX : 0, parens = 0;

	while (r == 0) {
		char c = *e->s;
		bool here = starts;

		starts = false;
		if (!c) {
			if (where != TOP)
				r = WRDE_SYNTAX;
			break;
		}
		if (c == '}' && (where == BRACE || where == QUOTED_BRACE)) {
			e->s++;
			break;
		}
		if (c == '"' && where == QUOTES) {
			e->s++;
			break;
		}
		if (where == ARITHMETIC && c == ')' && parens-- == 0) {
			e->s++;
			r = *e->s++ == ')' ? 0 : WRDE_SYNTAX;
			break;
		}
		parens += c == '(';
		if (c == '\\')
			r = backslash(e, where);
		else if (c == '$')
			r = dollar(e, where);
		else if (c == '`')
			r = WRDE_CMDSUB;
		else if (c == '\'' && !in_quotes(where))
			r = single_quotes(e);
		else if (c == '"' && !in_quotes(where))
			r = double_quotes(e);
		else if (c == '"') /* in "${name-"word"}" */
			e->s++;
		else if (c == '~' && here && !in_quotes(where))
			r = tilde(e, where);
		else if (where == TOP)
			r = bare(e, &starts);
		else
			r = literal(e, *e->s++, where);
	}
	e->depth--;
	return r;
}

int word_expand(const char *words, struct word_fields *f, int flags)
{
	struct expander e = { .s = words, .f = f, .flags = flags };
	int r = run(&e, TOP);

	return r ? r : word_end(f);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Arithmetic of wordexp(): XCU 2.6.4, C's operators on long by precedence climbing; no
 * assignments. Overflows wrap around.
 */
#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "word_priv.h"

#define NAME_MAX_LEN 64
#define DEPTH_MAX    50

struct parser {
	const char *s;
	int depth;
	int skipped; /* > 0: in a branch whose value nobody wants */
	bool failed;
};

/* A longer operator comes before those that it begins with. */
static const struct operator
{
	char name[3];
	unsigned char level;
}
operators[] = {
	{ "||", 1 }, { "&&", 2 }, { "|", 3 },  { "^", 4 },  { "&", 5 },	 { "==", 6 },
	{ "!=", 6 }, { "<<", 8 }, { ">>", 8 }, { "<=", 7 }, { ">=", 7 }, { "<", 7 },
	{ ">", 7 },  { "+", 9 },  { "-", 9 },  { "*", 10 }, { "/", 10 }, { "%", 10 },
};

static long ternary(struct parser *p);

static long fail(struct parser *p)
{
	p->failed = true;
	return 0;
}

static void skip_space(struct parser *p)
{
	while (isspace((unsigned char)*p->s))
		p->s++;
}

static long variable(struct parser *p)
{
	char name[NAME_MAX_LEN];
	const char *value;
	char *end;
	size_t n = 0;
	long v;

	while (isalnum((unsigned char)*p->s) || *p->s == '_') {
		if (n == sizeof(name) - 1)
			return fail(p);
		name[n++] = *p->s++;
	}
	name[n] = '\0';
	value = getenv(name);
	if (!value || !*value)
		return 0;
	v = strtol(value, &end, 0);
	return *end ? fail(p) : v;
}

static long unary(struct parser *p)
{
	char *end;
	long v;

	skip_space(p);
	if (*p->s && strchr("+-!~", *p->s)) {
		char c = *p->s++;

		if (++p->depth > DEPTH_MAX)
			return fail(p);
		v = unary(p);
		p->depth--;
		return c == '+'	  ? v
		       : c == '!' ? !v
		       : c == '~' ? ~v
				  : (long)(0 - (unsigned long)v);
	}
	if (*p->s == '(') {
		p->s++;
		v = ternary(p);
		skip_space(p);
		if (*p->s != ')')
			return fail(p);
		p->s++;
		return v;
	}
	if (isdigit((unsigned char)*p->s)) {
		v = strtol(p->s, &end, 0);
		p->s = end;
		return isalnum((unsigned char)*end) || *end == '_' ? fail(p) : v;
	}
	if (isalpha((unsigned char)*p->s) || *p->s == '_')
		return variable(p);
	return fail(p);
}

static long divide(struct parser *p, char op, long a, long b)
{
	if (b == 0)
		return p->skipped ? 0 : fail(p);
	if (b == -1) /* LONG_MIN / -1 */
		return op == '/' ? (long)(0 - (unsigned long)a) : 0;
	return op == '/' ? a / b : a % b;
}

static long apply(struct parser *p, const struct operator* o, long a, long b)
{
	unsigned long x = (unsigned long)a, y = (unsigned long)b;

	switch (o->name[0]) {
	case '|':
		return o->name[1] ? a || b : a | b;
	case '&':
		return o->name[1] ? a && b : a & b;
	case '^':
		return a ^ b;
	case '=':
		return a == b;
	case '!':
		return a != b;
	case '<':
		if (o->name[1] == '<')
			return (long)(x << (y % (sizeof(x) * CHAR_BIT)));
		return o->name[1] ? a <= b : a < b;
	case '>':
		if (o->name[1] == '>')
			return a >> (y % (sizeof(x) * CHAR_BIT));
		return o->name[1] ? a >= b : a > b;
	case '+':
		return (long)(x + y);
	case '-':
		return (long)(x - y);
	case '*':
		return (long)(x * y);
	default:
		return divide(p, o->name[0], a, b);
	}
}

static const struct operator* next_operator(struct parser *p)
{
	skip_space(p);
	for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); i++)
		if (strncmp(p->s, operators[i].name, strlen(operators[i].name)) == 0)
			return &operators[i];
	return NULL;
}

/* Operators of @level and above. */
static long binary(struct parser *p, int level)
{
	long v = unary(p);
	const struct operator* o;

	while (!p->failed && (o = next_operator(p)) && o->level >= level) {
		bool unwanted = (o->level == 1 && v) || (o->level == 2 && !v);
		long right;

		p->s += strlen(o->name);
		p->skipped += unwanted;
		right = binary(p, o->level + 1);
		p->skipped -= unwanted;
		v = apply(p, o, v, right);
	}
	return v;
}

static long ternary(struct parser *p)
{
	long condition, yes, no;

	if (++p->depth > DEPTH_MAX)
		return fail(p);
	condition = binary(p, 1);
	skip_space(p);
	if (!p->failed && *p->s == '?') {
		p->s++;
		p->skipped += !condition;
		yes = ternary(p);
		p->skipped -= !condition;
		skip_space(p);
		if (*p->s != ':')
			return fail(p);
		p->s++;
		p->skipped += !!condition;
		no = ternary(p);
		p->skipped -= !!condition;
		condition = condition ? yes : no;
	}
	p->depth--;
	return condition;
}

int word_arithmetic(const char *s, long *value)
{
	struct parser p = { .s = s };

	*value = ternary(&p);
	skip_space(&p);
	return p.failed || *p.s ? WRDE_SYNTAX : 0;
}

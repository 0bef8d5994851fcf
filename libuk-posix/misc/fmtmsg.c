/* SPDX-License-Identifier: BSD-3-Clause */
/* fmtmsg(): POSIX XSH. */
#include <fmtmsg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL = 1, SEVERITY = 2, TEXT = 4, ACTION = 8, TAG = 16, ALL = 31 };

/* The parts that MSGVERB names; all of them if it has anything else. */
static int verbosity(void)
{
	static const char *const names[] = { "label", "severity", "text", "action", "tag" };
	const char *s = getenv("MSGVERB");
	int parts = 0;

	while (s && *s) {
		size_t n = strcspn(s, ":");
		int i = 0;

		while (i < 5 && (strlen(names[i]) != n || strncmp(s, names[i], n) != 0))
			i++;
		if (i == 5)
			return ALL;
		parts |= 1 << i;
		s += n + (s[n] == ':');
	}
	return parts ? parts : ALL;
}

static bool is_label(const char *s)
{
	const char *colon = strchr(s, ':');

	return colon && colon - s <= 10 && strlen(colon + 1) <= 14;
}

/* Those of @parts that there are, with what separates them. 0 or EOF. */
static int print(int parts, const char *label, const char *severity, const char *text,
		 const char *action, const char *tag)
{
	label = parts & LABEL ? label : NULL;
	severity = parts & SEVERITY ? severity : NULL;
	text = parts & TEXT ? text : NULL;
	action = parts & ACTION ? action : NULL;
	tag = parts & TAG ? tag : NULL;
	return fprintf(stderr, "%s%s%s%s%s%s%s%s%s%s\n", label ? label : "",
		       label && (severity || text || action || tag) ? ": " : "",
		       severity ? severity : "",
		       severity && (text || action || tag) ? ": " : "", text ? text : "",
		       text && (action || tag) ? "\n" : "", action ? "TO FIX: " : "",
		       action ? action : "", action && tag ? "  " : "", tag ? tag : "") < 0;
}

int fmtmsg(long classification, const char *label, int severity, const char *text,
	   const char *action, const char *tag)
{
	static const char *const severities[] = { NULL, "HALT", "ERROR", "WARNING", "INFO" };
	int r = MM_OK;

	if (severity < 0 || severity > MM_INFO || (label && !is_label(label)))
		return MM_NOTOK;
	if (classification & MM_PRINT &&
	    print(verbosity(), label, severities[severity], text, action, tag))
		r |= MM_NOMSG;
	if (classification & MM_CONSOLE &&
	    print(ALL, label, severities[severity], text, action, tag))
		r |= MM_NOCON;
	return r == (MM_NOMSG | MM_NOCON) ? MM_NOTOK : r;
}

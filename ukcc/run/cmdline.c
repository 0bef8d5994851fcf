/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Quoting of the kernel command line.
 */
#include <string.h>

#include "cmdline.h"
#include "message.h"

#define CMDLINE_MAX 32768 /* the firmware's place for it is half a segment */

void cmdline_add(struct text *line, const char *what, const char *word)
{
	const char *p;

	for (p = word; *p; p++)
		if (((unsigned char)*p < ' ' && *p != '\t') || *p == 0x7f)
			die(EXIT_UKRUN,
			    "%s: a kernel command line cannot hold the control character "
			    "0x%02x",
			    what, (unsigned char)*p);
	if (line->len)
		text_adds(line, " ");
	if (*word && !strpbrk(word, " \t\"\\")) {
		text_adds(line, word);
		return;
	}
	text_adds(line, "\"");
	for (p = word; *p; p++) {
		if (*p == '"' || *p == '\\')
			text_adds(line, "\\");
		text_add(line, p, 1);
	}
	text_adds(line, "\"");
}

void cmdline_end(struct text *line, char *const *args)
{
	if (*args)
		text_adds(line, line->len ? " --" : "--");
	for (; *args; args++)
		cmdline_add(line, "argument", *args);
	if (line->len > CMDLINE_MAX)
		die(EXIT_UKRUN,
		    "arguments, environment and parameters need %zu bytes; %d can be passed",
		    line->len, CMDLINE_MAX);
}

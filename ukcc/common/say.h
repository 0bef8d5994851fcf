/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Messages on stderr, each one line that begins with the program's name.
 */
#ifndef UKCC_SAY_H
#define UKCC_SAY_H

#include <stdbool.h>
#include <stddef.h>

/* Set once by main: what messages begin with, and whether note() speaks. */
extern const char *say_name;
extern bool say_verbose;

void say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Only with -v. */
void note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Say it and exit with status 1. */
void die(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

struct strv;
/*
 * The candidates nearest to @name by edit distance, at most three and equally
 * near; none if all have little in common with it.
 */
void nearest(const char *name, const struct strv *candidates, struct strv *out);

#endif

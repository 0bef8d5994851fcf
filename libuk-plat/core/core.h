/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private to the boot core: prototypes under the file that owns them.
 */
#ifndef CORE_H
#define CORE_H

#include <stdbool.h>
#include <stddef.h>
#include <uk/init.h>
#include <uk/param.h>

/* init.c: initialisers with level in [from, to]; all terminators, last first. */
void init_run(int from, int to);
void init_terminate(void);

/* param.c: apply what `ukcc --set` left in the image. 0, or -EINVAL after a message. */
int param_link_time(void);
/* Set @name, saying what is wrong if something is. @where: "command line", "--set". 0 or -EINVAL. */
int param_set_or_explain(const char *name, size_t name_len, const char *value, const char *where);

/* nearest.c: the parameter whose name is most like @name, or NULL. */
const struct uk_param *param_nearest(const char *name, size_t len);

/* string.c: the three that the core needs before there is a libc. */
size_t core_strlen(const char *s);
bool core_streq(const char *a, const char *b, size_t b_len);

/* The early console or the registered one, whole; used by messages. */
void core_emit(const char *line);

#endif

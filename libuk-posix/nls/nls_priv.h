/* SPDX-License-Identifier: BSD-3-Clause */
/* Private to catopen(): where catalogues are looked for. */
#ifndef NLS_PRIV_H
#define NLS_PRIV_H

#define NLS_PATH_MAX 1024

/* path.c: the templates, as in $NLSPATH. */
const char *nls_templates(void);
/*
 * What the first of @templates says of @name into @path: "" if that is nothing or too long. The
 * templates after it, or NULL.
 */
const char *nls_path(const char *templates, const char *name, int flag,
		     char path[NLS_PATH_MAX]);

#endif

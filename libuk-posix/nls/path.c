/* SPDX-License-Identifier: BSD-3-Clause */
/* Where catopen() looks: templates of $NLSPATH, POSIX XBD 8.2. */
#include <locale.h>
#include <nl_types.h>
#include <stdlib.h>
#include <string.h>
#include "nls_priv.h"

const char *nls_templates(void)
{
	const char *path = getenv("NLSPATH");

	return path && *path ? path
			     : "/usr/share/locale/%L/LC_MESSAGES/%N:/usr/share/locale/%L/%N";
}

/* language_territory.codeset */
static const char *locale_name(int flag)
{
	const char *name =
		flag == NL_CAT_LOCALE ? setlocale(LC_MESSAGES, NULL) : getenv("LANG");

	/* No way out of the folder where catalogues are. */
	return name && *name && !strchr(name, '/') ? name : "C";
}

/* The part of locale name @s for letter @c, of *@len bytes. */
static const char *part(char c, const char *s, const char *name, size_t *len)
{
	size_t language = strcspn(s, "_."), territory;

	if (c == 'N' || c == 'L') {
		s = c == 'N' ? name : s;
		*len = strlen(s);
		return s;
	}
	*len = language;
	if (c == 'l')
		return s;
	s += language;
	territory = *s == '_' ? strcspn(s, ".") : 0;
	if (c == 't') {
		*len = territory ? territory - 1 : 0;
		return s + (territory != 0);
	}
	s += territory;
	if (c == 'c' && *s == '.') {
		*len = strlen(s + 1);
		return s + 1;
	}
	*len = 0;
	return s;
}

const char *nls_path(const char *templates, const char *name, int flag, char path[NLS_PATH_MAX])
{
	const char *t = templates, *locale = locale_name(flag);
	size_t used = 0, len;

	if (*t == ':' || !*t) { /* an empty one is %N */
		len = strlen(name);
		memcpy(path, name, len < NLS_PATH_MAX ? len : 0);
		used = len;
	}
	while (*t && *t != ':' && used < NLS_PATH_MAX) {
		const char *s = t;

		len = 1;
		if (*t == '%' && t[1] == '%') {
			t += 2;
		} else if (*t == '%' && t[1] && t[1] != ':') {
			s = part(t[1], locale, name, &len);
			t += 2;
		} else {
			t++;
		}
		if (len < NLS_PATH_MAX - used)
			memcpy(path + used, s, len);
		used += len;
	}
	t += strcspn(t, ":");
	path[used < NLS_PATH_MAX ? used : 0] = '\0';
	return *t ? t + 1 : NULL;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* The user data base: root. POSIX XSH getpwuid() and kin. */
#include <pwd.h>
#include <string.h>
#include <unistd.h>
#include "posix.h"

static struct passwd root = {
	.pw_name = "root",
	.pw_passwd = "",
	.pw_gecos = "root",
	.pw_dir = "/",
	.pw_shell = "",
};

struct passwd *getpwuid(uid_t id)
{
	return id == 0 ? &root : NULL;
}

struct passwd *getpwnam(const char *name)
{
	return strcmp(name, root.pw_name) == 0 ? &root : NULL;
}

static int copy(const struct passwd *from, struct passwd *to, struct passwd **result)
{
	*result = NULL;
	if (from) {
		*to = *from; /* the strings live for ever */
		*result = to;
	}
	return 0;
}

int getpwuid_r(uid_t id, struct passwd *pw, char *buf, size_t len, struct passwd **result)
{
	(void)buf;
	(void)len;
	return copy(getpwuid(id), pw, result);
}

int getpwnam_r(const char *name, struct passwd *pw, char *buf, size_t len,
	       struct passwd **result)
{
	(void)buf;
	(void)len;
	return copy(getpwnam(name), pw, result);
}

char *getlogin(void)
{
	return root.pw_name;
}

int getlogin_r(char *name, size_t len)
{
	if (len <= strlen(root.pw_name))
		return ERANGE;
	strcpy(name, root.pw_name);
	return 0;
}

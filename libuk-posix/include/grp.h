/* SPDX-License-Identifier: BSD-3-Clause */
/* The group data base: POSIX XBD <grp.h>. There is root, 0. */
#ifndef _GRP_H
#define _GRP_H

#include <sys/cdefs.h>
#include <sys/types.h>

struct group {
	char *gr_name;
	char *gr_passwd;
	gid_t gr_gid;
	char **gr_mem;
};

__BEGIN_DECLS
struct group *getgrgid(gid_t id);
struct group *getgrnam(const char *name);
int getgrgid_r(gid_t id, struct group *g, char *buf, size_t len, struct group **result);
int getgrnam_r(const char *name, struct group *g, char *buf, size_t len, struct group **result);
struct group *getgrent(void);
void setgrent(void);
void endgrent(void);
#if __BSD_VISIBLE || __MISC_VISIBLE
int initgroups(const char *user, gid_t group);
/* Succeeds for no groups and for root's; else EINVAL. The type of n is newlib's. */
int setgroups(int n, const gid_t *groups);
/* Up to *n groups, which becomes 1: how many, or -1 if there is no room for it. */
int getgrouplist(const char *user, gid_t group, gid_t *groups, int *n);
#endif
__END_DECLS

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/* hosts(5) and resolv.conf(5): of the image's own files, and whoever has others. */
#ifndef NET_ETC_H
#define NET_ETC_H

#include <sys/socket.h>

/*
 * From the text of a file, which is changed: up to @max addresses of @name and @family
 * (AF_UNSPEC: any), and up to @max name servers with port 53. How many.
 */
int net_hosts_parse(char *text, const char *name, int family, struct sockaddr_storage *out,
		    int max);
int net_resolv_parse(char *text, struct sockaddr_storage *out, int max);
/*
 * The next line of *@p, the text of a hosts file, that has an address: into *@out, and its
 * first name into *@name. The names after that, between blanks; NULL when there is no such
 * line.
 */
char *net_hosts_next(char **p, struct sockaddr_storage *out, char **name);

/* The same of /etc/hosts and /etc/resolv.conf, in an image that opens files; 0 without. */
int net_etc_hosts(const char *name, int family, struct sockaddr_storage *out, int max);
/* The text of /etc/hosts, to free(); NULL without. */
char *net_etc_hosts_text(void);
int net_etc_name_servers(struct sockaddr_storage *out, int max);

#endif

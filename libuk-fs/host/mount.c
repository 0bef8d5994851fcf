/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File system "host", in a Linux process: the host's files, with the rights of
 * the user who runs it. By default all of them, so that programs find what
 * they would find as ordinary ones; fs.host_root=DIR makes DIR the root, and
 * nothing outside it can be named.
 */
#include "host.h"
#include <errno.h>
#include <string.h>
#include <uk/anchor.h>
#include <uk/param.h>

UK_ANCHOR(fs_host);

static const char *host_root = "/";
UK_PARAM_STRING(fs, host_root, host_root,
		"in a Linux process: the host's directory that is the root");

static int host_mount(struct uk_mount *m, const char *source)
{
	const char *dir = *source ? source : host_root;
	long fd, r;

	if (!uk_linux_running())
		return -ENODEV;
	fd = sys(UK_LINUX_NR_openat, (long)L_AT_FDCWD, dir,
		 (long)(L_O_PATH | L_O_DIRECTORY | L_O_CLOEXEC), 0L);
	if (fd < 0)
		return (int)fd;
	r = uk_host_root(m, (int)fd);
	if (r < 0) {
		sys(UK_LINUX_NR_close, fd);
		return (int)r;
	}
	/* The image's umask does it all. */
	r = sys(UK_LINUX_NR_umask, 0L);
	if (r != 0)
		uk_umask = (mode_t)r & 0777;
	return 0;
}

/* Where the process was started, if that is below the root. */
static const char *host_cwd(struct uk_mount *m)
{
	static char cwd[UK_PATH_MAX];
	size_t n = strlen(host_root);

	(void)m;
	if (sys(UK_LINUX_NR_getcwd, cwd, sizeof(cwd)) < 0 || cwd[0] != '/')
		return NULL;
	while (n && host_root[n - 1] == '/')
		n--;
	if (strncmp(cwd, host_root, n) != 0 || (cwd[n] != '/' && cwd[n] != '\0'))
		return NULL;
	return cwd[n] ? cwd + n : NULL;
}

UK_FS_TYPE(host_type) = {
	.name = "host", .mount = host_mount, .cwd = host_cwd, .root_rank = 30
};

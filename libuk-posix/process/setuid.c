/* SPDX-License-Identifier: BSD-3-Clause */
/* There are no other users and groups to become: POSIX XSH setuid() and kin. */
#include <grp.h>
#include <unistd.h>
#include "posix.h"

static int become(unsigned id)
{
	return (int)uk_ret(id == 0 || id == ~0u ? 0 : -EINVAL);
}

int setuid(uid_t id)
{
	return become(id);
}

int setgroups(int n, const gid_t *groups)
{
	if (n < 0)
		return (int)uk_ret(-EINVAL);
	for (int i = 0; i < n; i++)
		if (groups[i] != 0)
			return (int)uk_ret(-EINVAL);
	return 0;
}

int seteuid(uid_t id)
{
	return become(id);
}

int setgid(gid_t id)
{
	return become(id);
}

int setegid(gid_t id)
{
	return become(id);
}

int setreuid(uid_t real, uid_t effective)
{
	return become(real) < 0 ? -1 : become(effective);
}

int setregid(gid_t real, gid_t effective)
{
	return become(real) < 0 ? -1 : become(effective);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* waitid(): always fails, see uk/stubs.h. */
#include <sys/wait.h>
#include "stubs_priv.h"

UK_STUB_WARNING(waitid);

int waitid(idtype_t type, id_t id, siginfo_t *info, int options)
{
	(void)type;
	(void)id;
	(void)info;
	(void)options;
	return (int)uk_ret(-ENOSYS);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * confstr(): POSIX XSH. There are no utilities and one compilation environment, so the only
 * value is that of _CS_PATH, where they would be looked for; the compiler's are empty.
 */
#include <string.h>
#include <unistd.h>
#include "posix.h"

size_t confstr(int name, char *buf, size_t len)
{
	const char *value = name == _CS_PATH ? "/bin:/usr/bin" : "";
	size_t need = strlen(value) + 1;

	if (name < _CS_PATH || name > _CS_V7_ENV) {
		errno = EINVAL;
		return 0;
	}
	if (buf && len) {
		size_t n = UK_MIN(need, len) - 1;

		memcpy(buf, value, n);
		buf[n] = '\0';
	}
	return need;
}

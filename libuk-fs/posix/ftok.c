/* SPDX-License-Identifier: BSD-3-Clause */
/* ftok(): POSIX XSH. The key has Linux's form: eight bits of @id and of the device, sixteen of
 * the file. */
#include <stdint.h>
#include <sys/ipc.h>
#include <sys/stat.h>

key_t ftok(const char *path, int id)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return -1;
	return (int32_t)((uint32_t)id << 24 | ((uint32_t)st.st_dev & 0xff) << 16 |
			 ((uint32_t)st.st_ino & 0xffff));
}

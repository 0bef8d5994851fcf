/* SPDX-License-Identifier: BSD-3-Clause */
/* gai_strerror() */
#include <netdb.h>

const char *gai_strerror(int code)
{
	static const char *const text[] = {
		"success",
		"bad flags",
		"no such name or service",
		"temporary failure of name resolution",
		"name resolution failed",
		"no address for this name",
		"address family not supported",
		"socket type not supported",
		"no such service",
		"no address of this family for this name",
		"out of memory",
		"system error",
		"buffer too small",
	};

	if (code > 0 || code < EAI_OVERFLOW)
		return "unknown error";
	return text[-code];
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* hstrerror(), herror() */
#include <netdb.h>
#include <stdio.h>

const char *hstrerror(int code)
{
	switch (code) {
	case 0:
		return "success";
	case HOST_NOT_FOUND:
		return "no such host";
	case TRY_AGAIN:
		return "name servers do not answer";
	case NO_RECOVERY:
		return "name server failed";
	case NO_DATA:
		return "no address for this host";
	default:
		return "unknown error";
	}
}

void herror(const char *prefix)
{
	fprintf(stderr, "%s%s%s\n", prefix ? prefix : "", prefix && *prefix ? ": " : "",
		hstrerror(h_errno));
}

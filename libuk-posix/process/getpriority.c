/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * getpriority(), setpriority(), nice(): POSIX XSH. The value is kept; with one process there
 * is nobody to be nice to.
 */
#include <sys/resource.h>
#include <unistd.h>
#include "posix.h"

static int value;

static int check(int which, id_t who)
{
	if (which != PRIO_PROCESS && which != PRIO_PGRP && which != PRIO_USER)
		return -EINVAL;
	if (which == PRIO_USER ? who != 0 : who != 0 && who != (id_t)getpid())
		return -ESRCH;
	return 0;
}

int getpriority(int which, id_t who)
{
	int r = check(which, who);

	return r < 0 ? (int)uk_ret(r) : value;
}

int setpriority(int which, id_t who, int prio)
{
	int r = check(which, who);

	if (r == 0)
		value = UK_MAX(UK_MIN(prio, 19), -20);
	return (int)uk_ret(r);
}

int nice(int inc)
{
	setpriority(PRIO_PROCESS, 0, value + inc);
	return value;
}

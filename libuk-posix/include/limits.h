/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ISO C's limits are the compiler's, POSIX's in <sys/syslimits.h>. In place of
 * newlib's, because this is where build systems look for functions that exist
 * but always fail.
 */
#ifndef _LIBC_LIMITS_H_
#define _LIBC_LIMITS_H_ 1

#include <newlib.h>
#include <sys/cdefs.h>
#include <sys/syslimits.h>
#include <uk/stubs.h>

#define MB_LEN_MAX _MB_LEN_MAX
#ifndef NL_ARGMAX
#define NL_ARGMAX 32
#endif
#if __POSIX_VISIBLE
#define PTHREAD_KEYS_MAX	      128
#define PTHREAD_DESTRUCTOR_ITERATIONS 4
#define PTHREAD_STACK_MIN	      16384
#define SEM_VALUE_MAX		      0x7fffffff
#define MQ_PRIO_MAX		      32768
#endif

#endif

/* gcc's own includes this one back unless _GCC_LIMITS_H_ says that it is being read. */
#if !defined(_GCC_LIMITS_H_)
#include_next <limits.h>
#endif

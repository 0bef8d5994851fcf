/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * lwIP's view of the compiler and the system. No stdio: a failed assertion
 * ends the image with a backtrace, and its text stays out of the image.
 */
#ifndef UK_LWIP_ARCH_CC_H
#define UK_LWIP_ARCH_CC_H

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#undef BYTE_ORDER
#define BYTE_ORDER __BYTE_ORDER__
#undef LITTLE_ENDIAN
#define LITTLE_ENDIAN __ORDER_LITTLE_ENDIAN__
#undef BIG_ENDIAN
#define BIG_ENDIAN __ORDER_BIG_ENDIAN__

/* The byte order functions are compiler built-ins. */
#if BYTE_ORDER == LITTLE_ENDIAN
#define lwip_htons(x) __builtin_bswap16(x)
#define lwip_htonl(x) __builtin_bswap32(x)
#endif
#define LWIP_DONT_PROVIDE_BYTEORDER_FUNCTIONS 1

#define LWIP_ERRNO_STDINCLUDE 1
#define LWIP_TIMEVAL_PRIVATE  0
#ifndef SSIZE_MAX
#define SSIZE_MAX LONG_MAX
#endif
#define LWIP_NO_UNISTD_H   1
#define LWIP_NO_INTTYPES_H 1
#define LWIP_NO_CTYPE_H	   1
#define X8_F		   "02x"
#define U16_F		   "u"
#define S16_F		   "d"
#define X16_F		   "x"
#define U32_F		   "u"
#define S32_F		   "d"
#define X32_F		   "x"
#define SZT_F		   "zu"

void uk_net_assert_failed(void) __attribute__((noreturn, cold));
uint32_t uk_net_random(void);
uint32_t uk_net_isn(const void *local_ip, uint16_t local_port, const void *remote_ip,
		    uint16_t remote_port);

#define LWIP_PLATFORM_DIAG(x) \
	do {                  \
	} while (0)
#define LWIP_PLATFORM_ASSERT(x) uk_net_assert_failed()
#define LWIP_RAND()		uk_net_random()

#endif

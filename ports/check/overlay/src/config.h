/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Check's configuration, in place of what its configure would find: tests run
 * inside the image's one address space, so there is no fork, no signal that a
 * test would survive and no time limit by alarm. Fixed, so that Check can be
 * built before the libraries that it will test.
 */
#ifndef CHECK_CONFIG_H
#define CHECK_CONFIG_H

#define _GNU_SOURCE 1
#define PACKAGE_VERSION "0.15.2"

#define ENABLE_SUBUNIT 0
#define ENABLE_REGEX   1
#define HAVE_FORK      0
#define HAVE_REGEX     1
#define HAVE_REGEX_H   1
#define HAVE_MKSTEMP   0

#define HAVE_FCNTL_H	1
#define HAVE_INTTYPES_H 1
#define HAVE_STDINT_H	1
#define HAVE_SYS_TIME_H 1
#define HAVE_UNISTD_H	1

#define HAVE_CLOCK_GETTIME 1
#define HAVE_GETLINE	   1
#define HAVE_GETTIMEOFDAY  1
/* HAVE_LIBRT stays undefined: with it Check asks timer_create() which clocks there are. */
#define HAVE_LOCALTIME_R   1
#define HAVE_MALLOC	   1
#define HAVE_REALLOC	   1
#define HAVE_SNPRINTF	   1
#define HAVE_STRDUP	   1
#define HAVE_STRSIGNAL	   1
#define HAVE_VSNPRINTF	   1

#define HAVE_DECL_ALARM		1
#define HAVE_DECL_CLOCK_GETTIME 1
#define HAVE_DECL_GETLINE	1
#define HAVE_DECL_GETTIMEOFDAY	1
#define HAVE_DECL_LOCALTIME_R	1
#define HAVE_DECL_SETENV	1
#define HAVE_DECL_STRDUP	1
#define HAVE_DECL_STRSIGNAL	1
#define HAVE_DECL_TIMER_CREATE	1
#define HAVE_DECL_TIMER_DELETE	1
#define HAVE_DECL_TIMER_SETTIME 1

#endif

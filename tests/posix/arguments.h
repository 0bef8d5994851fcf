/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Calls with arguments that make no sense, and what they are to say. The tables are
 * Linux's: they are run with its C library, too. What a call says wrongly is printed, all
 * of a table before the test fails.
 */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include <errno.h>

/* @call returns -1 and sets errno to @error. */
#define SAYS(call, error)                                                \
	do {                                                             \
		long result_;                                            \
                                                                         \
		errno = 0;                                               \
		result_ = (long)(call);                                  \
		wrong(__FILE__, __LINE__, #call, result_, errno, error); \
	} while (0)

/* What POSIX says and Linux, or a sandbox on it, does not: not asked there. */
#ifdef NATIVE
#define OURS(call, error) ((void)0)
#else
#define OURS(call, error) SAYS(call, error)
#endif

/* @call returns the error number, as those of threads do. */
#define RETURNS(call, error) \
	wrong(__FILE__, __LINE__, #call, (error) ? -1 : 0, (int)(call), error)

/* Note that something else came than -1 and @error; with @error 0: than no error. */
void wrong(const char *file, int line, const char *call, long result, int got, int error);
/* The same for descriptor @fd of a table. */
void wrong_fd(const char *call, const char *what, int fd, long result, int got, int error);
/* Fail if anything was noted. */
void all_right(void);

/* arguments_fd.c, arguments_path.c, arguments_memory.c, arguments_thread.c, arguments_socket.c
 */
void bad_descriptors(void);
void wrong_kinds(void);
void bad_lengths(void);
void bad_paths(void);
void bad_memory(void);
void bad_signals_and_times(void);
void bad_threads(void);
void bad_sockets(void);

#endif

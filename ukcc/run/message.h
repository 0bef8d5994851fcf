/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ukrun's own messages: one line each on stderr, prefixed with its name, so
 * that they are told from QEMU's and from the guest's.
 */
#ifndef UKRUN_MESSAGE_H
#define UKRUN_MESSAGE_H

/* ukrun's own exit statuses; any other is the guest's. ukrun(1) lists them. */
enum {
	EXIT_TIMEOUT = 124,
	EXIT_UKRUN = 125,      /* bad option, no QEMU, a system call that failed */
	EXIT_NOT_IMAGE = 126,  /* the file cannot be booted */
	EXIT_NOT_FOUND = 127,  /* there is no such file */
	EXIT_GUEST_CRASH = 134 /* the machine ended without saying how; 128 + SIGABRT */
};

void say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void die(int status, const char *fmt, ...) __attribute__((format(printf, 2, 3), noreturn));

#endif

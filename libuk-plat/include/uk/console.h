/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The console: what the program's stdin, stdout and stderr are by default.
 * Until a driver registers (libuk-virtio-console), the platform's early
 * console serves. Crash reports always go to the early console as well as can be.
 */
#ifndef UK_CONSOLE_H
#define UK_CONSOLE_H

#include <stdarg.h>
#include <stddef.h>
#include <uk/compiler.h>

struct uk_console {
	/* Write all of @buf; may block the thread. Returns @len or -errno. */
	int (*write)(struct uk_console *c, const char *buf, size_t len);
	/* As uk_plat.console_read: does not block. */
	int (*read)(struct uk_console *c, char *buf, size_t len);
	/* The same for standard error and the pool's messages where that is another place; or
	 * NULL. */
	int (*write_error)(struct uk_console *c, const char *buf, size_t len);
	/* Wait for what was written to reach the device, polling: called at shutdown and before
	 * a crash report. */
	void (*flush)(struct uk_console *c);
};

/* Make @c the console. Thread context, from a driver's probe. @c lives for ever. */
void uk_console_register(struct uk_console *c);

/* Through the registered console, else the early one. */
int uk_console_write(const char *buf, size_t len);
int uk_console_read(char *buf, size_t len);
void uk_console_flush(void);
/* As uk_console_write, for stderr: kept apart from stdout where the platform can (a Linux
 * process). */
int uk_console_write_error(const char *buf, size_t len);
/* Is stream @fd (0, 1, 2) a terminal? A virtual machine's console is taken for one. */
int uk_console_is_tty(int fd);

/*
 * Called by whoever provides input when some may have arrived (or the end of
 * input): runs the hook that libuk-posix set, which wakes readers. Any thread or irq handler
 * (not interrupt context).
 */
void uk_console_input(void);
extern void (*uk_console_input_hook)(void);

/*
 * The pool's own messages: a small formatter (%s %d %u %x %p %c %%; flags 0 - #, width,
 * precision of %s, l z), one line each, prefixed "uk: ", through uk_console_write_error. No
 * libc.
 */
void uk_log(const char *fmt, ...) uk_printf_like(1, 2);
void uk_vlog(const char *fmt, va_list ap);
int uk_snprintf(char *buf, size_t len, const char *fmt, ...) uk_printf_like(3, 4);
int uk_vsnprintf(char *buf, size_t len, const char *fmt, va_list ap);

#endif

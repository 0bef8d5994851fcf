/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private to the boot core: prototypes under the file that owns them.
 */
#ifndef BOOT_PRIV_H
#define BOOT_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <uk/console.h>
#include <uk/init.h>
#include <uk/param.h>

/* init.c: initialisers with level in [from, to]; all terminators, last first. */
void uk_init_run(int from, int to);
void uk_init_terminate(void);

/* devices.c: from here on devices may be found; unless console.early defers it, now. */
void uk_devices_boot(void);

/* param.c: apply what `ukcc --set` left in the image. 0, or -EINVAL after a message. */
int uk_param_link_time(void);
/* Set @name, saying what is wrong if something is. @where: "command line", "--set". 0 or
 * -EINVAL. */
int uk_param_set_or_explain(const char *name, size_t name_len, const char *value,
			    const char *where);

/* log.c: one line of the pool's own, not terminated, its end cut if need be; its length. */
#define UK_LOG_LINE 256
size_t uk_log_line(char line[UK_LOG_LINE], const char *fmt, va_list ap);

/* nearest.c: the parameter whose name is most like @name, or NULL. */
const struct uk_param *uk_param_nearest(const char *name, size_t len);

/* console.c: what uk_console_register was last given, or NULL. */
extern struct uk_console *uk_console_current;
/* Bytes that may still go to the early console before a device is looked for. */
extern unsigned long uk_console_early;

/* string.c: the two that the core needs before there is a libc. */
size_t uk_core_strlen(const char *s);
bool uk_core_streq(const char *a, const char *b, size_t b_len);

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The inside of platform linux: prototypes under the file that owns them, and the few of the
 * kernel's constants and structures that it needs (there are no kernel headers in the pool).
 *
 * _start -> uk_plat_linux_start() -> uk_boot(), all in one thread of the process.
 */
#ifndef LINUX_H
#define LINUX_H

#include <stdbool.h>
#include <uk/console.h>
#include <uk/irq.h>
#include <uk/plat.h>
#include "x86_64/sys.h"

#define LINUX_EINTR  4
#define LINUX_EAGAIN 11
#define LINUX_ENOSYS 38

#define NS_PER_S UINT64_C(1000000000)

struct linux_timespec {
	int64_t sec, nsec;
};

/* plat.c */
extern const struct uk_plat linux_plat;

/* console.c: standard output and input; standard error is the early console. */
extern struct uk_console linux_console;
void linux_error_write(const char *buf, size_t len);
int linux_console_read(char *buf, size_t len);
bool linux_console_tty(int fd);

/* memory.c */
int linux_memory(struct uk_boot *boot);
int linux_protect(void *addr, size_t len, unsigned prot);

/* clock.c; linux_vdso is where the kernel mapped its vDSO, or 0. */
extern uintptr_t linux_vdso;
uint64_t linux_clock_ns(void);
uint64_t linux_wall_offset_ns(void);

/* vdso.c: the address of function @name in the vDSO at @base, or NULL. */
void *linux_vdso_find(uintptr_t base, const char *name);

/* watch.c */
void linux_idle(uint64_t deadline_ns);

/* irq.c */
int linux_irq_enable(unsigned line);

/* x86_64/fault.c: the signals of faults become crash reports. */
void linux_faults_init(void);

/* x86_64/signal.c: @handler on the alternate stack, @restart interrupted calls. */
struct linux_siginfo {
	int signo, err, code, pad;
	uintptr_t addr;
};
void linux_signal(int signo, void (*handler)(int, struct linux_siginfo *, void *));

/* symbols.c: for uk_crash_symbol. */
const char *linux_symbol(uintptr_t pc, uintptr_t *offset);

/* shutdown.c */
void linux_shutdown(enum uk_shutdown how, int status) uk_noreturn;

#endif

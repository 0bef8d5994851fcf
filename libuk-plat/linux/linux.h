/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The inside of platform linux: prototypes under the file that owns them, and
 * the few structures of the kernel's ABI that it uses.
 */
#ifndef LINUX_H
#define LINUX_H

#include <stdbool.h>
#include <uk/plat.h>
#include <uk/plat_linux.h>

#define NR(name) UK_LINUX_NR_##name
#define SYS1(name, a)	       uk_linux_syscall(NR(name), (long)(a), 0, 0, 0, 0, 0)
#define SYS2(name, a, b)       uk_linux_syscall(NR(name), (long)(a), (long)(b), 0, 0, 0, 0)
#define SYS3(name, a, b, c)    uk_linux_syscall(NR(name), (long)(a), (long)(b), (long)(c), 0, 0, 0)
#define SYS4(name, a, b, c, d) uk_linux_syscall(NR(name), (long)(a), (long)(b), (long)(c), (long)(d), 0, 0)
#define SYS6(name, a, b, c, d, e, f)                                                           \
	uk_linux_syscall(NR(name), (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))

struct linux_timespec {
	int64_t sec, nsec;
};

struct linux_pollfd {
	int fd;
	short events, revents;
};

struct linux_auxv {
	unsigned long type, value;
};

/* memory.c: the arena. 0, or the failed call's -errno. */
long linux_memory(struct uk_boot *boot, const char *cmdline);
int linux_protect(void *addr, size_t len, unsigned prot);

/* clock.c */
void linux_clock_init(uintptr_t vdso);
uint64_t linux_clock_ns(void);
uint64_t linux_wall_offset_ns(void);

/* vdso.c: the address of @name in the vDSO at @base, or NULL. */
void *linux_vdso_find(uintptr_t base, const char *name);

/* console.c */
void linux_console_write(const char *buf, size_t len);
void linux_console_error(const char *buf, size_t len);
int linux_console_read(char *buf, size_t len);
bool linux_console_is_tty(int fd);

/* watch.c */
void linux_idle(uint64_t deadline_ns);
int linux_irq_enable(unsigned line);

/* signal.c: handlers; faults become crash reports. */
#define LINUX_SIGABRT	6
#define LINUX_SIGSEGV	11
#define LINUX_SIGVTALRM 26
void linux_signal_init(void);
void linux_signal_handle(int sig, void (*handler)(int sig, void *info, void *context), unsigned long flags);
void linux_signal_default(int sig);

/* symbols.c */
const char *linux_symbol(uintptr_t pc, uintptr_t *offset);

/* plat.c */
extern const struct uk_plat linux_plat;

#endif

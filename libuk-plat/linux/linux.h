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
#include <uk/plat_linux.h>

#define LINUX_EINTR  4
#define LINUX_EAGAIN 11
#define LINUX_ENOSYS 38

#define LINUX_AT_HWCAP	16
#define LINUX_AT_HWCAP2 26

#define NS_PER_S UINT64_C(1000000000)

static inline long sys6(long nr, long a, long b, long c, long d, long e, long f)
{
	return uk_linux_syscall(nr, a, b, c, d, e, f);
}

static inline long sys4(long nr, long a, long b, long c, long d)
{
	return uk_linux_syscall(nr, a, b, c, d, 0, 0);
}

static inline long sys3(long nr, long a, long b, long c)
{
	return uk_linux_syscall(nr, a, b, c, 0, 0, 0);
}

static inline long sys2(long nr, long a, long b)
{
	return uk_linux_syscall(nr, a, b, 0, 0, 0, 0);
}

static inline long sys1(long nr, long a)
{
	return uk_linux_syscall(nr, a, 0, 0, 0, 0, 0);
}

/* plat.c */
extern const struct uk_plat uk_linux_plat;

/* console.c: standard output and input; standard error is the early console. */
extern struct uk_console uk_linux_console;
void uk_linux_error_write(const char *buf, size_t len);
bool uk_linux_console_tty(int fd);

/* memory.c */
int uk_linux_memory(struct uk_boot *boot);
int uk_linux_protect(void *addr, size_t len, unsigned prot);

/*
 * cgroup.c: bytes that the control groups of the process allow it, UINT64_MAX if they do not
 * say. @root goes before the paths of files ("" unless in a test).
 */
uint64_t uk_linux_memory_limit(const char *root);

/* clock.c; uk_linux_vdso is where the kernel mapped its vDSO, or 0. */
extern uintptr_t uk_linux_vdso;
uint64_t uk_linux_clock_ns(void);
uint64_t uk_linux_wall_offset_ns(void);

/* vdso.c: the address of function @name in the vDSO at @base, or NULL. */
void *uk_linux_vdso_find(uintptr_t base, const char *name);

/* watch.c */
void uk_linux_idle(uint64_t deadline_ns);

/* irq.c */
int uk_linux_irq_enable(unsigned line);

/* signal.c: @handler on the alternate stack; interrupted calls go on. */
struct uk_linux_siginfo {
	int signo, err, code, pad;
	uintptr_t addr;
};
struct uk_linux_stack {
	void *base;
	int flags;
	size_t size;
};
void uk_linux_signal(int signo, void (*handler)(int, struct uk_linux_siginfo *, void *));
/* Was the process started with @signo ignored? */
bool uk_linux_signal_ignored(int signo);
/* The signals of faults become crash reports. */
void uk_linux_faults_init(void);

/* ask.c: signals that ask the process to end go to uk_asked_to_end. */
void uk_linux_ask_init(void);
/* The last one that came, or 0. */
int uk_linux_asked_by(void);

/*
 * In the architecture's folder. fault.c: @context is the kernel's struct ucontext; the handler
 * of fault signals. hwcap.c: what the auxiliary vector says of the CPU;
 * called before there is a canary or a thread pointer.
 */
void uk_linux_fault(int signo, struct uk_linux_siginfo *info, void *context);
void uk_linux_hwcap(const uintptr_t *aux);

/* symbols.c: for uk_crash_symbol. */
const char *uk_linux_symbol(uintptr_t pc, uintptr_t *offset);

/* shutdown.c: end as if @signo had had its default action, with status 128 + @signo. */
void uk_linux_end_by(int signo) uk_noreturn;
void uk_linux_shutdown(enum uk_shutdown how, int status) uk_noreturn;

#endif

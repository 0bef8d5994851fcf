/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a platform is to the rest of the pool, and how it starts it.
 *
 *   entry code (folder of the platform) ──> uk_boot(plat, boot) ──> main
 *
 * Exactly one platform runs; its operations are not on hot paths. Everything
 * here runs unprivileged (CPL3 on x86) unless a platform's own folder says so.
 */
#ifndef UK_PLAT_H
#define UK_PLAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uk/compiler.h>
#include <uk/set.h>

/* Rights of memory for uk_plat.protect. Writable and executable at once is refused. */
#define UK_PROT_NONE  0u
#define UK_PROT_READ  1u
#define UK_PROT_WRITE 2u
#define UK_PROT_EXEC  4u

/* A range of usable memory, page-aligned, identity-mapped read-write, not zeroed. */
struct uk_memrange {
	uintptr_t start;
	size_t len;
};

#define UK_BOOT_MEM_MAX 16

/*
 * What the entry code found. It is filled before uk_boot, is not written
 * after the parameters were taken, and everything it points to stays valid for ever.
 */
struct uk_boot {
	struct uk_memrange
		mem[UK_BOOT_MEM_MAX]; /* free memory: image, boot data, modules cut out */
	unsigned nmem;
	char *cmdline; /* kernel command line or UK_PARAMS; writable; NULL if none */
	/*
	 * A Linux process's own vectors. Else NULL, and uk_boot puts here what the command line
	 * has: argv[0] "main" and the words after "--"; env.NAME=value words.
	 */
	int argc;
	char **argv;
	char **envp;
	const void *module; /* boot module (initrd), or NULL */
	size_t module_len;  /* bytes */
	const char
		*image_path; /* file that symbols may be read from (Linux process), or NULL */
};

enum uk_shutdown {
	UK_SHUTDOWN_EXIT,  /* the program ended with status */
	UK_SHUTDOWN_CRASH, /* the image crashed; status is 134 (as SIGABRT) or 139 (SIGSEGV) */
};

struct uk_plat {
	const char *name; /* "kvm", "linux" */

	/* Early console. Any context, also while crashing; may be slow; takes all bytes. */
	void (*console_write)(const char *buf, size_t len);
	/*
	 * Early console input: up to @len bytes without blocking. Returns the number, 0 when
	 * none is there now, -EPIPE at the end of input. NULL if there is no input.
	 */
	int (*console_read)(char *buf, size_t len);

	/* Is stream @fd (0, 1, 2) of the early console a terminal? NULL: yes. */
	bool (*console_is_tty)(int fd);

	/* Nanoseconds since some point before boot; never goes back. Any context. */
	uint64_t (*clock_ns)(void);
	/* Nanoseconds since 1970 UTC that correspond to clock_ns() == 0, or 0 if unknown. Asked
	 * often. */
	uint64_t (*wall_offset_ns)(void);

	/*
	 * Where memory depends on parameters: fill in boot->mem. Called once, after they are
	 * set and before uk_alloc_boot; NULL: boot->mem is complete. Returns 0 or -errno.
	 */
	int (*memory)(struct uk_boot *boot);

	/*
	 * Wait until an interrupt is pending (uk_irq_pending) or @deadline_ns of
	 * clock_ns has passed; UK_FOREVER for none. Returns at once if one is
	 * pending. May return early. Called with nothing runnable.
	 */
	void (*idle)(uint64_t deadline_ns);

	/*
	 * Change rights of whole pages of memory that uk_boot.mem listed or of the image.
	 * Returns 0, -EINVAL (alignment, range, W+X), -ENOMEM (no page for a table).
	 */
	int (*protect)(void *addr, size_t len, unsigned prot);

	/* Up to @len bytes of hardware or host entropy; returns how many, 0 if there is none.
	 */
	size_t (*entropy)(void *buf, size_t len);

	/* Set the thread pointer when the CPU has no unprivileged instruction for it. */
	void (*set_tls)(void *tp);

	/* Give out an interrupt source and route @line to it (uk/irq.h). Returns the source or
	 * -errno. */
	int (*irq_enable)(unsigned line);

	/* End. @status is 0..255. Terminators ran already; the console is flushed here. */
	void (*shutdown)(enum uk_shutdown how, int status) uk_noreturn;
};

/*
 * A wall clock that takes code to read: instead of wall_offset_ns, so that it is linked in
 * an image that calls uk_clock_wall_ns() only. The record's object is linked by its platform.
 */
struct uk_wall_clock {
	const struct uk_plat *plat;
	uint64_t (*offset_ns)(void);
};
#define UK_WALL_CLOCK(var) UK_SET_ADD(wall_clock, struct uk_wall_clock, var)

#define UK_FOREVER UINT64_MAX

/* The platform that runs; valid from the first line of uk_boot on. */
extern const struct uk_plat *uk_plat;
/* What it was started with. */
extern const struct uk_boot *uk_boot_info;

/*
 * Start the pool: parameters, memory, scheduler, initialisers, main, exit.
 * Called once by the entry code on the boot stack, with a valid thread
 * pointer not yet set up (uk_boot does that first; it and what it calls
 * before are compiled without stack protector).
 */
void uk_boot(const struct uk_plat *plat, struct uk_boot *boot) uk_noreturn;

/*
 * Supplied by libuk-posix: somebody outside asks the program to end, by what is signal @signo
 * (SIGHUP, SIGINT, SIGTERM) to a C program. Called by a platform in handler context; returns,
 * and the signal's handler or default action runs in a thread of its own.
 */
void uk_asked_to_end(int signo);

/*
 * Supplied by the layers above, called by uk_boot in this order. The first two are weak, absent
 * in an image that does not have the layer; uk_main_thread must be there:
 *   uk_alloc_boot()  libuk-alloc: take uk_boot_info->mem. Returns 0 or -errno.
 *   uk_sched_boot()  libuk-sched: the running context becomes the main thread.
 *   uk_main_thread() libuk-posix: libc set-up, constructors, main, exit;
 *		      run on the main thread's stack after the initialisers.
 */
int uk_alloc_boot(void);
int uk_sched_boot(void (*main_thread)(
	void)); /* runs main_thread on a fresh guarded stack; does not return on success */
void uk_main_thread(void);

/* Run terminators in reverse order, then shut down. Thread context, once. */
void uk_exit(int status) uk_noreturn;

/* Monotonic time in nanoseconds; hot: a scaled cycle counter where the platform has set one up.
 */
uint64_t uk_clock_ns(void);
/* Nanoseconds since 1970 UTC; equals uk_clock_ns() when the platform knows no wall clock. */
uint64_t uk_clock_wall_ns(void);
/* Nanoseconds that the program has set its wall clock forward by, modulo 2^64; 0 at first. */
extern uint64_t uk_clock_wall_shift;

/*
 * For platforms whose counter runs at a constant, known rate: from now on
 * uk_clock_ns() = base_ns + ((cycles - base_cycles) * mult >> shift), shift <= 32.
 */
void uk_clock_scale(uint64_t base_cycles, uint64_t base_ns, uint32_t mult, unsigned shift);

#endif

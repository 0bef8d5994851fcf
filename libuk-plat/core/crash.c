/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of an image that went wrong, uk/crash.h. Nothing is trusted here: a
 * crash while reporting a crash ends at once, and memory is only read where the
 * backtrace may look.
 */
#include <uk/backtrace.h>
#include <uk/console.h>
#include <uk/cpu.h>
#include <uk/crash.h>
#include <uk/plat.h>
#include <uk/trap.h>
#include "crash_priv.h"

#define FRAMES_MAX 32

extern const char uk_text_start[], uk_text_end[];

const char *(*uk_crash_thread_name)(void);
const char *(*uk_crash_classify)(uintptr_t addr);
const char *(*uk_crash_symbol)(uintptr_t pc, uintptr_t *offset);

static bool crashing;

/* Straight to the early console: drivers may be what crashed. */
static void emit(const char *fmt, ...) uk_printf_like(1, 2);
static void emit(const char *fmt, ...)
{
	char line[200] = "uk: ";
	va_list ap;
	size_t n;

	va_start(ap, fmt);
	n = uk_vsnprintf(line + 4, sizeof(line) - 5, fmt, ap) + 4;
	va_end(ap);
	n = UK_MIN(n, sizeof(line) - 2);
	line[n++] = '\n';
	(uk_plat->console_error ? uk_plat->console_error : uk_plat->console_write)(line, n);
}

static void emit_line(const char *line)
{
	emit("%s", line);
}

static void begin(void)
{
	if (crashing)
		uk_plat->shutdown(UK_SHUTDOWN_CRASH, UK_STATUS_ABORT);
	crashing = true;
	uk_console_flush();
}

static void emit_frame(unsigned n, uintptr_t pc)
{
	uintptr_t offset;
	const char *name = uk_crash_symbol ? uk_crash_symbol(pc, &offset) : NULL;

	if (name)
		emit("#%u 0x%016lx %s+0x%lx", n, pc, name, offset);
	else
		emit("#%u 0x%016lx", n, pc);
}

/*
 * Return addresses point behind the call; one less is inside it, which is
 * the line to show. Without a known stack the walk may read half a MiB upwards
 * of where it starts.
 */
static void emit_backtrace(unsigned n, uintptr_t fp, uintptr_t sp)
{
	uintptr_t pcs[FRAMES_MAX];
	size_t count = uk_backtrace(fp, sp, sp + (512 << 10), pcs, FRAMES_MAX);

	for (size_t i = 0; i < count; i++)
		if (pcs[i] >= (uintptr_t)uk_text_start && pcs[i] < (uintptr_t)uk_text_end)
			emit_frame(n++, pcs[i] - 1);
}

static const char *thread_name(void)
{
	const char *name = uk_crash_thread_name ? uk_crash_thread_name() : NULL;

	return name ? name : "boot";
}

void uk_panic(const char *fmt, ...)
{
	char why[160];
	va_list ap;

	begin();
	va_start(ap, fmt);
	uk_vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	emit("panic: %s, thread %s", why, thread_name());
	emit_backtrace(0, uk_frame_pointer(), uk_frame_pointer());
	uk_plat->shutdown(UK_SHUTDOWN_CRASH, UK_STATUS_ABORT);
}

void uk_crash(const char *what, uintptr_t addr, const struct uk_regs *regs)
{
	const char *where = uk_crash_classify ? uk_crash_classify(addr) : NULL;

	begin();
	if (where)
		emit("crash: %s (%s at 0x%016lx), thread %s", where, what, addr, thread_name());
	else
		emit("crash: %s at 0x%016lx, thread %s", what, addr, thread_name());
	uk_regs_dump(regs, emit_line);
	emit_frame(0, uk_regs_pc(regs));
	emit_backtrace(1, uk_regs_fp(regs), uk_regs_sp(regs));
	uk_plat->shutdown(UK_SHUTDOWN_CRASH, UK_STATUS_FAULT);
}

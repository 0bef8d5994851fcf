/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of an image that went wrong, uk/crash.h. Nothing is trusted here: a
 * crash while reporting a crash ends at once, and the walk along the frames
 * stays in the memory that the stack pointer is in.
 */
#include <uk/backtrace.h>
#include <uk/console.h>
#include <uk/cpu.h>
#include <uk/crash.h>
#include <uk/plat.h>
#include <uk/trap.h>
#include "boot_priv.h"
#include "crash_priv.h"

#define FRAMES_MAX 40

extern const char uk_text_start[], uk_text_end[], uk_data_start[], uk_image_end[];

const char *(*uk_crash_thread_name)(void);
const char *(*uk_crash_classify)(uintptr_t addr);
const char *(*uk_crash_symbol)(uintptr_t pc, uintptr_t *offset);

/* Straight to the early console: drivers may be what crashed. */
static void emit(const char *fmt, ...) uk_printf_like(1, 2);
static void emit(const char *fmt, ...)
{
	char line[UK_LOG_LINE];
	va_list ap;
	size_t n;

	va_start(ap, fmt);
	n = uk_log_line(line, fmt, ap);
	va_end(ap);
	uk_plat->console_write(line, n);
}

static void emit_line(const char *line)
{
	emit("%s", line);
}

/* What the program printed comes first; if that crashes, too, the report goes on without it. */
static void begin(void)
{
	static int crashes;

	switch (crashes++) {
	case 0:
		uk_console_flush();
		break;
	case 1:
		emit("crash while crashing");
		/* fall through */
	default:
		uk_plat->shutdown(UK_SHUTDOWN_CRASH, UK_STATUS_ABORT);
	}
}

static const char *thread_name(void)
{
	const char *name = uk_crash_thread_name ? uk_crash_thread_name() : NULL;

	return name ? name : "boot";
}

static bool is_code(uintptr_t pc)
{
	return pc >= (uintptr_t)uk_text_start && pc < (uintptr_t)uk_text_end;
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

/* The end of the memory that @sp, a stack pointer, is in: free RAM, the image's data, or a
 * process's first stack. */
static uintptr_t stack_end(uintptr_t sp)
{
	const struct uk_boot *b = uk_boot_info;

	for (unsigned i = 0; i < b->nmem; i++)
		if (sp - b->mem[i].start < b->mem[i].len)
			return b->mem[i].start + b->mem[i].len;
	if (sp >= (uintptr_t)uk_data_start && sp < (uintptr_t)uk_image_end)
		return (uintptr_t)uk_image_end;
	/* The kernel puts the arguments above it. */
	if (sp < (uintptr_t)b->argv && (uintptr_t)b->argv - sp < 8 << 20)
		return (uintptr_t)b->argv;
	return 0;
}

/*
 * Frames from @fp on, the first with number @n. One at a time, so that what
 * is known is printed before the next step. Return addresses point behind
 * the call; one less is inside it, which is the line to show.
 */
static void emit_backtrace(unsigned n, uintptr_t fp, uintptr_t sp)
{
	uintptr_t end = stack_end(sp), pc, next;

	while (n < FRAMES_MAX && uk_backtrace(fp, sp, end, &pc, 1) == 1 && is_code(pc)) {
		emit_frame(n++, pc - 1);
		next = *(const uintptr_t *)fp;
		if (next <= fp)
			break;
		fp = next;
	}
}

/* The caller, where it has no frame (uk/trap.h); 0: the frames tell it, or nothing does. */
static uintptr_t frameless_caller(const struct uk_regs *regs)
{
	uintptr_t sp = uk_regs_sp(regs), end = stack_end(sp), first = 0,
		  pc = uk_regs_caller(regs, is_code, end);

	uk_backtrace(uk_regs_fp(regs), sp, end, &first, 1);
	return pc == first ? 0 : pc;
}

void uk_panic(const char *fmt, ...)
{
	char why[192];
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
	uintptr_t pc = uk_regs_pc(regs), sp = uk_regs_sp(regs), caller;
	unsigned n = 0;
	char at[24];

	begin();
	at[0] = '\0';
	if (where || addr || what[0] == 'p') /* page faults have one, NULL most of all */
		uk_snprintf(at, sizeof(at), " at 0x%016lx", addr);
	emit("crash: %s%s%s%s, thread %s", where ? where : "", where ? ": " : "", what, at,
	     thread_name());
	uk_regs_dump(regs, emit_line);
	emit_frame(n++, pc);
	caller = where ? 0 : frameless_caller(regs);
	if (caller)
		emit_frame(n++, caller - 1);
	emit_backtrace(n, uk_regs_fp(regs), sp);
	uk_plat->shutdown(UK_SHUTDOWN_CRASH, UK_STATUS_FAULT);
}

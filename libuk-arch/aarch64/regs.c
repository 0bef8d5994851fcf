/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64: access to and dump of saved registers. No libc: used while crashing. */
#include <uk/compiler.h>
#include <uk/trap.h>

uint64_t uk_resume_x0;

uintptr_t uk_regs_pc(const struct uk_regs *r)
{
	return r->pc;
}

uintptr_t uk_regs_sp(const struct uk_regs *r)
{
	return r->sp;
}

uintptr_t uk_regs_fp(const struct uk_regs *r)
{
	return r->x[29];
}

/*
 * A function without a frame has its caller in the link register. In one with a frame
 * that register is left over from the last call: then the call's target lies
 * elsewhere, or the call itself between that target and the program counter.
 */
uintptr_t uk_regs_caller(const struct uk_regs *r, bool (*is_code)(uintptr_t),
			 uintptr_t stack_end)
{
	uintptr_t lr = r->x[30], target;
	uint32_t call;

	(void)stack_end;
	if (lr % 4 || !is_code(lr - 4))
		return 0;
	if (!is_code(r->pc)) /* a jump to nowhere */
		return lr;
	call = *(const uint32_t *)(lr - 4);
	if (call >> 26 != 0x25) /* bl; where a blr went nobody can tell any more */
		return 0;
	target = lr - 4 + ((int64_t)((uint64_t)call << 38) >> 36);
	return target <= r->pc && !(lr > target && lr <= r->pc) ? lr : 0;
}

static char *put_text(char *p, const char *s)
{
	while (*s)
		*p++ = *s++;
	return p;
}

static char *put_hex(char *p, uint64_t v)
{
	p = put_text(p, " 0x");
	for (int shift = 60; shift >= 0; shift -= 4)
		*p++ = "0123456789abcdef"[v >> shift & 15];
	return p;
}

#define SPECIAL 5

void uk_regs_dump(const struct uk_regs *r, void (*emit)(const char *line))
{
	static const char special[SPECIAL][7] = { "pc", "sp", "pstate", "esr", "far" };
	const uint64_t value[SPECIAL] = { r->pc, r->sp, r->pstate, r->esr, r->far };
	char line[96], name[4] = "x", *p = line;

	for (unsigned i = 0; i < SPECIAL + 31; i++) {
		if (i < SPECIAL) {
			p = put_hex(put_text(p, special[i]), value[i]);
		} else {
			unsigned x = i - SPECIAL;

			name[1] = x < 10 ? '0' + x : '0' + x / 10;
			name[2] = x < 10 ? '\0' : '0' + x % 10;
			p = put_hex(put_text(p, name), r->x[x]);
		}
		if (i % 3 == 2) {
			*p = '\0';
			emit(line);
			p = line;
		} else {
			*p++ = ' ';
		}
	}
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: access to and dump of saved registers. No libc: used while crashing. */
#include <uk/compiler.h>
#include <uk/trap.h>

uintptr_t uk_regs_pc(const struct uk_regs *r)
{
	return r->rip;
}

uintptr_t uk_regs_sp(const struct uk_regs *r)
{
	return r->rsp;
}

uintptr_t uk_regs_fp(const struct uk_regs *r)
{
	return r->rbp;
}

/*
 * It is on top of the stack; in other functions something else is there, seldom an address
 * in the code.
 */
uintptr_t uk_regs_caller(const struct uk_regs *r, bool (*is_code)(uintptr_t),
			 uintptr_t stack_end)
{
	uintptr_t pc;

	if (r->rsp % sizeof(pc) || !stack_end)
		return 0;
	pc = *(const uintptr_t *)r->rsp;
	return is_code(pc) ? pc : 0;
}

static char *put_hex(char *p, uint64_t v)
{
	*p++ = '0';
	*p++ = 'x';
	for (int shift = 60; shift >= 0; shift -= 4)
		*p++ = "0123456789abcdef"[v >> shift & 15];
	return p;
}

void uk_regs_dump(const struct uk_regs *r, void (*emit)(const char *line))
{
	static const struct {
		char name[7];
		unsigned char offset;
	} regs[] = {
#define REG(n, m) { n, offsetof(struct uk_regs, m) }
		REG("rip", rip), REG("rsp", rsp), REG("rflags", rflags), REG("rax", rax),
		REG("rbx", rbx), REG("rcx", rcx), REG("rdx", rdx),	 REG("rsi", rsi),
		REG("rdi", rdi), REG("rbp", rbp), REG("r8", r8),	 REG("r9", r9),
		REG("r10", r10), REG("r11", r11), REG("r12", r12),	 REG("r13", r13),
		REG("r14", r14), REG("r15", r15), REG("vector", vector), REG("error", error),
#undef REG
	};
	char line[96], *p = line;

	for (size_t i = 0; i < UK_ARRAY_SIZE(regs); i++) {
		for (const char *n = regs[i].name;
		     n < regs[i].name + sizeof(regs[i].name) && *n; n++)
			*p++ = *n;
		*p++ = ' ';
		p = put_hex(p, *(const uint64_t *)((const char *)r + regs[i].offset));
		if (i % 3 == 2 || i + 1 == UK_ARRAY_SIZE(regs)) {
			*p = '\0';
			emit(line);
			p = line;
		} else {
			*p++ = ' ';
		}
	}
}

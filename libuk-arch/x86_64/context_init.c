/* SPDX-License-Identifier: BSD-3-Clause */
/* The first frame of a new context, as uk_context_switch (context.S) pops it. */
#include <stdint.h>
#include <uk/context.h>

void uk_context_start(void);

struct first_frame {
	uint32_t mxcsr, fcw; /* the values that the ABI promises at process start */
	uint64_t r15, r14, r13, r12, rbx, rbp;
	void (*ret)(void);
	uint64_t pad[2]; /* so that fn finds the stack aligned as after a call */
};

void uk_context_init(struct uk_context *ctx, void *stack_top, void (*fn)(void *arg), void *arg,
		     void *tp)
{
	struct first_frame *f = (struct first_frame *)stack_top - 1;

	*f = (struct first_frame){
		.mxcsr = 0x1f80,
		.fcw = 0x37f,
		.rbx = (uintptr_t)fn,
		.r12 = (uintptr_t)arg,
		.ret = uk_context_start,
	};
	ctx->sp = f;
	ctx->tp = tp;
}

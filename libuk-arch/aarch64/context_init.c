/* SPDX-License-Identifier: BSD-3-Clause */
/* The first frame of a new context, as uk_context_switch (context.S) pops it. */
#include <stdint.h>
#include <uk/context.h>

void uk_context_start(void);

struct first_frame {
	uint64_t x29;
	void (*x30)(void);
	uint64_t x19, x20, x21_28[8];
	uint64_t d8_15[8];
	uint64_t fpcr, pad;
};
_Static_assert(sizeof(struct first_frame) == 176, "context.S");

void uk_context_init(struct uk_context *ctx, void *stack_top, void (*fn)(void *arg), void *arg,
		     void *tp)
{
	struct first_frame *f = (struct first_frame *)stack_top - 1;

	*f = (struct first_frame){
		.x30 = uk_context_start,
		.x19 = (uintptr_t)fn,
		.x20 = (uintptr_t)arg,
	};
	ctx->sp = f;
	ctx->tp = tp;
}

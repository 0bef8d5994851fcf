/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Compiler attributes and small arithmetic that every package uses.
 */
#ifndef UK_COMPILER_H
#define UK_COMPILER_H

#include <stddef.h>
#include <stdint.h>

#define uk_noreturn	     __attribute__((noreturn))
#define uk_unused	     __attribute__((unused))
#define uk_used		     __attribute__((used))
#define uk_weak		     __attribute__((weak))
#define uk_packed	     __attribute__((packed))
#define uk_aligned(n)	     __attribute__((aligned(n)))
#define uk_section(s)	     __attribute__((section(s)))
#define uk_printf_like(f, a) __attribute__((format(printf, f, a)))
#define uk_likely(x)	     __builtin_expect(!!(x), 1)
#define uk_unlikely(x)	     __builtin_expect(!!(x), 0)

#define UK_ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
/* Round up or down to a power of two. */
#define UK_ALIGN_UP(x, a)   (((x) + (a)-1) & ~((__typeof__(x))(a)-1))
#define UK_ALIGN_DOWN(x, a) ((x) & ~((__typeof__(x))(a)-1))
#define UK_MIN(a, b)	    ((a) < (b) ? (a) : (b))
#define UK_MAX(a, b)	    ((a) > (b) ? (a) : (b))
/*
 * @v, of which the compiler knows nothing: for device registers. Optimising for size, gcc
 * makes `*reg = 0` an `and` and `*reg = ~0u` an `or`, volatile or not, and these read the
 * register, too.
 */
#define uk_opaque(v)                         \
	({                                   \
		__typeof__(v) opaque_ = (v); \
		__asm__("" : "+r"(opaque_)); \
		opaque_;                     \
	})
/* The structure of type @t whose member @m is at @p. */
#define uk_container_of(p, t, m) ((t *)((char *)(p)-offsetof(t, m)))

#endif

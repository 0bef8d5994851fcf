/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Thread-local storage, local-exec model: a block of uk_tls_size() bytes per
 * thread holds the image's TLS template and a thread control block, which the
 * thread pointer points to.
 */
#ifndef UK_TLS_H
#define UK_TLS_H

#include <stddef.h>
#include <stdint.h>

/* Bytes and alignment (power of two, at most 4096) of a thread's block. */
size_t uk_tls_size(void);
size_t uk_tls_align(void);

/*
 * Lay out a block in @mem (uk_tls_size() bytes, aligned): copy the template, zero
 * the rest, write the control block with the canary. Returns the thread pointer.
 */
void *uk_tls_init(void *mem);

/* Make @tp the running context's thread pointer; it costs an unprivileged instruction where the
 * CPU has one. */
void uk_tls_set(void *tp);

/*
 * For CPUs of an architecture where not all have such an instruction (x86_64) the platform
 * sets this before uk_boot. NULL: the instruction is used.
 */
extern void (*uk_tls_set_slow)(void *tp);

/* The stack protector's value, copied into each control block where the ABI has it there; set
 * by uk_boot before the first uk_tls_init. */
extern uintptr_t uk_tls_canary;

#endif

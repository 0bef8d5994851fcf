/* SPDX-License-Identifier: BSD-3-Clause */
/* Register access. The tests put a model of the device here (tests/model_io.h). */
#ifndef E1000E_IO_H
#define E1000E_IO_H

#include <stdint.h>

static inline uint32_t e1000e_io_read(volatile void *base, unsigned reg)
{
	return *(volatile uint32_t *)((volatile char *)base + reg);
}

static inline void e1000e_io_write(volatile void *base, unsigned reg, uint32_t v)
{
	*(volatile uint32_t *)((volatile char *)base + reg) = v;
}

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/* What a platform has said of the CPU. */
#include <uk/arch/hwcap.h>

struct uk_cpu_id uk_cpu_id;
uint64_t uk_hwcap_given[2];

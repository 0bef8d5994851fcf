/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private: functions that always fail (uk/stubs.h). Each has a file, so that
 * the linker warns only about what a program refers to.
 */
#ifndef STUBS_PRIV_H
#define STUBS_PRIV_H

#include "posix.h"

/* What ld prints when something refers to @name. */
#define UK_STUB_WARNING(name)                                                          \
	static const char uk_stub_##name[] uk_used uk_section(".gnu.warning." #name) = \
		"'" #name                                                              \
		"' always fails here (ENOSYS): an image is one address space and one program"

#endif

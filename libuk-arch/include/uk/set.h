/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Linker sets: arrays that the linker collects from all objects of an image.
 *
 * Define:   UK_SET_ADD(param, struct uk_param, my_param) = { ... };
 * Iterate:  UK_SET_FOREACH(param, const struct uk_param, p) use(p);
 *
 * A record is const and lands in section uk_set_<name>; the linker makes the
 * bounds (an absent set is empty). Order within a set is link order. Records
 * come in only if their object is linked: see uk/anchor.h.
 */
#ifndef UK_SET_H
#define UK_SET_H

#include <uk/compiler.h>

#define UK_SET_ADD(set, type, var) \
	static const type var uk_used uk_section("uk_set_" #set) uk_aligned(__alignof__(type))

#define UK_SET_FOREACH(set, type, p)                             \
	for (type *p = ({                                        \
		     extern type __start_uk_set_##set[] uk_weak; \
		     __start_uk_set_##set;                       \
	     });                                                 \
	     p < ({                                              \
		     extern type __stop_uk_set_##set[] uk_weak;  \
		     __stop_uk_set_##set;                        \
	     });                                                 \
	     p++)

#endif

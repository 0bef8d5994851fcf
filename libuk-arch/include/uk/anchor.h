/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How a package comes into an image. libuk-foo.a is the linker script
 * EXTERN(uk_anchor_foo) INPUT(-luk-foo-impl); the object with UK_ANCHOR(foo)
 * refers with UK_NEED(symbol) to whatever must then be there: an initialiser's
 * object, a slot (uk_provides_heap), a device class (uk_class_net), the anchor
 * of another package.
 *
 * UK_NEED costs nothing: the reference is a relocation that changes nothing, in an
 * empty section, yet the linker must resolve it.
 */
#ifndef UK_ANCHOR_H
#define UK_ANCHOR_H

#include <uk/compiler.h>

/* Define the anchor of package @name (dashes become underscores); once a package. */
#define UK_ANCHOR(name)                       \
	extern const char uk_anchor_##name[]; \
	const char uk_anchor_##name[1] uk_section(".rodata.uk_anchor") = { 0 }

/* Any object that holds this line needs @symbol linked. */
#define UK_NEED(symbol)                                    \
	__asm__(".pushsection .uk_need,\"\",%progbits\n\t" \
		".reloc 0, BFD_RELOC_NONE, " #symbol "\n\t.popsection")

/* Say that this object fills @slot. Two fillers make the linker stop. */
#define UK_PROVIDES(slot)                       \
	extern const char uk_provides_##slot[]; \
	const char uk_provides_##slot[1] uk_section(".rodata.uk_anchor") = { 0 }

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The inside of platform pc: bare metal, started by a multiboot2 loader such as
 * GRUB. It puts that protocol, a screen, a keyboard, clocks that have to be
 * measured, and level-triggered interrupts to what machine/ has.
 */
#ifndef PC_H
#define PC_H

#include "acpi.h"
#include "machine.h"

extern const struct uk_plat pc_plat;

/* A screen as the loader describes it (multiboot2 2.0, 3.6.12). */
struct pc_fb {
	enum { PC_FB_NONE, PC_FB_TEXT, PC_FB_RGB } kind;
	uint64_t addr;
	uint32_t pitch;		/* bytes a line */
	uint32_t width, height; /* pixels; characters of PC_FB_TEXT */
	uint8_t bytes;		/* of a pixel: 2, 3 or 4 */
	struct {
		uint8_t pos, size; /* bits */
	} rgb[3];
};

/* multiboot2.c: the start's copy of the boot information, and what it says. */
#define PC_INFO_MAX 65536
#define PC_MAGIC    0x36d76289u
extern uint8_t pc_info[PC_INFO_MAX];
/*
 * Check and take the @avail bytes of boot information at @info, 8-byte aligned. The command
 * line and the RSDP in @b point into it. NULL, or what is wrong.
 */
mach_cold const char *pc_multiboot2_parse(const uint8_t *info, size_t avail,
					  struct mach_bootinfo *b, struct pc_fb *fb);

/* font.c: rows of five pixels, the leftmost is bit 4; the last row is below the base line. */
#define PC_FONT_FIRST 0x20
#define PC_FONT_LAST  0x7e
extern const uint8_t pc_font[PC_FONT_LAST - PC_FONT_FIRST + 1][8];

/*
 * screen.c: a text console on text memory or pixels. Its memory may come and go: @mem NULL
 * means that it cannot be reached, and what is written meanwhile is drawn later.
 */
mach_cold void pc_screen_init(const struct pc_fb *fb);
mach_cold void pc_screen_memory(void *mem);
mach_cold void pc_screen_write(const char *buf, size_t len);
/* Column + row × columns of where the next character goes. */
mach_cold unsigned pc_screen_cursor(void);

/* keyboard.c: scan codes of set 1 to lines of input, US layout. */
mach_cold void pc_keyboard_scancode(uint8_t code, void (*echo)(const char *buf, size_t len));
/* Up to @len bytes of finished lines; 0: there are none. */
mach_cold int pc_keyboard_read(char *buf, size_t len);

/* acpi.c: checks of tables that only this platform wants. */
struct pc_override {
	uint32_t gsi;
	bool level, active_low;
};
/* Where ISA interrupt @irq goes: what the MADT (or NULL) says, or itself, on a rising edge. */
mach_cold struct pc_override pc_madt_override(const struct mach_acpi_header *madt, uint8_t irq);
/* The event timer block's address in memory; 0: none. */
mach_cold uint64_t pc_hpet_address(const struct mach_acpi_header *hpet);
/* The power management timer's port, and which bits of it count; 0: none. */
mach_cold unsigned pc_pmtimer(const struct mach_acpi_header *fadt, uint32_t *mask);

#endif

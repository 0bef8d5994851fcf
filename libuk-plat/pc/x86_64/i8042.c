/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The keyboard controller of PCs (Intel 8042; IBM PS/2 Hardware Interface Technical
 * Reference, keyboard and auxiliary device controller). Set up when someone first reads.
 */
#include <errno.h>
#include <uk/console.h>
#include <uk/irq.h>
#include "pc_x86.h"
#include "sys.h"

#define DATA	0x60
#define STATUS	0x64
#define COMMAND 0x64
#define IRQ	1

#define OUTPUT_FULL  0x01
#define INPUT_FULL   0x02
#define FROM_MOUSE   0x20
#define READ_CONFIG  0x20
#define WRITE_CONFIG 0x60
#define MOUSE_OFF    0xa7
#define KEYBOARD_OFF 0xad
#define KEYBOARD_ON  0xae
#define CONFIG_IRQ1  0x01
#define CONFIG_NOCLK 0x10
#define CONFIG_SET1  0x40
#define START_SCAN   0xf4 /* to the keyboard itself */

/* Looks at a register before giving up: a tenth of a second, and more than a byte takes. */
#define PATIENCE 100000

static bool wait(uint8_t bit, bool value)
{
	for (unsigned i = 0; i < PATIENCE; i++)
		if (!!(inb(STATUS) & bit) == value)
			return true;
	return false;
}

static bool command(uint8_t c)
{
	if (!wait(INPUT_FULL, false))
		return false;
	outb(COMMAND, c);
	return true;
}

static void drain(void)
{
	for (unsigned i = 0; i < 64 && (inb(STATUS) & OUTPUT_FULL); i++)
		inb(DATA);
}

static bool set_up(void)
{
	uint8_t config;

	if (inb(STATUS) == 0xff || !command(KEYBOARD_OFF) || !command(MOUSE_OFF))
		return false;
	drain();
	if (!command(READ_CONFIG) || !wait(OUTPUT_FULL, true))
		return false;
	config = (inb(DATA) | CONFIG_IRQ1 | CONFIG_SET1) & ~CONFIG_NOCLK;
	if (!command(WRITE_CONFIG) || !wait(INPUT_FULL, false))
		return false;
	outb(DATA, config);
	if (!command(KEYBOARD_ON) || !wait(INPUT_FULL, false))
		return false;
	outb(DATA, START_SCAN);
	/* Its answer, 0xfa, is no key; without a keyboard there is none. */
	if (wait(OUTPUT_FULL, true))
		inb(DATA);
	return true;
}

static void input(void *arg)
{
	(void)arg;
	uk_console_input();
}

int pc_i8042_read(char *buf, size_t len)
{
	static enum { UNKNOWN, PRESENT, ABSENT } state;
	uint8_t status, code;

	if (state == UNKNOWN)
		state = set_up() && uk_irq_attach(IRQ, input, NULL) >= 0 ? PRESENT : ABSENT;
	if (state == ABSENT)
		return -EPIPE;
	while ((status = inb(STATUS)) & OUTPUT_FULL) {
		code = inb(DATA);
		if (!(status & FROM_MOUSE))
			pc_keyboard_scancode(code, pc_screen_write);
	}
	return pc_keyboard_read(buf, len);
}

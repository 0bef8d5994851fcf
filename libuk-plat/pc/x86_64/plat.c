/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Platform pc as the rest of the pool sees it, and its start at CPL3.
 */
#include <errno.h>
#include <uk/anchor.h>
#include <uk/console.h>
#include <uk/init.h>
#include <uk/irq.h>
#include <uk/param.h>
#include "pc_x86.h"
#include "stub.h"
#include "sys.h"

UK_ANCHOR(plat_pc);
UK_NEED(uk_anchor_plat_machine);
UK_NEED(pc_multiboot2_entry);
UK_NEED(mach_far_ports);
UK_NEED(pc_wall);

mach_cold void pc_start(uint64_t magic) uk_noreturn;

uint8_t pc_info[PC_INFO_MAX] uk_aligned(8);
static struct pc_fb fb;
/* Where the screen's memory is: not known yet, in the boot page tables, in the final ones. */
static enum { NO_SCREEN, BOOT_SCREEN, HIDDEN_SCREEN, SCREEN } screen;

static unsigned long exit_port;
UK_PARAM_UINT(pc, exit_port, exit_port, "port of QEMU's isa-debug-exit; 0: there is none");

static enum end { END_OFF, END_RESET, END_HALT } on_exit = END_OFF, on_crash = END_HALT;

static int parse_end(const char *value, enum end *end)
{
	/* The first letters differ. */
	static const char *const name[] = { "off", "reset", "halt" };

	for (unsigned i = 0; i < UK_ARRAY_SIZE(name); i++) {
		const char *a = name[i], *b = value;

		while (*a && *a == *b)
			a++, b++;
		if (!*a && !*b) {
			*end = i;
			return 0;
		}
	}
	return -EINVAL;
}

static int set_exit(const char *value)
{
	return parse_end(value, &on_exit);
}
UK_PARAM_CUSTOM(pc, on_exit, set_exit, "off (default), reset or halt, when the program ends");

static int set_crash(const char *value)
{
	return parse_end(value, &on_crash);
}
UK_PARAM_CUSTOM(pc, on_crash, set_crash, "off, reset or halt (default), after a crash");

/* COM1 as real firmware may leave it, that is any way: 115200 8N1 (PC16550D, section 8). */
static void serial_init(void)
{
	static const uint8_t init[][2] = { { 1, 0 }, { 3, 0x80 }, { 0, 1 },
					   { 1, 0 }, { 3, 3 },	  { 4, 3 } };

	if (inb(0x3fd) == 0xff)
		return;
	for (unsigned i = 0; i < UK_ARRAY_SIZE(init); i++)
		outb(0x3f8 + init[i][0], init[i][1]);
}

static void show_cursor(void)
{
	unsigned at = pc_screen_cursor();

	outw(0x3d4, 0x0e | (at & 0xff00)); /* CRT controller: cursor address, high and low */
	outw(0x3d4, 0x0f | (at & 0xff) << 8);
}

static void map_screen(void)
{
	void *mem = mach_mmio(fb.addr, (size_t)fb.pitch * fb.height);

	/* It may want a page for a table, which there is not at first. */
	if (mem) {
		screen = SCREEN;
		pc_screen_memory(mem);
	}
}

static void console_write(const char *buf, size_t len)
{
	mach_serial_write(buf, len);
	if (screen == HIDDEN_SCREEN)
		map_screen();
	pc_screen_write(buf, len);
	if (screen != NO_SCREEN && fb.kind == PC_FB_TEXT)
		show_cursor();
}

static int console_read(char *buf, size_t len)
{
	int r = pc_i8042_read(buf, len), s;

	if (r > 0)
		return r;
	s = mach_serial_read(buf, len);
	return s == -EPIPE ? r : s; /* it is over only when both are not there */
}

static void uk_noreturn halt(void)
{
	for (;;) {
		uk_irq_pending = 0;
		mach_service(SVC_IDLE, 0, 0, 0);
	}
}

/* By the FADT's reset register (ACPI 6.5, 4.8.3.6), or else as PCs always could. */
static void uk_noreturn reset(void)
{
	const struct mach_acpi_header *h = mach_running ? mach_acpi_find("FACP") : NULL;
	struct mach_fadt f;
	volatile uint8_t *p;

	if (h && mach_fadt_parse(h, &f) && f.reset_register) {
		if (f.reset_is_memory) {
			p = mach_mmio(f.reset_register, 1);
			if (p)
				*p = f.reset_value;
		} else if (f.reset_register < MACH_PORTS) {
			outb(f.reset_register, f.reset_value);
		}
	}
	mach_reset();
}

static void uk_noreturn shutdown(enum uk_shutdown how, int status)
{
	enum end end = how == UK_SHUTDOWN_EXIT ? on_exit : on_crash;
	char line[48];
	int n;

	mach_debug_exit(exit_port, how, status);
	/* Nobody but who looks at the console gets to know. */
	n = uk_snprintf(line, sizeof(line), "uk: exit status %d%s\n", status,
			end == END_HALT ? ", halted" : "");
	console_write(line, n);
	if (end == END_HALT)
		halt();
	if (end == END_RESET)
		reset();
	mach_off();
}

const struct uk_plat pc_plat = {
	.name = "pc",
	.console_write = console_write,
	.console_read = console_read,
	.clock_ns = pc_clock_ns,
	.idle = pc_idle,
	.protect = mach_protect,
	.entropy = mach_entropy,
	.set_tls = mach_set_tls,
	.irq_enable = pc_irq_enable,
	.shutdown = shutdown,
};

static void before_seal(void)
{
	pc_irq_gates();
	pc_screen_memory(NULL);
	if (screen == BOOT_SCREEN)
		screen = HIDDEN_SCREEN;
}

void pc_start(uint64_t magic)
{
	const uint32_t mxcsr = 0x1f80;
	const char *why = "not started by a multiboot2 loader";
	void *mem;

	/* What the ABI asks for (3.2.3); firmware may have left anything. */
	__asm__ volatile("fninit; ldmxcsr %0" : : "m"(mxcsr));
	mach_plat = &pc_plat;
	mach_cpu_init();
	serial_init();
	if ((uint32_t)magic == PC_MAGIC)
		why = pc_multiboot2_parse(pc_info, sizeof(pc_info), &mach_bootinfo, &fb);
	if (fb.kind != PC_FB_NONE) {
		pc_screen_init(&fb);
		mem = pc_boot_map(fb.addr, (size_t)fb.pitch * fb.height);
		pc_screen_memory(mem);
		screen = mem ? BOOT_SCREEN : HIDDEN_SCREEN;
	}
	if (!why)
		why = pc_apic_take_over();
	mach_boot(&pc_plat, why, before_seal);
}

static int show_screen(void)
{
	if (mach_plat == &pc_plat && screen == HIDDEN_SCREEN)
		map_screen();
	return 0;
}
UK_INIT(UK_LEVEL_EARLY, show_screen);

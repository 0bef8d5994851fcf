/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Boot information of multiboot2 (specification 2.0, section 3.6): a total size, then tags
 * of type and size, each aligned to eight bytes, the last of type 0. Every tag is checked
 * against the total before anything in it is read.
 */
#include "pc.h"
#include "x86.h"

enum {
	TAG_END = 0,
	TAG_CMDLINE = 1,
	TAG_MODULE = 3,
	TAG_MEMORY_MAP = 6,
	TAG_FRAMEBUFFER = 8,
	TAG_ACPI_OLD = 14,
	TAG_ACPI_NEW = 15,
};

#define HEADER	     8 /* of the information, and of each tag */
#define MAP_HEADER   16
#define MAP_ENTRY    24
#define ACPI_OLD_LEN 20
#define ACPI_NEW_LEN 36
#define RGB	     1
#define EGA_TEXT     2
/* The boot mapping of the screen, and the mapping of all RAM, reach this far. */
#define FB_LIMIT    (UINT64_C(1) << 39)
#define FB_SIDE_MAX 32768u

static uint32_t get32(const uint8_t *p)
{
	uint32_t v;

	__builtin_memcpy(&v, p, sizeof(v));
	return v;
}

static uint64_t get64(const uint8_t *p)
{
	uint64_t v;

	__builtin_memcpy(&v, p, sizeof(v));
	return v;
}

static bool has_end(const uint8_t *s, const uint8_t *end)
{
	while (s < end)
		if (!*s++)
			return true;
	return false;
}

/*
 * Firmware may report more ranges than the pool keeps: the largest are what matters, so they
 * are added first. @n entries of @step bytes.
 */
static void add_ram(const uint8_t *map, unsigned n, uint32_t step, struct mach_bootinfo *b)
{
	uint64_t limit = UINT64_MAX, best_size, size;
	unsigned after = 0, best;

	for (unsigned k = 0; k < UK_BOOT_MEM_MAX; k++) {
		best = n;
		best_size = 0;
		for (unsigned i = 0; i < n; i++) {
			size = get64(map + i * step + 8);
			if (get32(map + i * step + 16) != 1 || size <= best_size)
				continue;
			/* Of several of one size, those not yet taken come after. */
			if (size < limit || (size == limit && i >= after)) {
				best = i;
				best_size = size;
			}
		}
		if (best == n)
			return;
		mach_e820(b, get64(map + best * step), best_size, 1, false);
		limit = best_size;
		after = best + 1;
	}
}

static const char *memory_map(const uint8_t *tag, uint32_t size, struct mach_bootinfo *b)
{
	uint32_t step = size >= MAP_HEADER ? get32(tag + 8) : 0;
	const uint8_t *map = tag + MAP_HEADER;
	unsigned n;

	if (step < MAP_ENTRY || step % 8 || get32(tag + 12) != 0)
		return "multiboot2: memory map of an unknown kind";
	if ((size - MAP_HEADER) % step)
		return "multiboot2: memory map ends within an entry";
	n = (size - MAP_HEADER) / step;
	for (unsigned i = 0; i < n; i++)
		if (get64(map + i * step) + get64(map + i * step + 8) < get64(map + i * step))
			return "multiboot2: memory map entry wraps around";
	add_ram(map, n, step, b);
	for (unsigned i = 0; i < n; i++)
		mach_e820(b, get64(map + i * step), get64(map + i * step + 8),
			  get32(map + i * step + 16), true);
	return NULL;
}

static const char *module(const uint8_t *tag, uint32_t size, struct mach_bootinfo *b)
{
	uint32_t start, end;

	if (size <= 16 || !has_end(tag + 16, tag + size))
		return "multiboot2: bad module tag";
	start = get32(tag + 8);
	end = get32(tag + 12);
	if (end < start || !start)
		return "multiboot2: bad module address";
	b->module = start;
	b->module_len = end - start;
	return NULL;
}

static const char *framebuffer(const uint8_t *tag, uint32_t size, struct pc_fb *fb)
{
	uint8_t bits, type;

	if (size < 31)
		return "multiboot2: framebuffer tag too short";
	bits = tag[28];
	type = tag[29];
	if (type != RGB && type != EGA_TEXT)
		return NULL; /* a palette: no screen then, which does not keep us from running
			      */
	fb->addr = get64(tag + 8);
	fb->pitch = get32(tag + 16);
	fb->width = get32(tag + 20);
	fb->height = get32(tag + 24);
	fb->bytes = type == RGB ? (bits + 7) / 8 : 2;
	if (!fb->width || !fb->height || fb->width > FB_SIDE_MAX || fb->height > FB_SIDE_MAX ||
	    fb->bytes < 2 || fb->bytes > 4 || fb->pitch < fb->width * fb->bytes ||
	    fb->pitch > FB_SIDE_MAX * 4 || (fb->addr & 1) || !fb->addr ||
	    fb->addr >= FB_LIMIT || (uint64_t)fb->pitch * fb->height > FB_LIMIT - fb->addr)
		return "multiboot2: framebuffer of impossible size";
	if (type == RGB && size < 38)
		return "multiboot2: framebuffer tag too short";
	for (unsigned i = 0; type == RGB && i < 3; i++) {
		fb->rgb[i].pos = tag[32 + 2 * i];
		fb->rgb[i].size = tag[33 + 2 * i];
		if (!fb->rgb[i].size || fb->rgb[i].size > 8 ||
		    fb->rgb[i].pos > fb->bytes * 8 - fb->rgb[i].size)
			return "multiboot2: framebuffer with impossible colours";
	}
	fb->kind = type == RGB ? PC_FB_RGB : PC_FB_TEXT;
	return NULL;
}

/* The RSDP is in the tag itself; an old one is as good as a new one without an XSDT. */
static const char *acpi(const uint8_t *tag, uint32_t size, bool is_new, struct mach_bootinfo *b)
{
	static uint8_t old[ACPI_NEW_LEN] uk_aligned(8);

	if (size < HEADER + (is_new ? ACPI_NEW_LEN : ACPI_OLD_LEN))
		return "multiboot2: ACPI tag too short";
	b->rsdp_copied = true;
	if (is_new) {
		b->rsdp = (uintptr_t)(tag + HEADER);
		return NULL;
	}
	__builtin_memcpy(old, tag + HEADER, ACPI_OLD_LEN);
	if (!b->rsdp)
		b->rsdp = (uintptr_t)old;
	return NULL;
}

static const char *take(const uint8_t *tag, uint32_t type, uint32_t size,
			struct mach_bootinfo *b, struct pc_fb *fb)
{
	switch (type) {
	case TAG_CMDLINE:
		if (!has_end(tag + HEADER, tag + size))
			return "multiboot2: command line without end";
		b->cmdline = (uintptr_t)(tag + HEADER);
		return NULL;
	case TAG_MODULE:
		return module(tag, size, b);
	case TAG_MEMORY_MAP:
		return memory_map(tag, size, b);
	case TAG_FRAMEBUFFER:
		return framebuffer(tag, size, fb);
	case TAG_ACPI_OLD:
	case TAG_ACPI_NEW:
		return acpi(tag, size, type == TAG_ACPI_NEW, b);
	default: /* the others say nothing that we need */
		return NULL;
	}
}

/* What overlaps RAM is no screen, and a boot mapping of it would give it away. */
static bool in_ram(const struct pc_fb *fb, const struct mach_ranges *ram)
{
	uint64_t end = fb->addr + (uint64_t)fb->pitch * fb->height;

	for (unsigned i = 0; i < ram->n; i++)
		if (fb->addr < ram->r[i].start + ram->r[i].len && end > ram->r[i].start)
			return true;
	return false;
}

const char *pc_multiboot2_parse(const uint8_t *info, size_t avail, struct mach_bootinfo *b,
				struct pc_fb *fb)
{
	const char *why = NULL;
	uint32_t total, off = HEADER, type, size, seen = 0;

	total = avail >= HEADER ? get32(info) : 0;
	if (total < 2 * HEADER)
		return "multiboot2: no boot information";
	if (total > avail)
		return "multiboot2: boot information is larger than 64 KiB";
	for (;;) {
		if (off > total || total - off < HEADER)
			return "multiboot2: the tags have no end";
		type = get32(info + off);
		size = get32(info + off + 4);
		if (size < HEADER || size > total - off)
			return "multiboot2: a tag is larger than the boot information";
		if (type == TAG_END)
			break;
		if (type < 32 && type != TAG_MODULE && (seen >> type & 1))
			return "multiboot2: a tag that may be there once is there twice";
		if (type == TAG_MODULE && (seen >> type & 1))
			return "multiboot2: more than one boot module";
		if (type < 32)
			seen |= 1u << type;
		why = take(info + off, type, size, b, fb);
		if (why)
			return why;
		off += UK_ALIGN_UP(size, 8u);
	}
	if (!(seen >> TAG_MEMORY_MAP & 1))
		return "multiboot2: no memory map";
	if (fb->kind != PC_FB_NONE && in_ram(fb, &b->ram)) {
		fb->kind = PC_FB_NONE;
		return "multiboot2: the framebuffer is in RAM";
	}
	return NULL;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Makes multiboot2 boot information in a buffer, tag by tag. */
#ifndef INFO_H
#define INFO_H

#include <stdint.h>
#include <string.h>

struct info {
	uint8_t b[4096];
	uint32_t len;
};

static inline void info_start(struct info *i)
{
	memset(i, 0, sizeof(*i));
	i->len = 8;
}

/* A tag with @size bytes after its header; returns them, to be filled in. */
static inline uint8_t *info_tag(struct info *i, uint32_t type, uint32_t size)
{
	uint8_t *p = i->b + i->len;

	size += 8;
	memcpy(p, &type, 4);
	memcpy(p + 4, &size, 4);
	i->len += (size + 7) & ~7u;
	memcpy(i->b, &i->len, 4);
	return p + 8;
}

static inline void info_put32(uint8_t *p, uint32_t v)
{
	memcpy(p, &v, 4);
}

static inline void info_put64(uint8_t *p, uint64_t v)
{
	memcpy(p, &v, 8);
}

static inline void info_range(uint8_t *p, uint64_t addr, uint64_t len, uint32_t type)
{
	info_put64(p, addr);
	info_put64(p + 8, len);
	info_put32(p + 16, type);
}

/* What GRUB says of a small PC, more or less: tag contents at the places named. */
enum {
	INFO_CMDLINE = 8,
	INFO_MODULE = 48,
	INFO_MAP = 72,
	INFO_FB = 184,
	INFO_RSDP_OLD = 224,
	INFO_RSDP_NEW = 256,
	INFO_END = 304,
};
#define INFO_COMMAND "pc.exit_port=0x501 -- 1"
static inline void info_usual(struct info *i)
{
	uint8_t *p;

	info_start(i);
	memcpy(info_tag(i, 1, sizeof(INFO_COMMAND)), INFO_COMMAND, sizeof(INFO_COMMAND));
	info_tag(i, 2, 0);
	p = info_tag(i, 3, 12);
	info_put32(p, 0x200000);
	info_put32(p + 4, 0x212345);
	memcpy(p + 8, "mod", 4);
	p = info_tag(i, 6, 8 + 4 * 24);
	info_put32(p, 24);
	info_range(p + 8, 0, 0x9fc00, 1);
	info_range(p + 32, 0x9fc00, 0x60400, 2);
	info_range(p + 56, 0x100000, 0x7f00000, 1);
	info_range(p + 80, 0x7ff0000, 0x10000, 3);
	p = info_tag(i, 8, 30);
	info_put64(p, 0xfd000000);
	info_put32(p + 8, 800 * 4);
	info_put32(p + 12, 800);
	info_put32(p + 16, 600);
	p[20] = 32;
	p[21] = 1;
	memcpy(p + 24, "\x10\x08\x08\x08\x00\x08", 6);
	memcpy(info_tag(i, 14, 20), "RSD PTR old", 12);
	memcpy(info_tag(i, 15, 36), "RSD PTR new", 12);
	info_tag(i, 0, 0);
}

#endif

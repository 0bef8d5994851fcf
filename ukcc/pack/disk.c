/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A disk with a GUID partition table (UEFI 2.10, chapter 5):
 *
 *	sector 0	GRUB's boot.img, which loads the next one; the table's protective MBR
 *	34 …		BIOS boot partition: GRUB's core image
 *	1 MiB …		EFI system partition: GRUB for UEFI, and the image
 *	last 33		the table's copy
 *
 * grub-install would do what is done here to GRUB's two files, but to a device, as root: each
 * is told in which sector the next part is (GRUB's grub-core/boot/i386/pc/boot.S and
 * diskboot.S; include/grub/i386/pc/boot.h has the offsets).
 */
#include <string.h>
#include <unistd.h>

#include "../common/paths.h"
#include "../common/say.h"
#include "files.h"
#include "grub.h"
#include "tool.h"

#define CORE_START  34u
#define ESP_START   2048u
#define TABLE_COPY  33u
#define MIB_SECTORS 2048u
#define BOOT_CODE   440	 /* bytes; after it the MBR's own */
#define BOOT_KERNEL 0x5c /* boot.img: 64 bits, the sector that it loads */
#define BOOT_DRIVE_CHECK \
	0x66 /* boot.img: a jump, without which any BIOS' drive number is taken */
#define DISKBOOT_LIST                                                           \
	0x1f4 /* core image: 64 bits, the sector of the rest; 16 bits, how many \
	       */

static void put64(char *p, uint64_t v)
{
	for (unsigned i = 0; i < 8; i++)
		p[i] = (char)(v >> (8 * i));
}

static void boot_sector(const char *file)
{
	struct buf b = { 0 };

	files_read(&b, NULL, GRUB_BIOS_DIR "/boot.img");
	if (b.n != SECTOR)
		die(GRUB_BIOS_DIR "/boot.img: not of 512 bytes");
	put64(b.p + BOOT_KERNEL, CORE_START);
	memcpy(b.p + BOOT_DRIVE_CHECK, "\x90\x90", 2);
	files_write_at(file, 0, b.p, BOOT_CODE);
}

/* Returns its sectors. */
static unsigned core(const struct medium *m, struct buf *b)
{
	char *file = path_in(files_scratch(), "core.img");
	unsigned sectors;

	grub_image(m, "i386-pc", "biosdisk part_gpt fat vbe", file);
	files_read(b, NULL, file);
	buf_align(b, SECTOR);
	sectors = (unsigned)(b->n / SECTOR);
	if (sectors < 2 || sectors > ESP_START - CORE_START ||
	    (unsigned char)b->p[DISKBOOT_LIST + 8] +
			    256u * (unsigned char)b->p[DISKBOOT_LIST + 9] !=
		    sectors - 1)
		die("grub-mkimage made a core image of an unknown form (%zu bytes)", b->n);
	put64(b->p + DISKBOOT_LIST, CORE_START + 1);
	return sectors;
}

/* Names of the table that are the same for the same content: version 8 of RFC 9562. */
static char *guid(const struct medium *m, unsigned n)
{
	const char *id = m->id;

	return xasprintf("%.8s-%.4s-8%.3s-a%.3s-%.10s%02x", id, id + 8, id + 12, id + 15,
			 id + 18, n);
}

static void partition(const struct medium *m, const char *file, unsigned core_sectors,
		      unsigned long long esp_sectors)
{
	struct strv argv = { 0 };
	struct buf b = { 0 };

	buf_printf(&b, "label: gpt\nlabel-id: %s\nfirst-lba: %u\n", guid(m, 0), CORE_START);
	buf_printf(&b,
		   "start=%u, size=%u, type=21686148-6449-6E6F-744E-656564454649, uuid=%s, "
		   "name=\"BIOS boot\"\n",
		   CORE_START, core_sectors, guid(m, 1));
	buf_printf(&b,
		   "start=%u, size=%llu, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, uuid=%s, "
		   "name=\"EFI system\"\n",
		   ESP_START, esp_sectors, guid(m, 2));
	strv_words(&argv, "sfdisk --quiet --wipe never --no-reread --no-tell-kernel");
	strv_push(&argv, file);
	tool_run(&argv, &b, m->o->epoch);
}

void disk_make(const struct options *o, const struct image *im)
{
	char *out = path_in(files_scratch(), "disk"),
	     *esp_file = path_in(files_scratch(), "esp");
	struct buf bios = { 0 }, esp = { 0 };
	unsigned core_sectors;
	struct medium m;

	medium_open(&m, o, im);
	core_sectors = core(&m, &bios);
	esp_make(&m, esp_file, "fat part_gpt efi_gop efi_uga", true, MIB_SECTORS, TABLE_COPY,
		 ESP_START);
	files_read(&esp, NULL, esp_file);
	files_write(out, "", 0);
	if (truncate(out, (off_t)(ESP_START + TABLE_COPY) * SECTOR + (off_t)esp.n))
		die("%s: cannot be made that large", out);
	partition(&m, out, core_sectors, esp.n / SECTOR);
	boot_sector(out);
	files_write_at(out, (uint64_t)CORE_START * SECTOR, bios.p, bios.n);
	files_write_at(out, (uint64_t)ESP_START * SECTOR, esp.p, esp.n);
	medium_finish(out, o->disk);
}

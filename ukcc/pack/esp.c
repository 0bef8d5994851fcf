/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The partition that UEFI starts from: UEFI 2.10, section 13.3. FAT16 with clusters of one
 * sector is the smallest that all firmware reads on disks; FAT12 as on floppies, on CDs.
 */
#include <string.h>

#include "../common/paths.h"
#include "../common/say.h"
#include "files.h"
#include "grub.h"
#include "tool.h"

#define FAT12_MAX \
	4000u /* clusters, and less than could be: those who read it differ on the edge */
#define FAT16_MIN    4200u
#define FAT16_MAX    65000u
#define ROOT_SECTORS 32u /* 512 entries */
#define FOLDERS	     8u	 /* clusters for them, and some to spare */

static uint64_t clusters_of(uint64_t bytes, unsigned sectors)
{
	return (bytes + SECTOR * sectors - 1) / (SECTOR * sectors);
}

/* Sectors for files of @sizes; *cluster is set to the sectors of a cluster. */
static uint64_t geometry(const uint64_t *sizes, unsigned n, bool floppy, unsigned *cluster)
{
	uint64_t count;

	for (*cluster = 1;; *cluster *= 2) {
		count = FOLDERS;
		for (unsigned i = 0; i < n; i++)
			count += clusters_of(sizes[i], *cluster);
		if (count <= FAT16_MAX)
			break;
	}
	if ((!floppy || count > FAT12_MAX) && count < FAT16_MIN)
		count = FAT16_MIN;
	return 1 + 2 * clusters_of(2 * (count + 2), 1) + ROOT_SECTORS + count * *cluster;
}

void esp_make(const struct medium *m, const char *file, const char *modules, bool with_image,
	      unsigned multiple, unsigned less, unsigned start)
{
	char *efi = path_in(files_scratch(), "grub.efi"),
	     *folder = xasprintf("::/boot/%s", m->id);
	int64_t t = m->o->epoch;
	struct buf b = { 0 };
	uint64_t sizes[3], sectors;
	unsigned cluster;

	grub_image(m, "x86_64-efi", modules, efi);
	files_read(&b, NULL, efi);
	sizes[0] = b.n;
	sizes[1] = m->image->elf.file.n;
	sizes[2] = m->initrd.n;
	sectors = geometry(sizes, with_image ? 3 : 1, !with_image, &cluster);
	sectors += less;
	sectors = (sectors + multiple - 1) / multiple * multiple - less;
	tool_runl(t, "mformat", "-i", file, "-C", "-T",
		  xasprintf("%llu", (unsigned long long)sectors), "-h", "16", "-s", "63", "-H",
		  xasprintf("%u", start), "-c", xasprintf("%u", cluster), "-r",
		  xasprintf("%u", ROOT_SECTORS), "-N", xstrndup(m->id, 8), "-v", "UKPOOL",
		  "::", NULL);
	tool_runl(t, "mmd", "-i", file, "::/EFI", "::/EFI/BOOT", NULL);
	tool_runl(t, "mcopy", "-i", file, efi, "::/EFI/BOOT/BOOTX64.EFI", NULL);
	if (!with_image)
		return;
	tool_runl(t, "mmd", "-i", file, "::/boot", folder, NULL);
	tool_runl(t, "mcopy", "-i", file, m->image_file, xasprintf("%s/image", folder), NULL);
	if (m->initrd_file)
		tool_runl(t, "mcopy", "-i", file, m->initrd_file,
			  xasprintf("%s/initrd", folder), NULL);
}

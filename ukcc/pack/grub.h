/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Media that GRUB starts. Image and boot module are files /boot/ID/image and /boot/ID/initrd,
 * ID being made of their content; a GRUB without files of its own, with its
 * configuration inside, finds them by that name and starts the image: no menu, no delay.
 *
 *	BIOS: iso.c and disk.c  -> a core image for i386-pc  \
 *	UEFI: esp.c             -> EFI/BOOT/BOOTX64.EFI      /  -> /boot/ID/image
 */
#ifndef UKPACK_GRUB_H
#define UKPACK_GRUB_H

#include "image.h"

#define GRUB_BIOS_DIR GRUB_DIR "/i386-pc"
#define GRUB_EFI_DIR  GRUB_DIR "/x86_64-efi"
#define SECTOR	      512

struct medium {
	const struct options *o;
	const struct image *image;
	struct buf initrd;	 /* empty: none */
	char id[33];		 /* hexadecimal, of all that makes the medium what it is */
	const char *image_file;	 /* on this machine: copies, under names that are ours */
	const char *initrd_file; /* NULL: none */
	const char *config_file;
};

/*
 * grub.c: check that @im can be started by GRUB and that GRUB is there, before anything is
 * written; fill in @m with files in the scratch folder.
 */
void medium_check(const struct options *o, const struct image *im);
void medium_open(struct medium *m, const struct options *o, const struct image *im);
/* Make a GRUB of @format ("i386-pc", …) with @modules (words) into @file. */
void grub_image(const struct medium *m, const char *format, const char *modules,
		const char *file);
/* Move the finished medium @file from the scratch folder to its place @path. */
void medium_finish(const char *file, const char *path);

/*
 * esp.c: an EFI system partition (a FAT file system) in @file, with a GRUB of @modules;
 * @with_image: the image and its boot module are in it, too. Its size is a multiple of
 * @multiple sectors, less @less. It lies at sector @start of a disk (0: of none).
 */
void esp_make(const struct medium *m, const char *file, const char *modules, bool with_image,
	      unsigned multiple, unsigned less, unsigned start);

/* iso.c, disk.c: make o->iso, o->disk. */
void iso_make(const struct options *o, const struct image *im);
void disk_make(const struct options *o, const struct image *im);

#endif

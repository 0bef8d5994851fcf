/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A CD that is also a USB stick: El Torito boot entries for BIOS and UEFI, and in the
 * first sectors, which a CD leaves free, a boot sector and partition tables (the way of
 * grub-mkrescue, without the folders of GRUB's modules).
 */
#include "../common/paths.h"
#include "files.h"
#include "grub.h"
#include "tool.h"

void iso_make(const struct options *o, const struct image *im)
{
	char *tree = path_in(files_scratch(), "tree"), *boot = path_in(tree, "boot"), *folder;
	char *out = path_in(files_scratch(), "iso");
	struct medium m;

	medium_open(&m, o, im);
	folder = path_in(boot, m.id);
	files_mkdir(tree);
	files_mkdir(boot);
	files_mkdir(folder);
	files_write(path_in(folder, "image"), im->elf.file.p, im->elf.file.n);
	if (m.initrd.n)
		files_write(path_in(folder, "initrd"), m.initrd.p, m.initrd.n);
	grub_image(&m, "i386-pc-eltorito", "biosdisk iso9660 vbe", path_in(boot, "bios.img"));
	esp_make(&m, path_in(boot, "efi.img"), "iso9660 part_gpt part_msdos efi_gop efi_uga",
		 false, 4, 0, 0);
	/* clang-format off */
	tool_runl(o->epoch, "xorriso", "-as", "mkisofs", "-quiet", "-R", "-J", "-V", "UKPOOL",
		  "--set_all_file_dates", xasprintf("=%lld", (long long)o->epoch),
		  "-uid", "0", "-gid", "0", "-dir-mode", "0555", "-file-mode", "0444",
		  "-b", "boot/bios.img", "-no-emul-boot", "-boot-load-size", "4", "-boot-info-table",
		  "--grub2-boot-info", "--grub2-mbr", GRUB_BIOS_DIR "/boot_hybrid.img",
		  "--protective-msdos-label", "--efi-boot", "boot/efi.img", "-efi-boot-part",
		  "--efi-boot-image", "-o", out, tree, NULL);
	/* clang-format on */
	medium_finish(out, o->iso);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* What all media that GRUB starts have in common: checks, the configuration, GRUB itself. */
#include <string.h>

#include "../common/paths.h"
#include "../common/say.h"
#include "cmdline.h"
#include "files.h"
#include "grub.h"
#include "oci.h"
#include "tool.h"

/* What an image takes: libuk-plat/boot (docs/limits.md). */
#define CMDLINE_MAX 4095
#define WORDS_MAX   62

/* The most that fits the memory below 4 GiB of most machines, in which GRUB puts it. */
#define CONTENT_MAX (UINT64_C(1) << 30)

static void check_tools(void)
{
	tool_need("grub-mkimage", "grub-common");
	tool_need_file(GRUB_BIOS_DIR "/multiboot2.mod", "grub-pc-bin");
	tool_need_file(GRUB_EFI_DIR "/multiboot2.mod", "grub-efi-amd64-bin");
	tool_need("mformat", "mtools");
}

/*
 * GRUB writes the words into one line: in double quotes where there is a blank, with a
 * backslash before quotes and backslashes. An empty word is lost there.
 */
static void check_words(const struct options *o)
{
	struct strv words = { 0 };
	size_t line = 0;

	cmdline_words(o, &words);
	for (size_t i = 0; i < words.n; i++) {
		const unsigned char *w = (const unsigned char *)words.v[i];

		if (!*w)
			die("an empty argument cannot be passed by GRUB");
		for (; *w; w++) {
			if (*w < ' ' || *w == 0x7f)
				die("the control character 0x%02x in an argument, variable or "
				    "parameter cannot be passed by GRUB",
				    *w);
			line += *w == '\\' || *w == '"' || *w == '\'' ? 2 : 1;
		}
		line += 3;
	}
	if (line > CMDLINE_MAX)
		die("arguments, environment and parameters need %zu bytes; an image takes %d",
		    line, CMDLINE_MAX);
	if (o->args.n > WORDS_MAX || o->env.n > WORDS_MAX)
		die("an image takes %d arguments and as many variables", WORDS_MAX);
}

void medium_check(const struct options *o, const struct image *im)
{
	image_needs_platform(im, "pc", o->iso ? "--iso" : "--disk");
	if (!image_has_multiboot2(im))
		die("%s: it says it is for platform pc, but has no multiboot2 header in its "
		    "first "
		    "32 KiB: damaged, or linked with a script of one's own?",
		    im->elf.path);
	check_words(o);
	check_tools();
	if (o->iso)
		tool_need("xorriso", "xorriso");
	if (o->disk)
		tool_need("sfdisk", "fdisk");
}

/* @word in single quotes, as GRUB's shell reads it. */
static void quoted(struct buf *b, const char *word)
{
	buf_str(b, " '");
	for (; *word; word++)
		if (*word == '\'')
			buf_str(b, "'\\''");
		else
			buf_add(b, word, 1);
	buf_str(b, "'");
}

static void config(const struct medium *m, struct buf *b)
{
	struct strv words = { 0 };

	/* What goes wrong is said on both. A machine without the port says so and goes on. */
	buf_str(b, "serial --unit=0 --speed=115200\n"
		   "terminal_output console serial\n");
	buf_printf(b, "search --no-floppy --set=root --hint \"$root\" --file /boot/%s/image\n",
		   m->id);
	buf_printf(b, "multiboot2 /boot/%s/image", m->id);
	cmdline_words(m->o, &words);
	for (size_t i = 0; i < words.n; i++)
		quoted(b, words.v[i]);
	if (m->initrd.n)
		buf_printf(b, "\nmodule2 /boot/%s/initrd", m->id);
	buf_str(b, "\nboot\n");
}

/* Media with other content have other names for it, should a machine see two of them. */
static void identify(struct medium *m)
{
	char digest[DIGEST_LEN + 1];
	struct strv words = { 0 };
	struct buf all = { 0 };

	cmdline_words(m->o, &words);
	oci_digest(m->image->elf.file.p, m->image->elf.file.n, digest);
	buf_str(&all, digest);
	oci_digest(m->initrd.p, m->initrd.n, digest);
	buf_str(&all, digest);
	for (size_t i = 0; i < words.n; i++)
		buf_add(&all, words.v[i], strlen(words.v[i]) + 1);
	oci_digest(all.p, all.n, digest);
	memcpy(m->id, strchr(digest, ':') + 1, 32);
}

void medium_open(struct medium *m, const struct options *o, const struct image *im)
{
	struct buf text = { 0 };
	char *file = path_in(files_scratch(), "image");

	*m = (struct medium){ .o = o, .image = im, .image_file = file };
	if (o->initrd) {
		files_read(&m->initrd, "--initrd", o->initrd);
		if (!m->initrd.n)
			die("--initrd %s: it is empty", o->initrd);
	}
	if (im->elf.file.n + m->initrd.n > CONTENT_MAX)
		die("%s%s%s: more than 1 GiB does not fit the memory in which GRUB starts it",
		    im->elf.path, o->initrd ? " and " : "", o->initrd ? o->initrd : "");
	identify(m);
	files_write(file, im->elf.file.p, im->elf.file.n);
	if (m->initrd.n) {
		m->initrd_file = file = path_in(files_scratch(), "initrd");
		files_write(file, m->initrd.p, m->initrd.n);
	}
	config(m, &text);
	m->config_file = file = path_in(files_scratch(), "grub.cfg");
	files_write(file, text.p, text.n);
}

void grub_image(const struct medium *m, const char *format, const char *modules,
		const char *file)
{
	static const char always[] = "search search_fs_file serial terminal multiboot2 boot";
	struct strv argv = { 0 };

	strv_push(&argv, "grub-mkimage");
	strv_push(&argv, "--format");
	strv_push(&argv, format);
	strv_push(&argv, "--directory");
	strv_push(&argv, strncmp(format, "i386-pc", 7) ? GRUB_EFI_DIR : GRUB_BIOS_DIR);
	strv_push(&argv, "--config");
	strv_push(&argv, m->config_file);
	strv_push(&argv, "--prefix");
	strv_push(&argv, "/boot");
	strv_push(&argv, "--output");
	strv_push(&argv, file);
	strv_words(&argv, modules);
	strv_words(&argv, always);
	tool_run(&argv, NULL, m->o->epoch);
}

void medium_finish(const char *file, const char *path)
{
	char *temporary = files_begin(path);
	struct buf b = { 0 };

	files_read(&b, NULL, file);
	files_write_as(temporary, path, b.p, b.n);
	files_finish(temporary, path);
}

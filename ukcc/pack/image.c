/* SPDX-License-Identifier: BSD-3-Clause */
/* Images, read as ukinfo reads them: whatever is in the file is checked there. */
#include <string.h>

#include "../common/say.h"
#include "../elf/param.h"
#include "image.h"

void image_note(const struct image *im, const char *key, struct strv *values)
{
	char *text = xstrdup(im->note), *line;
	size_t n = strlen(key);

	while (text && (line = strsep(&text, "\n")))
		if (!strncmp(line, key, n) && line[n] == ' ')
			strv_push(values, line + n + 1);
}

void image_open(struct image *im, const char *path, const struct options *o)
{
	const struct param *params;
	bool ok = true;
	size_t n;

	*im = (struct image){ 0 };
	if (!elf_open(&im->elf, path))
		die("%s", im->elf.why);
	im->note = elf_uk_note(&im->elf);
	if (!im->note)
		die("%s: not an image of the pool: it has no note of ukcc's", path);
	im->target = target_of_machine(im->elf.eh->e_machine);
	if (!im->target)
		die("%s: its processor (e_machine %u) is no target's", path,
		    im->elf.eh->e_machine);
	im->name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	params = params_read(&im->elf, &n);
	for (size_t i = 0; i < o->set.n; i++)
		ok &= param_check(params, n, o->set.v[i]);
	if (!ok)
		die("%s: not packed", path);
}

void image_needs_platform(const struct image *im, const char *name, const char *for_what)
{
	struct strv platforms = { 0 };
	struct buf libs = { 0 };

	image_note(im, "platform", &platforms);
	if (strv_has(&platforms, name))
		return;
	buf_str(&libs, "");
	for (size_t i = 0; i < platforms.n; i++)
		buf_printf(&libs, "-luk-plat-%s ", platforms.v[i]);
	die("%s: %s needs platform %s, and this image has %s: link it with %s-luk-plat-%s",
	    im->elf.path, for_what, name, platforms.n ? strv_list(&platforms) : "none", libs.p,
	    name);
}

bool image_has_multiboot2(const struct image *im)
{
	static const unsigned char magic[] = { 0xd6, 0x50, 0x52, 0xe8 };

	for (size_t at = 0; at + 16 <= im->elf.file.n && at + 16 <= 32768; at += 8)
		if (!memcmp(im->elf.file.p + at, magic, sizeof(magic)))
			return true;
	return false;
}

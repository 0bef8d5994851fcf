/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Objects, archives, cpio archives and images: what is written is read back,
 * and what is damaged is refused without harm.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../driver/generate.h"
#include "../../elf/armap.h"
#include "../../elf/image.h"
#include "../../elf/note.h"
#include "../../elf/object.h"
#include "../../elf/param.h"
#include "unit.h"

static unsigned state;

static unsigned chance(unsigned n)
{
	state = state * 1103515245 + 12345;
	return (state >> 8) % n;
}

static void make_archive(struct buf *out)
{
	struct archive_member m[3] = { { .name = "a.o", .symbol = "uk_class_a" },
				       { .name = "net.o", .symbol = "uk_class_net" },
				       { .name = "9p.o", .symbol = "uk_class_9p" } };

	for (int i = 0; i < 3; i++) {
		struct object *o = object_new(EM_X86_64);

		object_symbol(o, m[i].symbol, STB_GLOBAL, STT_NOTYPE, SHN_ABS, 0, 0);
		object_symbol(o, "uk_anchor_x", STB_GLOBAL, STT_NOTYPE, SHN_UNDEF, 0, 0);
		object_finish(o, &m[i].object);
	}
	archive_write(m, 3, out);
}

START_TEST(archive_index_is_read_back)
{
	struct buf b = { 0 };
	struct armap m;

	make_archive(&b);
	ck_assert(armap_read(&m, scratch_file("x.a", b.p, b.n)));
	ck_assert_uint_eq(m.symbols.n, 3);
	ck_assert_str_eq(m.symbols.v[1], "uk_class_net");
	ck_assert_str_eq(m.members.v[1], "net.o");
	ck_assert_str_eq(m.members.v[2], "9p.o");
}
END_TEST

START_TEST(damaged_archives)
{
	struct buf b = { 0 };
	struct armap m;

	make_archive(&b);
	for (size_t n = 0; n < 300; n++)
		armap_read(&m, scratch_file("cut.a", b.p, n));
	for (state = 1; state < 400; state++) {
		char *copy = xrealloc(NULL, b.n);
		unsigned keep = state;

		memcpy(copy, b.p, b.n);
		for (int i = 0; i < 6; i++)
			copy[chance(200)] = (char)chance(256);
		armap_read(&m, scratch_file("bad.a", copy, b.n));
		free(copy);
		state = keep;
	}
	ck_assert(!armap_read(&m, scratch_file("empty.a", "!<arch>\n", 8)));
	ck_assert(!armap_read(&m, "/nowhere"));
}
END_TEST

static void describe(struct buf *out, struct strv *sets)
{
	static struct package p = { .name = "libuk-x", .version = "1", .role = ROLE_NAMED };
	static struct package *list[] = { &p };
	struct image im = { .p = list, .n = 1 };
	struct args a = { .sets = *sets };

	strv_add(&im.platforms, "kvm");
	strv_add(&im.classes, "net");
	generate_description(target_of_machine(EM_X86_64), &im, &a, out);
}

START_TEST(description_has_note_sets_and_anchors)
{
	struct buf b = { 0 };
	struct strv sets = { 0 };
	const Elf64_Ehdr *eh;
	const Elf64_Shdr *sh;
	int found = 0;

	strv_push(&sets, "net.ip=1.2.3.4");
	strv_push(&sets, "a.b=line\nbreak");
	describe(&b, &sets);
	eh = (const Elf64_Ehdr *)(const void *)b.p;
	sh = (const Elf64_Shdr *)(const void *)(b.p + eh->e_shoff);
	ck_assert_uint_eq(eh->e_type, ET_REL);
	for (unsigned i = 1; i < eh->e_shnum; i++) {
		const char *name = b.p + sh[eh->e_shstrndx].sh_offset + sh[i].sh_name;
		const char *data = b.p + sh[i].sh_offset;

		if (!strcmp(name, UK_NOTE_SECTION)) {
			ck_assert_uint_eq(((const Elf64_Nhdr *)(const void *)data)->n_type,
					  UK_NOTE_TYPE);
			ck_assert_str_eq(data + 12, UK_NOTE_OWNER);
			ck_assert_ptr_nonnull(strstr(data + 20,
						     "package libuk-x 1 named\nplatform kvm\n"
						     "class net\nset net.ip=1.2.3.4\n"
						     "set a.b=line\\012break\nprintf full\n"));
			found |= 1;
		} else if (!strcmp(name, "uk_set_param_set")) {
			ck_assert_uint_eq(sh[i].sh_size, 32);
			found |= 2;
		} else if (!strcmp(name, ".relauk_set_param_set")) {
			const Elf64_Rela *r = (const Elf64_Rela *)(const void *)data;

			ck_assert_uint_eq(sh[i].sh_size, 4 * sizeof(*r));
			ck_assert_int_eq(r[1].r_addend, 7);
			found |= 4;
		} else if (!strcmp(name, ".strtab")) {
			ck_assert_ptr_nonnull(memmem(data, sh[i].sh_size, "uk_anchor_x", 12));
			found |= 8;
		}
	}
	ck_assert_int_eq(found, 15);
}
END_TEST

/* A small linked image by hand: one segment with a note and a parameter. */
static void make_image(struct buf *b)
{
	struct {
		Elf64_Ehdr eh;
		Elf64_Phdr ph[2];
		struct {
			Elf64_Nhdr h;
			char owner[8], text[16];
		} note;
		uint64_t param[5];
		char strings[32];
		Elf64_Shdr sh[3];
		char names[40];
	} f;
	const uint64_t base = 0x100000;

	memset(&f, 0, sizeof(f));
	memcpy(f.eh.e_ident, ELFMAG "\2\1\1", 7);
	f.eh.e_type = ET_EXEC;
	f.eh.e_phoff = offsetof(__typeof__(f), ph);
	f.eh.e_phentsize = sizeof(Elf64_Phdr);
	f.eh.e_phnum = 2;
	f.eh.e_shoff = offsetof(__typeof__(f), sh);
	f.eh.e_shentsize = sizeof(Elf64_Shdr);
	f.eh.e_shnum = 3;
	f.eh.e_shstrndx = 2;
	f.ph[0] = (Elf64_Phdr){
		.p_type = PT_LOAD, .p_vaddr = base, .p_filesz = sizeof(f), .p_memsz = 4096
	};
	f.ph[1] = (Elf64_Phdr){ .p_type = PT_NOTE,
				.p_offset = offsetof(__typeof__(f), note),
				.p_filesz = sizeof(f.note) };
	f.note.h = (Elf64_Nhdr){ 7, 16, UK_NOTE_TYPE };
	memcpy(f.note.owner, UK_NOTE_OWNER, 7);
	memcpy(f.note.text, "platform kvm\nxx\n", 16);
	f.param[0] = base + offsetof(__typeof__(f), strings);
	f.param[2] = base + offsetof(__typeof__(f), strings) + 16;
	strcpy(f.strings, "app.size");
	f.strings[16] = 77;
	f.sh[1] = (Elf64_Shdr){ .sh_name = 1,
				.sh_type = SHT_PROGBITS,
				.sh_size = 40,
				.sh_offset = offsetof(__typeof__(f), param) };
	f.sh[2] = (Elf64_Shdr){ .sh_name = 20,
				.sh_type = SHT_STRTAB,
				.sh_size = sizeof(f.names),
				.sh_offset = offsetof(__typeof__(f), names) };
	strcpy(f.names + 1, "uk_set_param");
	strcpy(f.names + 20, ".shstrtab");
	buf_add(b, &f, sizeof(f));
}

START_TEST(image_is_read)
{
	struct buf b = { 0 };
	struct elf_image im;
	struct param *p;
	size_t n;

	make_image(&b);
	ck_assert(elf_open(&im, scratch_file("image", b.p, b.n)));
	ck_assert_str_eq(elf_uk_note(&im), "platform kvm\nxx\n");
	p = params_read(&im, &n);
	ck_assert_uint_eq(n, 1);
	ck_assert_str_eq(p->name, "app.size");
	ck_assert_str_eq(p->value, "77");
	ck_assert_ptr_null(p->help);
	ck_assert_ptr_null(elf_at(&im, 0x100000 + 4000, 1));
	ck_assert_ptr_null(elf_at(&im, UINT64_MAX, 8));
	ck_assert_ptr_null(elf_at(&im, 0x100000, UINT64_MAX));
}
END_TEST

static void examine(const char *path)
{
	struct elf_image im;
	const Elf64_Sym *sym;
	const char *strings;
	size_t n;

	if (!elf_open(&im, path)) {
		ck_assert_ptr_nonnull(im.why);
		return;
	}
	elf_uk_note(&im);
	params_read(&im, &n);
	elf_symbols(&im, &sym, &n, &strings, &n);
}

START_TEST(damaged_images)
{
	struct buf b = { 0 };

	make_image(&b);
	for (size_t n = 0; n <= b.n; n++)
		examine(scratch_file("cut", b.p, n));
	for (unsigned i = 1; i < 3000; i++) {
		char *copy = xrealloc(NULL, b.n);

		state = i;
		memcpy(copy, b.p, b.n);
		for (unsigned j = 0; j < 1 + i % 8; j++)
			copy[chance((unsigned)b.n)] = (char)(chance(3) ? chance(256) : 255);
		examine(scratch_file("bad", copy, b.n));
		free(copy);
	}
}
END_TEST

START_TEST(parameter_types)
{
	ck_assert(param_admits(PARAM_UINT, "0"));
	ck_assert(param_admits(PARAM_UINT, "64K"));
	ck_assert(param_admits(PARAM_UINT, "0x1fG"));
	ck_assert(!param_admits(PARAM_UINT, ""));
	ck_assert(!param_admits(PARAM_UINT, "-1"));
	ck_assert(!param_admits(PARAM_UINT, "12Q"));
	ck_assert(!param_admits(PARAM_UINT, "12KK"));
	ck_assert(param_admits(PARAM_BOOL, "yes"));
	ck_assert(!param_admits(PARAM_BOOL, "2"));
	ck_assert(param_admits(PARAM_STRING, ""));
}
END_TEST

START_TEST(cpio_of_a_directory)
{
	char *dir = xasprintf("%s/tree", scratch());
	struct buf b = { 0 };

	ck_assert_int_eq(
		system(xasprintf("mkdir '%s' && printf abc >'%s/f' && chmod 640 '%s/f'", dir,
				 dir, dir)),
		0);
	cpio_pack(dir, &b);
	ck_assert_uint_eq(b.n % 4, 0);
	ck_assert_mem_eq(b.p,
			 "07070100000001000081A0"
			 "00000000"
			 "00000000"
			 "00000001"
			 "00000000"
			 "00000003",
			 62);
	ck_assert_mem_eq(b.p + 110, "f\0abc\0", 6);
	ck_assert_ptr_nonnull(memmem(b.p, b.n, "TRAILER!!!", 11));
}
END_TEST

TCase *test_files(void)
{
	TCase *t = tcase_create("files");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, archive_index_is_read_back);
	tcase_add_test(t, damaged_archives);
	tcase_add_test(t, description_has_note_sets_and_anchors);
	tcase_add_test(t, image_is_read);
	tcase_add_test(t, damaged_images);
	tcase_add_test(t, parameter_types);
	tcase_add_test(t, cpio_of_a_directory);
	return t;
}

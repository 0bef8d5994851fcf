/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File systems whose files are texts that are made when they are opened, as /proc's and /sys's:
 * a fixed tree of them, of folders and of symbolic links. A folder may be there many times, or
 * not at all, under names that are known only then: its instances. Private to libuk-fs's
 * packages.
 */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <uk/vfs.h>

/* text.c: text that grows. */
struct uk_text {
	char *p;
	size_t len, room;
	bool failed; /* no memory */
	/* Of which entry it is, and below which instance. */
	const char *name;
	unsigned instance;
};
void uk_text_add(struct uk_text *t, const void *p, size_t len);
void uk_text_print(struct uk_text *t, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* tree.c */
struct uk_text_entry {
	char name[24]; /* "": a folder with instances (or the root) */
	unsigned char
		dir; /* index of the folder that it is in, one before it; of the root, 0 */
	mode_t type; /* S_IFDIR, S_IFREG, S_IFLNK */
	/* Adds a file's contents, or where a link leads. NULL of a file: @text is all. */
	void (*fill)(struct uk_text *t);
	const char *text;
};
struct uk_text_tree {
	const struct uk_text_entry *entries; /* the first one is the root */
	size_t n;
	/* The @k-th instance of folder @entry: its name, in @name of 24 bytes. False: there are
	 * not as many. Below an instance there are no other ones. NULL: no entry has any. */
	bool (*instance)(size_t entry, unsigned k, char *name);
};

/* The work of an uk_fs_type's mount(): @tree, which lives for ever, is what @m has. */
int uk_text_mount(struct uk_mount *m, const struct uk_text_tree *tree);
/* At boot: mount @type on @path, unless the root has something of its own at @probe. */
void uk_text_boot(const char *type, const char *path, const char *probe);

#endif

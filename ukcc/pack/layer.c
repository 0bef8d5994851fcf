/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The one layer of a container image, by libarchive: a ustar archive, sorted, owned by root,
 * with one time for all entries (image-spec, layer.md).
 */
#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

#include "../common/say.h"
#include "oci.h"

#define NAME_MAX_USTAR 100 /* bytes, without folders */

static la_ssize_t append(struct archive *a, void *data, const void *p, size_t n)
{
	(void)a;
	buf_add(data, p, n);
	return (la_ssize_t)n;
}

static struct archive *must(struct archive *a, int r)
{
	if (r != ARCHIVE_OK)
		die("libarchive: %s", a ? archive_error_string(a) : "out of memory");
	return a;
}

static struct archive *new_archive(void)
{
	struct archive *a = archive_write_new();

	must(a, a ? ARCHIVE_OK : ARCHIVE_FATAL);
	/* No padding to the blocks of a tape drive. */
	must(a, archive_write_set_bytes_per_block(a, 0));
	return a;
}

static void finish(struct archive *a)
{
	must(a, archive_write_close(a));
	archive_write_free(a);
}

static void entry(struct archive *a, const char *name, unsigned mode, const struct buf *data,
		  int64_t epoch)
{
	struct archive_entry *e = archive_entry_new();

	must(a, e ? ARCHIVE_OK : ARCHIVE_FATAL);
	archive_entry_set_pathname(e, name);
	archive_entry_set_filetype(e, data ? AE_IFREG : AE_IFDIR);
	archive_entry_set_perm(e, mode);
	archive_entry_set_size(e, data ? (la_int64_t)data->n : 0);
	archive_entry_set_mtime(e, epoch, 0);
	must(a, archive_write_header(a, e));
	if (data && archive_write_data(a, data->p, data->n) != (la_ssize_t)data->n)
		must(a, ARCHIVE_FATAL);
	archive_entry_free(e);
}

/* The folders of "/a/b" are "a/" and "a/b/". */
static void folders_of(const char *path, struct strv *out)
{
	for (const char *p = path + 1; *p;) {
		p += strcspn(p, "/");
		strv_add(out, xasprintf("%.*s/", (int)(p - path - 1), path + 1));
		p += *p == '/';
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void layer_tar(const struct image *im, const struct options *o, struct buf *tar)
{
	struct archive *a = new_archive();
	struct strv folders = { 0 };

	if (strlen(im->name) > NAME_MAX_USTAR)
		die("%s: a container image takes names of %d bytes", im->elf.path,
		    NAME_MAX_USTAR);
	must(a, archive_write_set_format_ustar(a));
	must(a, archive_write_open(a, tar, NULL, append, NULL));
	for (size_t i = 0; i < o->volumes.n; i++)
		folders_of(o->volumes.v[i], &folders);
	if (strv_has(&folders, xasprintf("%s/", im->name)))
		die("--volume /%s: that is the program's own name", im->name);
	if (folders.n)
		qsort(folders.v, folders.n, sizeof(*folders.v), by_name);
	for (size_t i = 0; i < folders.n; i++)
		entry(a, folders.v[i], 0755, NULL, o->epoch);
	entry(a, im->name, 0755, &im->elf.file, o->epoch);
	finish(a);
}

void layer_gzip(const struct buf *in, struct buf *gz)
{
	struct archive *a = new_archive();
	struct archive_entry *e = archive_entry_new();

	must(a, e ? ARCHIVE_OK : ARCHIVE_FATAL);
	must(a, archive_write_set_format_raw(a));
	must(a, archive_write_add_filter_gzip(a));
	must(a, archive_write_set_filter_option(a, "gzip", "compression-level", "9"));
	must(a, archive_write_set_filter_option(a, "gzip", "timestamp", NULL));
	must(a, archive_write_open(a, gz, NULL, append, NULL));
	archive_entry_set_filetype(e, AE_IFREG);
	must(a, archive_write_header(a, e));
	if (archive_write_data(a, in->p, in->n) != (la_ssize_t)in->n)
		must(a, ARCHIVE_FATAL);
	archive_entry_free(e);
	finish(a);
}

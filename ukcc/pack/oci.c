/* SPDX-License-Identifier: BSD-3-Clause */
/* The folder of a container image: blobs under their digests, and who names whom. */
#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

#include "../common/paths.h"
#include "../common/say.h"
#include "files.h"
#include "oci.h"

void oci_digest(const void *bytes, size_t n, char digest[DIGEST_LEN + 1])
{
	uint8_t sum[SHA256_DIGEST_SIZE];
	struct sha256_ctx c;
	char *p = stpcpy(digest, "sha256:");

	sha256_init(&c);
	sha256_update(&c, n, bytes);
	sha256_digest(&c, sizeof(sum), sum);
	for (size_t i = 0; i < sizeof(sum); i++)
		p += sprintf(p, "%02x", sum[i]);
}

static struct descriptor blob(const char *dir, const char *type, const struct buf *b)
{
	struct descriptor d = { .type = type, .size = b->n };

	oci_digest(b->p, b->n, d.digest);
	files_write(xasprintf("%s/blobs/sha256/%s", dir, strchr(d.digest, ':') + 1), b->p,
		    b->n);
	return d;
}

static struct descriptor image_manifest(const char *dir, const struct image *im,
					const struct options *o)
{
	struct buf tar = { 0 }, gz = { 0 }, config = { 0 }, manifest = { 0 };
	char diff[DIGEST_LEN + 1];
	struct descriptor c, l;

	layer_tar(im, o, &tar);
	layer_gzip(&tar, &gz);
	oci_digest(tar.p, tar.n, diff);
	l = blob(dir, OCI_LAYER, &gz);
	config_text(im, o, diff, &config);
	c = blob(dir, OCI_CONFIG, &config);
	manifest_text(&c, &l, &manifest);
	return blob(dir, OCI_MANIFEST, &manifest);
}

void oci_check(const struct image *im, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		image_needs_platform(&im[i], "linux", "--oci");
		for (size_t j = 0; j < i; j++)
			if (im[i].target == im[j].target)
				die("%s and %s are both for %s: a container image has one for "
				    "each architecture",
				    im[j].elf.path, im[i].elf.path, im[i].target->arch);
	}
}

void oci_make(const struct options *o, const struct image *im, size_t n)
{
	static const char version[] = "{\"imageLayoutVersion\":\"1.0.0\"}";
	struct descriptor *d = xzalloc(n * sizeof(*d)), top;
	struct buf index = { 0 }, layout = { 0 };
	char *dir;

	dir = files_begin_dir(o->oci, layout_is_ours);
	files_mkdir(path_in(dir, "blobs"));
	files_mkdir(path_in(dir, "blobs/sha256"));
	for (size_t i = 0; i < n; i++)
		d[i] = image_manifest(dir, &im[i], o);
	top = d[0];
	if (n > 1) {
		index_text(d, im, n, &index);
		top = blob(dir, OCI_INDEX, &index);
	}
	layout_text(&top, n > 1 ? NULL : &im[0], o, &layout);
	files_write(path_in(dir, "index.json"), layout.p, layout.n);
	files_write(path_in(dir, "oci-layout"), version, sizeof(version) - 1);
	files_finish(dir, o->oci);
}

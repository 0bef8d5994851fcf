/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A container image: the OCI Image Format Specification 1.0 and 1.1
 * (https://github.com/opencontainers/image-spec), as a layout in a folder.
 *
 *	oci-layout, index.json -> [index of architectures ->] manifest -> config, layer
 *
 * layer.c makes the layer, config.c the documents, oci.c puts them together.
 */
#ifndef UKPACK_OCI_H
#define UKPACK_OCI_H

#include <jansson.h>

#include "image.h"

#define DIGEST_LEN (7 + 64) /* "sha256:" and hexadecimal digits */

/* What a document says of a blob: image-spec, descriptor.md. */
struct descriptor {
	const char *type; /* media type */
	char digest[DIGEST_LEN + 1];
	size_t size;
};

#define OCI_TYPE(what) "application/vnd.oci.image." what "+json"
#define OCI_INDEX      OCI_TYPE("index.v1")
#define OCI_MANIFEST   OCI_TYPE("manifest.v1")
#define OCI_CONFIG     OCI_TYPE("config.v1")
#define OCI_LAYER      "application/vnd.oci.image.layer.v1.tar+gzip"
/* In index.json: the tool that wrote the folder, which it may therefore replace. */
#define OCI_MADE_BY "org.ukpool.ukpack"

/* SHA-256 of @n bytes as a digest. */
void oci_digest(const void *bytes, size_t n, char digest[DIGEST_LEN + 1]);

/* layer.c: the file system as a tar archive: the image as /NAME, and folders for volumes. */
void layer_tar(const struct image *im, const struct options *o, struct buf *tar);
/* Compress without name and time. */
void layer_gzip(const struct buf *in, struct buf *gz);

/* config.c: documents as text; @diff is the digest of the uncompressed layer. */
void config_text(const struct image *im, const struct options *o, const char *diff,
		 struct buf *out);
void manifest_text(const struct descriptor *config, const struct descriptor *layer,
		   struct buf *out);
/* An index of manifests @d, one for each image. */
void index_text(const struct descriptor *d, const struct image *im, size_t n, struct buf *out);
/* index.json, which names one image or the index of several (@im is NULL then). */
void layout_text(const struct descriptor *d, const struct image *im, const struct options *o,
		 struct buf *out);
/* Was folder @path written by ukpack and not added to since, or is it empty? */
bool layout_is_ours(const char *path);

/* oci.c: check that @n images can be one container image; make the layout @o->oci of them. */
void oci_check(const struct image *im, size_t n);
void oci_make(const struct options *o, const struct image *im, size_t n);

#endif

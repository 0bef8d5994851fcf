/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ukpack: make of an image what is shipped: a CD, a disk, a container image. ukpack(1).
 *
 *	options -> images -> each medium under a temporary name -> its name
 */
#include "../common/say.h"
#include "files.h"
#include "grub.h"
#include "oci.h"

int main(int argc, char **argv)
{
	struct options o;
	struct image *images;

	say_name = "ukpack";
	options_parse(&o, argc, argv);
	files_init();
	images = xzalloc(o.images.n * sizeof(*images));
	for (size_t i = 0; i < o.images.n; i++)
		image_open(&images[i], o.images.v[i], &o);
	if (o.oci)
		oci_check(images, o.images.n);
	if (o.iso || o.disk)
		medium_check(&o, &images[0]);
	if (o.oci)
		oci_make(&o, images, o.images.n);
	if (o.iso)
		iso_make(&o, &images[0]);
	if (o.disk)
		disk_make(&o, &images[0]);
	return 0;
}

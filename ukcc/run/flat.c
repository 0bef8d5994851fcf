/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The bytes of an image as they lie in memory, in a file of ours that QEMU inherits.
 */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "flat.h"
#include "machine.h"
#include "message.h"
#include "words.h"

char *flat_image(const struct image *im)
{
	const Elf64_Ehdr *h = (const void *)im->map;
	const Elf64_Phdr *ph = (const void *)(im->map + h->e_phoff);
	struct text name = { 0 };
	int low = memfd_create("image", MFD_CLOEXEC), fd = fcntl(low, F_DUPFD, FIRST_FREE_FD);

	if (fd < 0)
		die(EXIT_UKRUN, "a file in memory: %s", strerror(errno));
	close(low);
	for (unsigned i = 0; i < h->e_phnum; i++, ph++) {
		const char *p = image_at(im, ph->p_offset, ph->p_filesz);
		uint64_t done = 0;

		while (ph->p_type == PT_LOAD && done < ph->p_filesz) {
			ssize_t n = pwrite(fd, p + done, ph->p_filesz - done,
					   (off_t)(ph->p_paddr - im->start + done));

			if (n < 0 && errno != EINTR)
				die(EXIT_UKRUN, "a file in memory: %s", strerror(errno));
			done += n > 0 ? (uint64_t)n : 0;
		}
	}
	text_addf(&name, "/dev/fd/%d", fd);
	return name.s;
}

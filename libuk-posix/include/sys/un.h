/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Addresses of UNIX domain sockets: POSIX XBD <sys/un.h>.
 */
#ifndef _SYS_UN_H
#define _SYS_UN_H

#include <sys/socket.h>

struct sockaddr_un {
	sa_family_t sun_family;
	char sun_path[108];
};

/*
 * Who includes this wants sockets of AF_UNIX linked: socket() refers to them weakly. Anything
 * that the linker finds no use for is dropped all the same.
 */
__asm__(".pushsection .uk_need,\"\",%progbits\n\t"
	".reloc 0, BFD_RELOC_NONE, uk_unix_socket\n\t.popsection");

#define SUN_LEN(a) \
	(__builtin_offsetof(struct sockaddr_un, sun_path) + __builtin_strlen((a)->sun_path))

#endif

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of the test guest share.
 */
#ifndef GUEST_H
#define GUEST_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;

void puts(const char *s); /* on the 16550 */
void leave(u8 kind, u32 status) __attribute__((noreturn));

/* virtio-console by virtio-mmio, polled; see guest-virtio.c. */
void virtio_init(void);
void virtio_write(const void *buf, u32 len);
u32 virtio_read(void *buf, u32 len); /* waits for at least a byte */

#endif

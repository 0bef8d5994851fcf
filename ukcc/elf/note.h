/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How an image describes itself: an ELF note in section .note.uk, in a PT_NOTE
 * segment, that ukcc writes at each link and ukinfo and ukrun read.
 *
 *	owner "ukpool" (namesz 7), type 1, payload text of lines "KEY VALUE\n":
 *
 *	package libuk-net 0.1.0 named	one per package on the link line, and why:
 *					named platform slot driver base needed
 *	platform kvm			one per platform
 *	class net			one per device class the packages use
 *	set net.ip=10.0.2.15/24		one per ukcc --set; bytes below 0x20 and
 *					'\' in the value are written \ooo (octal)
 *	printf full			or nano
 *
 * Unknown keys are to be ignored, so that lines can be added. The payload is
 * not zero-terminated; the note is padded to 4 bytes as every note is.
 */
#ifndef UKCC_NOTE_H
#define UKCC_NOTE_H

#define UK_NOTE_SECTION ".note.uk"
#define UK_NOTE_OWNER	"ukpool"
#define UK_NOTE_TYPE	1

#endif

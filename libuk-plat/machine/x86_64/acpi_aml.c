/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Two questions to a DSDT without an AML interpreter (ACPI 6.5, chapter 20): the byte
 * patterns that every compiler emits for them are looked for.
 */
#include "acpi.h"

#define AML_NAME    0x08
#define AML_BYTE    0x0a
#define AML_STRING  0x0d
#define AML_PACKAGE 0x12

/* Bytes of a PkgLength that starts at @p, by its first byte. */
static size_t pkg_length_size(uint8_t first)
{
	return 1 + (first >> 6);
}

/* A small integer constant: Zero, One or BytePrefix. Returns bytes used, 0 if it is none. */
static size_t small_int(const uint8_t *p, size_t len, uint8_t *v)
{
	if (len >= 1 && p[0] <= 1) {
		*v = p[0];
		return 1;
	}
	if (len >= 2 && p[0] == AML_BYTE) {
		*v = p[1];
		return 2;
	}
	return 0;
}

bool mach_aml_s5(const uint8_t *aml, size_t len, uint8_t typ[2])
{
	/* Name (_S5, Package (n) { a, b, … }) */
	for (size_t i = 1; i + 8 < len; i++) {
		size_t p = i + 4, n;

		if (!mach_acpi_is(aml + i, "_S5_") || aml[p] != AML_PACKAGE ||
		    !(aml[i - 1] == AML_NAME ||
		      (i > 1 && aml[i - 2] == AML_NAME && aml[i - 1] == '\\')))
			continue;
		p += 1 + pkg_length_size(aml[p + 1]) + 1; /* op, PkgLength, NumElements */
		if (p >= len)
			return false;
		n = small_int(aml + p, len - p, &typ[0]);
		if (!n)
			return false;
		if (!small_int(aml + p + n, len - p - n, &typ[1]))
			typ[1] = typ[0];
		return true;
	}
	return false;
}

static uint32_t le32(const uint8_t *p)
{
	return p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24;
}

/*
 * Resource descriptors (ACPI 6.5, 6.4.3) among the bytes of one device, that is up to where the
 * next one's _HID is.
 */
static bool resources(const uint8_t *p, size_t len, uint32_t out[3])
{
	bool mem = false, irq = false;

	for (size_t i = 0; i + 9 <= len && !(mem && irq); i++) {
		if (!mem && i + 12 <= len && p[i] == 0x86 && p[i + 1] == 9 && p[i + 2] == 0) {
			out[0] = le32(p + i + 4); /* Memory32Fixed: information, base, length */
			out[1] = le32(p + i + 8);
			mem = true;
			i += 11;
		} else if (mem && p[i] == 0x89 && p[i + 2] == 0 && p[i + 1] >= 6 &&
			   p[i + 4] >= 1) {
			out[2] = le32(p + i + 5); /* Interrupt: flags, count, first number */
			irq = true;
		}
	}
	return mem && irq;
}

/* Where @name (at least four bytes) is from @i on, or @len. */
static size_t find(const uint8_t *aml, size_t i, size_t len, const uint8_t *name,
		   size_t name_len)
{
	for (size_t n; i + name_len <= len; i++) {
		for (n = 0; n < name_len && aml[i + n] == name[n];)
			n++;
		if (n == name_len)
			return i;
	}
	return len;
}

void mach_aml_virtio(const uint8_t *aml, size_t len,
		     void (*found)(uint32_t base, uint32_t len, uint32_t gsi, void *arg),
		     void *arg)
{
	static const uint8_t hid[] = "_HID\x0dLNRO0005"; /* with its terminating 0 */
	size_t i = find(aml, 0, len, hid, sizeof(hid)), next;
	uint32_t r[3] = { 0 };

	while (i < len) {
		i += sizeof(hid);
		next = find(aml, i, len, hid, 4);
		if (resources(aml + i, next - i, r))
			found(r[0], r[1], r[2], arg);
		i = find(aml, next, len, hid, sizeof(hid));
	}
}

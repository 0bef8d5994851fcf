/* SPDX-License-Identifier: BSD-3-Clause */
/* A library to build by others' build systems: "Hello, NAME" into @buf; its length. */
int greet(char *buf, unsigned long len, const char *name);

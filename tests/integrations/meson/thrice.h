/* SPDX-License-Identifier: BSD-3-Clause */
/* Three greetings' length. */
int thrice(const char *name);

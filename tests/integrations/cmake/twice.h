/* SPDX-License-Identifier: BSD-3-Clause */
/* Two greetings' length. */
int twice(const char *name);

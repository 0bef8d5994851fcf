/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * lwip_init() with lwIP's own checks of the options. TCP windows are boot
 * parameters, which the preprocessor cannot see: here they are the smallest values
 * that the parameters allow.
 */
#define UK_NET_CHECK_OPTIONS
#include "core/init.c"

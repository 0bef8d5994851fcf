/* SPDX-License-Identifier: BSD-3-Clause */
/* Operations for inject.h, each list up to one without a name; begin returns 0 or -1. */
#ifndef INJECT_OPS_H
#define INJECT_OPS_H

#include "tests/inject.h"

extern const struct inject_op inject_file_ops[];
int inject_files_begin(void);
extern const struct inject_op inject_socket_ops[];
int inject_sockets_begin(void);
extern const struct inject_op inject_thread_ops[];

#endif

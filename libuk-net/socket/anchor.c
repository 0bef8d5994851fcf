/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Package libuk-socket: the calls without a network. Who names libuk-net has the backend
 * linked, which socket.c refers to weakly.
 */
#include <uk/anchor.h>

UK_ANCHOR(socket);

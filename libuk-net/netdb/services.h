/* SPDX-License-Identifier: BSD-3-Clause */
/* The services and protocols that are known without a file. */
#ifndef NET_SERVICES_H
#define NET_SERVICES_H

/* Port in network order, or -1. @proto NULL: any. */
int net_service_port(const char *name, const char *proto);
/* Its name, or a null pointer. @port in network order. */
const char *net_service_name(int port, const char *proto);

#endif

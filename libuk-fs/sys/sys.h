/* SPDX-License-Identifier: BSD-3-Clause */
/* Private: what is in /sys/class/net, of the interface that is the text's instance. */
#ifndef SYS_H
#define SYS_H

#include "../text/text.h"

/* net.c: does the image have interfaces? The name of the @k-th; false: there is none. */
bool sys_net_is_there(void);
bool sys_net_name(unsigned k, char *name);
/* Contents of files. */
void sys_net_address(struct uk_text *t); /* also "broadcast" */
void sys_net_flags(struct uk_text *t);
void sys_net_operstate(struct uk_text *t);
/* Whatever is a decimal number. */
void sys_net_number(struct uk_text *t);

#endif

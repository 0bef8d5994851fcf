/* SPDX-License-Identifier: BSD-3-Clause */
/* Private to libuk-fs-proc: files are text, made when they are opened. */
#ifndef PROC_H
#define PROC_H

#include "../text/text.h"

/* system.c: of the machine. */
void proc_cpuinfo(struct uk_text *t);
void proc_loadavg(struct uk_text *t);
void proc_meminfo(struct uk_text *t);
void proc_mounts(struct uk_text *t);
void proc_stat(struct uk_text *t);
void proc_uptime(struct uk_text *t);
void proc_version(struct uk_text *t);
/* self.c: of the process. */
void proc_cmdline(struct uk_text *t);
void proc_comm(struct uk_text *t);
void proc_environ(struct uk_text *t);
void proc_limits(struct uk_text *t);
void proc_maps(struct uk_text *t);
void proc_self_stat(struct uk_text *t);
void proc_statm(struct uk_text *t);
void proc_status(struct uk_text *t);
/* Symbolic links. */
void proc_exe(struct uk_text *t);
void proc_cwd(struct uk_text *t);
void proc_root(struct uk_text *t);
void proc_self(struct uk_text *t);
void proc_fd(struct uk_text *t);
void proc_self_mounts(struct uk_text *t);

#endif

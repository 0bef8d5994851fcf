/* SPDX-License-Identifier: BSD-3-Clause */
/* Private to libuk-fs-proc: files are text, made when they are opened. */
#ifndef PROC_H
#define PROC_H

#include <stdbool.h>
#include <stddef.h>

struct proc_text {
	char *p;
	size_t len, room;
	bool failed; /* no memory */
};

/* Add to @t. */
void proc_add(struct proc_text *t, const void *p, size_t len);
void proc_print(struct proc_text *t, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* system.c: of the machine. */
void proc_cpuinfo(struct proc_text *t);
void proc_loadavg(struct proc_text *t);
void proc_meminfo(struct proc_text *t);
void proc_mounts(struct proc_text *t);
void proc_stat(struct proc_text *t);
void proc_uptime(struct proc_text *t);
void proc_version(struct proc_text *t);
/* self.c: of the process. */
void proc_cmdline(struct proc_text *t);
void proc_comm(struct proc_text *t);
void proc_environ(struct proc_text *t);
void proc_limits(struct proc_text *t);
void proc_maps(struct proc_text *t);
void proc_self_stat(struct proc_text *t);
void proc_statm(struct proc_text *t);
void proc_status(struct proc_text *t);
/* Symbolic links. */
void proc_exe(struct proc_text *t);
void proc_cwd(struct proc_text *t);
void proc_root(struct proc_text *t);
void proc_self(struct proc_text *t);
void proc_fd(struct proc_text *t);
void proc_self_mounts(struct proc_text *t);

#endif

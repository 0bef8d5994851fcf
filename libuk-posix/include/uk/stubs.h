/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Functions that exist so that programs which keep them on paths they do not
 * take still link, but that always fail with ENOSYS: an image is one address
 * space and one program. The linker warns about each, and Autoconf, Meson and
 * CMake, which look for __stub_NAME after <limits.h>, see them as missing. But not
 * system(), which ISO C has everywhere: system(NULL) is 0, there is no command processor.
 */
#ifndef UK_STUBS_H
#define UK_STUBS_H

#define __stub_fork
#define __stub_vfork
#define __stub_execl
#define __stub_execle
#define __stub_execlp
#define __stub_execv
#define __stub_execve
#define __stub_execvp
#define __stub_fexecve
#define __stub_wait
#define __stub_waitid
#define __stub_waitpid
#define __stub_popen
#define __stub_pclose

#endif

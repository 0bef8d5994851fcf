/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sizes of the system types, on every target. newlib's own are 16-bit device,
 * inode, user and group numbers: files of a 9P server or of the host would
 * become equal to programs that compare (st_dev, st_ino).
 */
#ifndef _MACHINE__TYPES_H
#define _MACHINE__TYPES_H

#include <machine/_default_types.h>

typedef __uint64_t __dev_t;
#define __machine_dev_t_defined
typedef __uint64_t __ino_t;
#define __machine_ino_t_defined
typedef __uint32_t __uid_t;
#define __machine_uid_t_defined
typedef __uint32_t __gid_t;
#define __machine_gid_t_defined
typedef __uint64_t __fsfilcnt_t;
#define __machine_fsfilcnt_t_defined
typedef __uint16_t __sa_family_t;
#define __machine_sa_family_t_defined

#endif

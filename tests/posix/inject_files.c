/* SPDX-License-Identifier: BSD-3-Clause */
/* Operations on paths and open files for inject.h, on the file system that is in memory. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "inject_ops.h"

static int fd = -1;
static char *path;
static DIR *dir;
static void *map;

/* Undone on the way out of a failure, whose errno stays. */
static int undone(void (*undo)(void))
{
	int e = errno;

	undo();
	errno = e;
	return -1;
}

static int do_open(void)
{
	fd = open("/i/there", O_RDONLY);
	return fd < 0 ? -1 : 0;
}

static void close_fd(void)
{
	close(fd);
}

static int do_create(void)
{
	fd = open("/i/new", O_CREAT | O_EXCL | O_RDWR, 0600);
	return fd < 0 ? -1 : 0;
}

static void undo_create(void)
{
	close(fd);
	unlink("/i/new");
}

static int do_write(void)
{
	if (do_create() < 0)
		return -1;
	if (write(fd, "hello", 5) == 5 && pwrite(fd, "x", 1, 70000) == 1)
		return 0;
	return undone(undo_create);
}

static int do_map(void)
{
	if (do_open() < 0)
		return -1;
	map = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
	return map == MAP_FAILED ? undone(close_fd) : 0;
}

static void undo_map(void)
{
	munmap(map, 4096);
	close(fd);
}

static int do_mkdir(void)
{
	return mkdir("/i/sub", 0700);
}

static void undo_mkdir(void)
{
	rmdir("/i/sub");
}

static int do_symlink(void)
{
	return symlink("there", "/i/link");
}

static int do_through_link(void)
{
	struct stat st;

	return stat("/i/way/way/there", &st);
}

static void undo_symlink(void)
{
	unlink("/i/link");
}

static int do_link(void)
{
	return link("/i/there", "/i/link");
}

static int do_rename(void)
{
	if (mkdir("/i/sub", 0700) < 0)
		return -1;
	return rename("/i/sub", "/i/another") < 0 ? undone(undo_mkdir) : 0;
}

static void undo_rename(void)
{
	rmdir("/i/another");
}

static int do_list(void)
{
	int n = 0;

	dir = opendir("/i");
	if (!dir)
		return -1;
	errno = 0;
	while (readdir(dir))
		n++;
	if (n >= 4)
		return 0;
	n = errno;
	closedir(dir);
	errno = n;
	return -1;
}

static void undo_list(void)
{
	closedir(dir);
}

static int do_realpath(void)
{
	path = realpath("/i/way/there", NULL);
	return path ? 0 : -1;
}

static void undo_realpath(void)
{
	free(path);
}

static int do_chdir(void)
{
	return chdir("/i");
}

static void undo_chdir(void)
{
	chdir("/");
}

static int do_truncate(void)
{
	return truncate("/i/there", 9000);
}

static void undo_truncate(void)
{
	truncate("/i/there", 4096);
}

static int do_device(void)
{
	fd = open("/dev/zero", O_RDWR);
	return fd < 0 ? -1 : 0;
}

const struct inject_op inject_file_ops[] = {
	{ .name = "open", .run = do_open, .undo = close_fd, .errors = { ENOMEM } },
	{ .name = "open, creating",
	  .run = do_create,
	  .undo = undo_create,
	  .errors = { ENOMEM, ENOSPC } },
	{ .name = "write", .run = do_write, .undo = undo_create, .errors = { ENOMEM, ENOSPC } },
	{ .name = "mmap of a file", .run = do_map, .undo = undo_map, .errors = { ENOMEM } },
	{ .name = "mkdir", .run = do_mkdir, .undo = undo_mkdir, .errors = { ENOMEM, ENOSPC } },
	{ .name = "symlink",
	  .run = do_symlink,
	  .undo = undo_symlink,
	  .errors = { ENOMEM, ENOSPC } },
	{ .name = "stat through a link", .run = do_through_link, .errors = { ENOMEM } },
	{ .name = "link", .run = do_link, .undo = undo_symlink, .errors = { ENOMEM, ENOSPC } },
	{ .name = "rename",
	  .run = do_rename,
	  .undo = undo_rename,
	  .errors = { ENOMEM, ENOSPC } },
	{ .name = "opendir and readdir",
	  .run = do_list,
	  .undo = undo_list,
	  .errors = { ENOMEM } },
	{ .name = "realpath", .run = do_realpath, .undo = undo_realpath, .errors = { ENOMEM } },
	{ .name = "chdir", .run = do_chdir, .undo = undo_chdir, .errors = { ENOMEM } },
	{ .name = "truncate",
	  .run = do_truncate,
	  .undo = undo_truncate,
	  .errors = { ENOMEM, ENOSPC } },
	{ .name = "open of a device",
	  .run = do_device,
	  .undo = close_fd,
	  .errors = { ENOMEM } },
	{ .name = NULL },
};

int inject_files_begin(void)
{
	int f, r = mkdir("/i", 0700);

	f = open("/i/there", O_CREAT | O_RDWR, 0600);
	if (r < 0 || f < 0 || ftruncate(f, 4096) < 0)
		return -1;
	close(f);
	return symlink("/i", "/i/way");
}

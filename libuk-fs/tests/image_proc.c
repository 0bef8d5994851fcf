/* SPDX-License-Identifier: BSD-3-Clause */
/* /proc, /sys and /dev/fd in a running image. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "suite.h"

static char text[8192];

static const char *contents(const char *path)
{
	int fd = open(path, O_RDONLY);
	ssize_t n = 0, r;

	ck_assert_msg(fd >= 0, "%s", path);
	/* In small pieces. */
	while ((r = read(fd, text + n, 100)) > 0)
		n += r;
	ck_assert_int_eq(r, 0);
	text[n] = '\0';
	close(fd);
	return text;
}

static bool lists(const char *path, const char *name)
{
	DIR *d = opendir(path);
	struct dirent *e;
	bool found = false;

	ck_assert_ptr_nonnull(d);
	while ((e = readdir(d)) != NULL)
		found |= strcmp(e->d_name, name) == 0;
	closedir(d);
	return found;
}

START_TEST(proc_tells_of_the_machine)
{
	unsigned long total, available;

	ck_assert_int_eq(
		sscanf(strstr(contents("/proc/meminfo"), "MemTotal:"), "MemTotal: %lu", &total),
		1);
	ck_assert_int_eq(sscanf(strstr(text, "MemAvailable:"), "MemAvailable: %lu", &available),
			 1);
	ck_assert(total >= available && available > 0);
	ck_assert_ptr_nonnull(strstr(contents("/proc/cpuinfo"), "processor\t: 0\n"));
	ck_assert_ptr_nonnull(strstr(contents("/proc/mounts"), " /proc proc "));
	ck_assert_ptr_nonnull(strstr(text, "ram / ram "));
	ck_assert(atof(contents("/proc/uptime")) >= 0);
	contents("/proc/stat");
	contents("/proc/loadavg");
	contents("/proc/version");
	ck_assert(lists("/proc", "self"));
	ck_assert(!lists("/proc", "maps"));
}
END_TEST

START_TEST(proc_tells_of_the_process)
{
	unsigned long start, end;
	char exe[100] = "", name[20];
	int pid;
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

	ck_assert_int_gt(n, 0);
	ck_assert_int_eq(exe[0], '/');
	ck_assert_int_eq(sscanf(contents("/proc/self/stat"), "%d (%15[^)]) R", &pid, name), 2);
	ck_assert_int_eq(pid, getpid());
	ck_assert_ptr_nonnull(strstr(contents("/proc/1/status"), "Pid:\t1\n"));
	ck_assert_int_eq(sscanf(contents("/proc/self/maps"), "%lx-%lx r-xp", &start, &end), 2);
	ck_assert((unsigned long)contents >= start && (unsigned long)contents < end);
	ck_assert_ptr_nonnull(strstr(text, "[stack]"));
	ck_assert_ptr_nonnull(strstr(contents("/proc/self/limits"), "Max open files"));
	contents("/proc/self/statm");
	contents("/proc/self/cmdline");
	setenv("UK_PROC_TEST", "1", 1);
	contents("/proc/self/environ");
	ck_assert_int_eq(chdir("/dev"), 0);
	n = readlink("/proc/self/cwd", exe, sizeof(exe));
	ck_assert_int_eq(n, 4);
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert(lists("/proc/self", "maps"));
}
END_TEST

START_TEST(proc_cannot_be_changed)
{
	ck_assert_int_eq(open("/proc/meminfo", O_RDWR), -1);
	ck_assert_int_eq(open("/proc/new", O_RDWR | O_CREAT, 0600), -1);
	ck_assert_int_eq(unlink("/proc/meminfo"), -1);
	ck_assert_int_eq(mkdir("/proc/x", 0755), -1);
	ck_assert_int_eq(open("/proc/self/nothing", O_RDONLY), -1);
}
END_TEST

START_TEST(sys_tells_of_processors)
{
	static const char *const numbers[][2] = {
		{ "cpu/online", "0" },
		{ "cpu/possible", "0" },
		{ "cpu/present", "0" },
		{ "cpu/kernel_max", "0" },
		{ "cpu/offline", "" },
		{ "cpu/cpu0/topology/core_id", "0" },
		{ "cpu/cpu0/topology/physical_package_id", "0" },
		{ "cpu/cpu0/topology/thread_siblings", "1" },
		{ "cpu/cpu0/topology/core_siblings_list", "0" },
		{ "node/online", "0" },
		{ "node/node0/cpulist", "0" },
		{ "node/node0/distance", "10" },
	};
	char path[80];

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		snprintf(path, sizeof(path), "/sys/devices/system/%s", numbers[i][0]);
		contents(path);
		ck_assert_msg(strcspn(text, "\n") + 1 == strlen(text), "%s is a line", path);
		text[strlen(text) - 1] = '\0';
		ck_assert_str_eq(text, numbers[i][1]);
	}
	/* As many as sysconf() says. */
	ck_assert_int_eq(sysconf(_SC_NPROCESSORS_ONLN), 1);
	ck_assert(lists("/sys/devices/system/cpu", "cpu0"));
	ck_assert(!lists("/sys/devices/system/cpu", "cpu1"));
	ck_assert(!lists("/sys/devices/system", "online"));
}
END_TEST

START_TEST(sys_tells_of_memory)
{
	unsigned long total, free_kb, used;

	ck_assert_int_eq(sscanf(contents("/sys/devices/system/node/node0/meminfo"),
				"Node 0 MemTotal: %lu kB\nNode 0 MemFree: %lu kB\n"
				"Node 0 MemUsed: %lu kB\n",
				&total, &free_kb, &used),
			 3);
	ck_assert(total == free_kb + used && free_kb > 0 && used > 0);
	ck_assert_ptr_nonnull(
		strstr(contents("/sys/kernel/mm/transparent_hugepage/enabled"), "[never]"));
	ck_assert_ptr_nonnull(strstr(contents("/proc/mounts"), " /sys sysfs "));
}
END_TEST

START_TEST(sys_cannot_be_changed)
{
	FAILS(open("/sys/kernel/mm/transparent_hugepage/enabled", O_WRONLY), EACCES);
	FAILS(open("/sys/fs/cgroup", O_RDONLY), ENOENT);
	FAILS(open("/sys/class/net", O_RDONLY), ENOENT);
	ck_assert_int_eq(mkdir("/sys/x", 0755), -1);
	ck_assert_int_eq(unlink("/sys/devices/system/cpu/online"), -1);
}
END_TEST

START_TEST(descriptors_are_in_dev_fd)
{
	int fd = open("/tmp/x", O_RDWR | O_CREAT, 0600), again;
	char path[40], b[4];

	ck_assert_int_eq(write(fd, "abc", 3), 3);
	snprintf(path, sizeof(path), "/dev/fd/%d", fd);
	again = open(path, O_RDWR);
	ck_assert_int_ge(again, 0);
	ck_assert_int_eq(pread(again, b, 3, 0), 3);
	ck_assert(lists("/dev/fd", path + 8));
	ck_assert(lists("/dev", "fd"));
	ck_assert(lists("/proc/self/fd", "0"));
	close(again);
	close(fd);
	ck_assert_int_eq(open(path, O_RDWR), -1);
	ck_assert_int_eq(open("/dev/fd/x", O_RDWR), -1);
	ck_assert_int_eq(open("/dev/fd/99999999999999", O_RDWR), -1);
	ck_assert_int_eq(unlink("/tmp/x"), 0);
}
END_TEST

SUITE("proc", proc_tells_of_the_machine, proc_tells_of_the_process, proc_cannot_be_changed,
      sys_tells_of_processors, sys_tells_of_memory, sys_cannot_be_changed,
      descriptors_are_in_dev_fd)

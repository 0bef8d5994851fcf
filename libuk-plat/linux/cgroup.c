/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The memory limit of the control group that the process is in, and of those around it:
 * Linux, Documentation/admin-guide/cgroup-v2.rst (memory.max) and cgroup-v1/memory.rst
 * (memory.limit_in_bytes). /proc/self/cgroup has a line "ID:CONTROLLERS:PATH" for each
 * hierarchy; in a container the path may be the host's, and only the top of the hierarchy is
 * there.
 */
#include "../boot/boot_priv.h"
#include "linux.h"

#define AT_FDCWD  -100
#define O_CLOEXEC 02000000
#define PATH_LEN  1024

/*
 * The file's first bytes as a string; its length, 0 if it cannot be read. A file of one line
 * (@lines false) comes in one read, which saves time at each start of a process.
 */
static size_t read_text(const char *path, char *text, size_t size, bool lines)
{
	long fd = sys4(UK_LINUX_NR_openat, AT_FDCWD, (long)path, O_CLOEXEC, 0), n;
	size_t len = 0;

	if (fd < 0)
		return 0;
	do {
		n = sys3(UK_LINUX_NR_read, fd, (long)(text + len), size - 1 - len);
		len += n > 0 ? n : 0;
	} while (lines && n > 0 && len < size - 1);
	sys1(UK_LINUX_NR_close, fd);
	text[len] = '\0';
	return len;
}

/* Append @n bytes at @len. The new length; PATH_LEN, and nothing is appended, if there is no
 * room. */
static size_t append(char *path, size_t len, const char *s, size_t n)
{
	if (len >= PATH_LEN || n >= PATH_LEN - len)
		return PATH_LEN;
	__builtin_memcpy(path + len, s, n);
	path[len + n] = '\0';
	return len + n;
}

/* "max" and what is no number are no limit. */
static uint64_t limit_in(const char *path)
{
	char text[32];
	uint64_t v = 0;
	char *p = text;

	if (!read_text(path, text, sizeof(text), false) || *p < '0' || *p > '9')
		return UINT64_MAX;
	for (; *p >= '0' && *p <= '9'; p++) {
		if (v > (UINT64_MAX - 9) / 10)
			return UINT64_MAX;
		v = v * 10 + (*p - '0');
	}
	return v;
}

/* The least limit in @file of the group @group (@n bytes, begins with '/') below @top and of
 * its parents. */
static uint64_t least(const char *root, const char *top, const char *group, size_t n,
		      const char *file)
{
	static char path[PATH_LEN];
	size_t base = append(path, append(path, 0, root, uk_core_strlen(root)), top,
			     uk_core_strlen(top));
	uint64_t v = UINT64_MAX, limit;

	for (;;) {
		while (n && group[n - 1] == '/')
			n--;
		limit = UINT64_MAX;
		if (append(path, append(path, base, group, n), file, uk_core_strlen(file)) <
		    PATH_LEN)
			limit = limit_in(path);
		v = UK_MIN(v, limit);
		if (!n)
			return v;
		while (n && group[n - 1] != '/')
			n--;
	}
}

static bool has_word(const char *list, size_t n, const char *word)
{
	size_t len = uk_core_strlen(word), i = 0, at = 0;

	for (; i <= n; i++) {
		if (i < n && list[i] != ',')
			continue;
		if (i - at == len && __builtin_memcmp(list + at, word, len) == 0)
			return true;
		at = i + 1;
	}
	return false;
}

uint64_t uk_linux_memory_limit(const char *root)
{
	static char text[4096], path[PATH_LEN];
	uint64_t v = UINT64_MAX, limit;
	char *line = text, *end, *list, *group;
	size_t len;

	len = append(path, append(path, 0, root, uk_core_strlen(root)), "/proc/self/cgroup",
		     17);
	if (len == PATH_LEN || !read_text(path, text, sizeof(text), true))
		return v;
	for (; *line; line = *end ? end + 1 : end) {
		for (end = line; *end && *end != '\n'; end++)
			;
		for (list = line; list < end && *list != ':'; list++)
			;
		list += list < end;
		for (group = list; group < end && *group != ':'; group++)
			;
		len = group - list;
		group += group < end;
		if (*group != '/')
			continue;
		limit = UINT64_MAX;
		if (!len)
			limit = least(root, "/sys/fs/cgroup", group, end - group,
				      "/memory.max");
		else if (has_word(list, len, "memory"))
			limit = least(root, "/sys/fs/cgroup/memory", group, end - group,
				      "/memory.limit_in_bytes");
		v = UK_MIN(v, limit);
	}
	return v;
}

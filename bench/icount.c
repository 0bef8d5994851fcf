/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A QEMU TCG plugin that counts guest instructions.
 *
 *	-plugin icount.so,out=FILE[,from=0xADDR][,to=0xADDR]
 *
 * keeps in FILE, which it maps, so that it is true however the guest ends, three 64-bit
 *numbers: instructions executed, and those before the first arrival at from and at to
 *(bench/counted reads it). The plugin header is not in Debian's QEMU packages, so the few
 *prototypes of the API (version 1) are here.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
typedef struct qemu_info_t qemu_info_t;
enum qemu_plugin_cb_flags { QEMU_PLUGIN_CB_NO_REGS };
enum qemu_plugin_op { QEMU_PLUGIN_INLINE_ADD_U64 };
typedef void (*tb_trans_cb)(qemu_plugin_id_t id, struct qemu_plugin_tb *tb);
typedef void (*udata_cb)(unsigned int vcpu, void *userdata);
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id, tb_trans_cb cb);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *insn, udata_cb cb,
					    enum qemu_plugin_cb_flags flags, void *userdata);
void qemu_plugin_register_vcpu_insn_exec_inline(struct qemu_plugin_insn *insn,
						enum qemu_plugin_op op, void *ptr,
						uint64_t imm);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb, size_t idx);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn);

#define EXPORT __attribute__((visibility("default")))
EXPORT int qemu_plugin_version = 1;
EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc,
			       char **argv);

static struct {
	uint64_t total, from, to;
} * counts;
static uint64_t from_addr, to_addr;

static void at_from(unsigned int vcpu, void *arg)
{
	(void)vcpu, (void)arg;
	if (!counts->from)
		counts->from = counts->total;
}

static void at_to(unsigned int vcpu, void *arg)
{
	(void)vcpu, (void)arg;
	if (!counts->to)
		counts->to = counts->total;
}

static void translate(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
	size_t n = qemu_plugin_tb_n_insns(tb);

	(void)id;
	for (size_t i = 0; i < n; i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
		uint64_t pc = qemu_plugin_insn_vaddr(insn);

		qemu_plugin_register_vcpu_insn_exec_inline(insn, QEMU_PLUGIN_INLINE_ADD_U64,
							   &counts->total, 1);
		if (from_addr && pc == from_addr)
			qemu_plugin_register_vcpu_insn_exec_cb(insn, at_from,
							       QEMU_PLUGIN_CB_NO_REGS, NULL);
		if (to_addr && pc == to_addr)
			qemu_plugin_register_vcpu_insn_exec_cb(insn, at_to,
							       QEMU_PLUGIN_CB_NO_REGS, NULL);
	}
}

static bool open_counts(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0666);

	if (fd < 0 || ftruncate(fd, sizeof(*counts)))
		return false;
	counts = mmap(NULL, sizeof(*counts), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	return counts != MAP_FAILED;
}

int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc, char **argv)
{
	const char *out = NULL;

	(void)info;
	for (int i = 0; i < argc; i++) {
		if (strncmp(argv[i], "out=", 4) == 0)
			out = argv[i] + 4;
		else if (strncmp(argv[i], "from=", 5) == 0)
			from_addr = strtoull(argv[i] + 5, NULL, 0);
		else if (strncmp(argv[i], "to=", 3) == 0)
			to_addr = strtoull(argv[i] + 3, NULL, 0);
		else
			return -1;
	}
	if (!out || !open_counts(out))
		return -1;
	counts->total = 1; /* 0: not seen */
	qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
	return 0;
}

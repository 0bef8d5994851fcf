/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A QEMU TCG plugin that counts guest instructions.
 *
 *	-plugin icount.so,out=FILE[,from=0xADDR][,to=0xADDR]
 *
 * writes to FILE at exit "total N", and "span N" for what was executed between the
 * first arrival at from and the first at to. The plugin header is not in
 * Debian's QEMU packages, so the few prototypes of the API (version 1) are here.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
typedef struct qemu_info_t qemu_info_t;
enum qemu_plugin_cb_flags { QEMU_PLUGIN_CB_NO_REGS };
enum qemu_plugin_op { QEMU_PLUGIN_INLINE_ADD_U64 };
typedef void (*tb_trans_cb)(qemu_plugin_id_t id, struct qemu_plugin_tb *tb);
typedef void (*udata_cb)(unsigned int vcpu, void *userdata);
typedef void (*atexit_cb)(qemu_plugin_id_t id, void *userdata);
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id, tb_trans_cb cb);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *insn, udata_cb cb,
					    enum qemu_plugin_cb_flags flags, void *userdata);
void qemu_plugin_register_vcpu_insn_exec_inline(struct qemu_plugin_insn *insn,
						enum qemu_plugin_op op, void *ptr,
						uint64_t imm);
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t id, atexit_cb cb, void *userdata);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb, size_t idx);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn);

#define EXPORT __attribute__((visibility("default")))
EXPORT int qemu_plugin_version = 1;
EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc,
			       char **argv);

static uint64_t count, from_addr, to_addr, from_count, to_count;
static bool seen_from, seen_to;
static const char *out = "/dev/stderr";

static void at_from(unsigned int vcpu, void *arg)
{
	(void)vcpu, (void)arg;
	if (!seen_from)
		from_count = count;
	seen_from = true;
}

static void at_to(unsigned int vcpu, void *arg)
{
	(void)vcpu, (void)arg;
	if (!seen_to)
		to_count = count;
	seen_to = true;
}

static void translate(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
	size_t n = qemu_plugin_tb_n_insns(tb);

	(void)id;
	for (size_t i = 0; i < n; i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
		uint64_t pc = qemu_plugin_insn_vaddr(insn);

		qemu_plugin_register_vcpu_insn_exec_inline(insn, QEMU_PLUGIN_INLINE_ADD_U64,
							   &count, 1);
		if (from_addr && pc == from_addr)
			qemu_plugin_register_vcpu_insn_exec_cb(insn, at_from,
							       QEMU_PLUGIN_CB_NO_REGS, NULL);
		if (to_addr && pc == to_addr)
			qemu_plugin_register_vcpu_insn_exec_cb(insn, at_to,
							       QEMU_PLUGIN_CB_NO_REGS, NULL);
	}
}

static void report(qemu_plugin_id_t id, void *arg)
{
	FILE *f = fopen(out, "w");

	(void)id, (void)arg;
	if (!f)
		return;
	fprintf(f, "total %" PRIu64 "\n", count);
	if (seen_from && seen_to)
		fprintf(f, "span %" PRIu64 "\n", to_count - from_count);
	fclose(f);
}

int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc, char **argv)
{
	(void)info;
	for (int i = 0; i < argc; i++) {
		if (strncmp(argv[i], "out=", 4) == 0)
			out = strdup(argv[i] + 4);
		else if (strncmp(argv[i], "from=", 5) == 0)
			from_addr = strtoull(argv[i] + 5, NULL, 0);
		else if (strncmp(argv[i], "to=", 3) == 0)
			to_addr = strtoull(argv[i] + 3, NULL, 0);
		else
			return -1;
	}
	qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
	qemu_plugin_register_atexit_cb(id, report, NULL);
	return 0;
}

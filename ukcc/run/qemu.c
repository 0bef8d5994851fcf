/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * QEMU's command line (qemu(1), QEMU 5 or later). Every device is modern virtio,
 * on the bus the machine has: virtio-mmio or PCI.
 */
#include <stdio.h>
#include <string.h>

#include "cmdline.h"
#include "message.h"
#include "qemu.h"
#include "terminal.h"

/* Where QEMU's microvm has its first virtio-mmio transports without ACPI. */
#define MMIO_BASE 0xfeb00000u
#define MMIO_SIZE 512u
#define MMIO_IRQ  5u

/*
 * Where virtio-console and the 16550 lead to the same pipe, the guest may begin with the
 * latter: a byte costs about what one of the fifty register accesses that start
 * the former does.
 */
#define EARLY_BYTES "64"

struct builder {
	struct words *argv;
	const struct options *o;
	const struct machine_plan *plan;
	unsigned nvirtio; /* devices on the virtio-mmio bus */
};

static void add(struct builder *b, const char *option, const char *value)
{
	words_add(b->argv, option);
	if (value)
		words_add(b->argv, value);
}

/* QEMU's option parser ends a value at a comma, unless it is doubled. */
static void escaped(struct text *t, const char *s)
{
	for (; *s; s++)
		text_add(t, *s == ',' ? ",," : s, *s == ',' ? 2 : 1);
}

/*
 * -device @model-device or @model-pci with @properties. The slots of
 * virtio-mmio are named, because QEMU fills them from the last to the first.
 */
static void virtio(struct builder *b, const char *model, const char *properties)
{
	const struct machine *m = b->plan->machine;

	words_add(b->argv, "-device");
	if (!m->mmio) {
		words_addf(b->argv, "%s-pci,disable-legacy=on,%s", model, properties);
		return;
	}
	if (b->nvirtio > m->mmio_last - m->mmio_first)
		die(EXIT_UKRUN, "more than %u devices on %s: use a --machine with PCI",
		    m->mmio_last - m->mmio_first + 1, m->name);
	words_addf(b->argv, "%s-device,bus=virtio-mmio-bus.%u,%s", model,
		   m->mmio_first + b->nvirtio++, properties);
}

static void machine(struct builder *b)
{
	const struct arch *a = b->plan->arch;

	add(b, "-nodefaults", NULL);
	add(b, "-no-user-config", NULL);
	add(b, "-no-reboot", NULL);
	add(b, "-display", "none");
	add(b, "-M", b->plan->machine->qemu);
	add(b, "-accel", b->plan->kvm ? "kvm" : "tcg");
	add(b, "-cpu", b->plan->kvm ? a->cpu_kvm : a->cpu_tcg);
	add(b, "-m", NULL);
	words_addf(b->argv, "%luK", b->o->mem_kib);
	if (b->plan->machine->mmio)
		add(b, "-global", "virtio-mmio.force-legacy=false");
}

/*
 * stdin and stdout belong to virtio-console or, without one, to the serial
 * port. With one, what the guest says early or while crashing through that port
 * goes to the same pipe by a second writer, so that the order is kept. (In a file, as
 * when the printed command is run by hand, two writers overwrite each other.)
 */
static void console(struct builder *b)
{
	add(b, "-chardev", "stdio,id=console");
	if (!b->plan->virtio_console) {
		add(b, "-serial", "chardev:console");
		return;
	}
	add(b, "-chardev", "file,id=early,path=/dev/fd/1,append=on");
	add(b, "-serial", "chardev:early");
	virtio(b, "virtio-serial", "max_ports=1,id=serial");
	add(b, "-device", "virtconsole,bus=serial.0,chardev=console");
}

static void status(struct builder *b)
{
	const char *const *w;

	for (w = b->plan->arch->status; *w; w++)
		words_add(b->argv, *w);
}

/* An address that stays with the interface, so that machines on one bridge differ. */
static unsigned hash24(const char *s)
{
	unsigned h = 2166136261u; /* FNV-1a */

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return (h ^ h >> 24) & 0xffffff;
}

static void network(struct builder *b)
{
	const struct options *o = b->o;
	struct text t = { 0 };
	unsigned h;
	size_t i;

	if (b->plan->net == NET_NONE)
		return;
	if (b->plan->net == NET_TAP)
		text_addf(&t, "tap,id=net,ifname=%s,script=no,downscript=no", o->tap);
	else
		text_adds(&t, "user,id=net");
	for (i = 0; i < o->forwards.n; i++)
		text_addf(&t, ",hostfwd=%s", o->forwards.v[i]);
	add(b, "-netdev", t.s);

	t = (struct text){ 0 };
	text_adds(&t, "netdev=net");
	if (o->mac) {
		text_addf(&t, ",mac=%s", o->mac);
	} else if (b->plan->net == NET_TAP) {
		h = hash24(o->tap);
		text_addf(&t, ",mac=52:54:00:%02x:%02x:%02x", h >> 16, h >> 8 & 255, h & 255);
	}
	if (!b->plan->machine->mmio)
		text_adds(&t, ",romfile="); /* no network boot */
	if (o->net_model == NET_MODEL_VIRTIO) {
		virtio(b, "virtio-net", t.s);
		return;
	}
	if (b->plan->machine->mmio)
		die(EXIT_UKRUN,
		    "--net-model: that is a PCI card, %s has no PCI: use another --machine",
		    b->plan->machine->name);
	add(b, "-device", NULL);
	words_addf(b->argv, "%s,%s", o->net_model == NET_MODEL_E1000E ? "e1000e" : "e1000",
		   t.s);
}

static void shares(struct builder *b)
{
	struct text t = { 0 };
	char device[64];
	unsigned i;

	for (i = 0; i < b->o->nshares; i++) {
		t = (struct text){ 0 };
		text_addf(&t, "local,id=fs%u,security_model=none,multidevs=remap,path=", i);
		escaped(&t, b->o->shares[i].host);
		if (b->o->shares[i].readonly)
			text_adds(&t, ",readonly=on");
		add(b, "-fsdev", t.s);
		snprintf(device, sizeof(device), "fsdev=fs%u,mount_tag=fs%u", i, i);
		virtio(b, "virtio-9p", device);
	}
}

static void parameters(struct builder *b, struct text *line)
{
	const struct options *o = b->o;
	struct text t = { 0 };
	unsigned i;
	size_t n;

	for (n = 0; n < o->set.n; n++)
		cmdline_add(line, "--set", o->set.v[n]);
	if (b->plan->early)
		cmdline_add(line, "ukrun", "console.early=" EARLY_BYTES);
	if (b->plan->eof)
		cmdline_add(line, "ukrun", "console.eof=dle");
	if (b->plan->tty) {
		char size[32];

		terminal_size(size, sizeof(size));
		text_addf(&t, "console.tty=%s", size);
		cmdline_add(line, "ukrun", t.s);
		t = (struct text){ 0 };
	}
	for (i = 0; i < o->nshares; i++)
		text_addf(&t, "%s9p:fs%u:%s", i ? "," : "fs.mount=", i, o->shares[i].guest);
	if (t.s)
		cmdline_add(line, "-v", t.s);
	for (n = 0; n < o->env.n; n++) {
		t = (struct text){ 0 };
		text_addf(&t, "env.%s", o->env.v[n]);
		cmdline_add(line, "-e", t.s);
	}
	/* QEMU would add these behind the guest's arguments. */
	if (b->plan->machine->mmio_params)
		for (i = b->plan->machine->mmio_first;
		     i < b->plan->machine->mmio_first + b->nvirtio; i++)
			text_addf(line, "%svirtio_mmio.device=%u@0x%x:%u", line->len ? " " : "",
				  MMIO_SIZE, MMIO_BASE + i * MMIO_SIZE, MMIO_IRQ + i);
}

static void kernel(struct builder *b)
{
	struct text line = { 0 };

	add(b, "-kernel", b->plan->flat ? b->plan->flat : b->o->image);
	if (b->o->initrd)
		add(b, "-initrd", b->o->initrd);
	parameters(b, &line);
	cmdline_end(&line, b->o->args);
	if (line.s)
		add(b, "-append", line.s);
}

void qemu_command(struct words *argv, const struct options *o, const struct machine_plan *plan)
{
	struct builder b = { argv, o, plan, 0 };
	size_t i;

	words_add(argv, o->qemu ? o->qemu : plan->arch->qemu);
	machine(&b);
	console(&b);
	status(&b);
	if (plan->rng) {
		add(&b, "-object", "rng-builtin,id=rng");
		virtio(&b, "virtio-rng", "rng=rng");
	}
	network(&b);
	shares(&b);
	kernel(&b);
	if (o->gdb_port) {
		add(&b, "-gdb", NULL);
		words_addf(argv, "tcp:127.0.0.1:%u", o->gdb_port);
		add(&b, "-S", NULL);
	}
	for (i = 0; i < o->qemu_args.n; i++)
		words_add(argv, o->qemu_args.v[i]);
}

static void print_word(const char *w)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-_./,:=@%+";

	if (*w && strspn(w, plain) == strlen(w)) {
		fputs(w, stdout);
		return;
	}
	putchar('\'');
	for (; *w; w++)
		if (*w == '\'')
			fputs("'\\''", stdout);
		else
			putchar(*w);
	putchar('\'');
}

void qemu_print(const struct words *argv)
{
	size_t i;

	for (i = 0; i < argv->n; i++) {
		print_word(argv->v[i]);
		putchar(' ');
	}
	/* By hand there is no pipe for the status. */
	printf("%d>/dev/null\n", STATUS_FD);
	if (fflush(stdout))
		die(EXIT_UKRUN, "stdout: cannot be written");
}

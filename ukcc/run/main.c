/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ukrun: boot an image of the pool under QEMU as if it were a command.
 *
 *	options -> image -> plan (accelerator, devices) -> QEMU's argv -> run
 */
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "flat.h"
#include "image.h"
#include "kvm.h"
#include "message.h"
#include "note.h"
#include "options.h"
#include "qemu.h"
#include "terminal.h"
#include "vm.h"

static bool has_device(const struct options *o)
{
	for (size_t i = 0; i < o->qemu_args.n; i++)
		if (strcmp(o->qemu_args.v[i], "-device") == 0)
			return true;
	return false;
}

/* Which machine, and that the image can be on it. */
static void choose_machine(struct machine_plan *plan, const struct options *o,
			   const struct image *im)
{
	const struct machine *m = im->arch->machines;
	struct text names = { 0 };

	plan->arch = im->arch;
	plan->machine = o->machine ? machine_of(im->arch, o->machine)
				   : machine_default(im->arch, has_device(o));
	for (; !plan->machine && m->name; m++)
		text_addf(&names, " %s", m->name);
	if (!plan->machine)
		die(EXIT_UKRUN, "--machine %s: %s is for %s, which runs on one of%s",
		    o->machine, im->path, im->arch->name, names.s);
	image_must_fit(im, plan->machine->ram, o->mem_kib);
}

/* Why KVM is not to be taken although nobody said so, or NULL. */
static const char *no_kvm(const struct options *o, const struct arch *arch)
{
	static char text[64];
	struct utsname u;

	if (uname(&u) == 0 && strcmp(u.machine, arch->name) != 0) {
		snprintf(text, sizeof(text), "an image for %s", arch->name);
		return text;
	}
	if (o->gdb_port)
		return "for the debugger";
	return arch->kvm_fault ? arch->kvm_fault : kvm_fault();
}

/* KVM only if images run at full speed on it. */
static bool choose_kvm(const struct machine_plan *plan, const struct options *o)
{
	const char *why = o->accel == ACCEL_AUTO ? no_kvm(o, plan->arch) : NULL;
	bool kvm = o->accel == ACCEL_KVM || (o->accel == ACCEL_AUTO && !why);

	if (!o->quiet)
		say("%s, %s%s%s%s", plan->machine->words, kvm ? "kvm" : "tcg", why ? " (" : "",
		    why ? why : "", why ? ")" : "");
	return kvm;
}

/* Did the user say what the console is to be? */
static bool tty_said(const struct options *o)
{
	static const char name[] = "console.tty=";
	size_t n;

	for (n = 0; n < o->set.n; n++)
		if (strncmp(o->set.v[n], name, sizeof(name) - 1) == 0)
			return true;
	return false;
}

/* An image without a note may use anything; its early console is the safe guess. */
static void plan_devices(struct machine_plan *plan, const struct options *o,
			 const struct image *im)
{
	bool uses_net = !im->note || note_says(im, "class", "net") || o->forwards.n;

	plan->net = o->net;
	if (plan->net == NET_AUTO)
		plan->net = uses_net ? NET_USER : NET_NONE;
	plan->virtio_console =
		o->console == CONSOLE_VIRTIO ||
		(o->console == CONSOLE_AUTO && note_says(im, "class", "console"));
	plan->rng = note_says(im, "class", "entropy");
	plan->tty = terminal_there() && image_has_param(im, "console.tty") && !tty_said(o);
	plan->eof = image_has_param(im, "console.eof");
	plan->early = plan->virtio_console && image_has_param(im, "console.early");
}

/* What the command needs of this machine, checked here so that messages name our option. */
static void check_surroundings(const struct options *o)
{
	struct stat st;
	unsigned i;

	if (o->tap && !o->dry_run && !if_nametoindex(o->tap))
		die(EXIT_UKRUN,
		    "--net tap=%s: no such interface (ip tuntap add dev %s mode tap makes it)",
		    o->tap, o->tap);
	if (o->initrd && access(o->initrd, R_OK) < 0)
		die(EXIT_UKRUN, "--initrd %s: %s", o->initrd, strerror(errno));
	for (i = 0; i < o->nshares; i++) {
		if (stat(o->shares[i].host, &st) < 0)
			die(EXIT_UKRUN, "-v %s: %s", o->shares[i].host, strerror(errno));
		if (!S_ISDIR(st.st_mode))
			die(EXIT_UKRUN, "-v %s: not a directory", o->shares[i].host);
	}
}

/* A descriptor below 3 that was closed would become one of our pipes. */
static void open_standard_files(void)
{
	int fd;

	do {
		fd = open("/dev/null", O_RDWR);
	} while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

int main(int argc, char **argv)
{
	struct options o;
	struct image image, names;
	struct machine_plan plan = { 0 };
	struct words command = { 0 };
	struct symbols symbols = { .image = &image };

	open_standard_files();
	options_parse(&o, argc, argv);
	image_open(&image, o.image);
	choose_machine(&plan, &o, &image);
	if (o.symbols) {
		image_open_symbols(&names, o.symbols);
		symbols.image = &names;
	}
	check_surroundings(&o);
	plan_devices(&plan, &o, &image);
	plan.kvm = choose_kvm(&plan, &o);
	if (o.initrd && plan.arch->flat_for_initrd) {
		if (o.dry_run)
			die(EXIT_UKRUN,
			    "-n with --initrd: QEMU hands a boot module for %s only to a flat "
			    "image, "
			    "which is made when it runs",
			    plan.arch->name);
		plan.flat = flat_image(&image);
	}
	qemu_command(&command, &o, &plan);
	if (o.dry_run) {
		qemu_print(&command);
		return 0;
	}
	if (plan.tty && !o.quiet)
		say("Ctrl-] ends it");
	if (o.gdb_port)
		say("waiting for: %s -ex 'target remote :%u' %s", plan.arch->gdb, o.gdb_port,
		    o.image);
	return vm_run(&command, o.timeout, plan.eof, plan.tty, &symbols, plan.arch);
}

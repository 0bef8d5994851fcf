/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ukrun: boot an image of the pool under QEMU as if it were a command.
 *
 *	options -> image -> plan (accelerator, devices) -> QEMU's argv -> run
 */
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "image.h"
#include "kvm.h"
#include "message.h"
#include "note.h"
#include "options.h"
#include "qemu.h"
#include "vm.h"

/* KVM only if images run at full speed on it: kvm_fault says why not. */
static bool choose_kvm(const struct options *o)
{
	static const char *const names[] = {
		[MACHINE_MICROVM] = "microvm with ACPI",
		[MACHINE_MICROVM_NOACPI] = "microvm",
		[MACHINE_PC] = "pc",
		[MACHINE_Q35] = "q35",
	};
	const char *why = NULL; /* not KVM, though nobody said so */
	bool kvm;

	if (o->accel == ACCEL_AUTO)
		why = o->gdb_port ? "for the debugger" : kvm_fault();
	kvm = o->accel == ACCEL_KVM || (o->accel == ACCEL_AUTO && !why);
	if (!o->quiet)
		say("%s, %s%s%s%s", names[o->machine], kvm ? "kvm" : "tcg", why ? " (" : "",
		    why ? why : "", why ? ")" : "");
	return kvm;
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
	struct machine_plan plan;
	struct words command = { 0 };
	struct symbols symbols = { .image = &image };

	open_standard_files();
	options_parse(&o, argc, argv);
	image_open(&image, o.image, o.mem_kib);
	if (o.symbols) {
		image_open_symbols(&names, o.symbols);
		symbols.image = &names;
	}
	check_surroundings(&o);
	plan_devices(&plan, &o, &image);
	plan.kvm = choose_kvm(&o);
	qemu_command(&command, &o, &plan);
	if (o.dry_run) {
		qemu_print(&command);
		return 0;
	}
	if (o.gdb_port)
		say("waiting for: gdb -ex 'target remote :%u' %s", o.gdb_port, o.image);
	return vm_run(&command, o.timeout, plan.eof, &symbols);
}

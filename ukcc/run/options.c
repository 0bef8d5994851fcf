/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The command line of ukrun. Options end at the image; what follows it is the
 * guest's.
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machine.h"
#include "message.h"
#include "options.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "0.1.0"
#endif

#define GDB_PORT 1234

static const char usage[] =
	"Usage: ukrun [OPTION]... IMAGE [ARGUMENT]...\n"
	"Boot IMAGE under QEMU; its exit status becomes ukrun's.\n"
	"\n"
	"  -m SIZE                 memory, in MiB or with suffix K, M, G (default 64M)\n"
	"  -e NAME=VALUE           set an environment variable (NAME alone: copy ours)\n"
	"  -p [ADDR:]HOST:GUEST[/udp]\n"
	"                          forward a port of this machine (ADDR: 127.0.0.1)\n"
	"  -v HOST:GUEST[:ro]      show directory HOST as GUEST, by virtio-9p\n"
	"      --net user|none|tap=NAME\n"
	"      --net-model virtio|e1000e|e1000\n"
	"                          the network card; Intel's need a machine with PCI\n"
	"      --mac ADDRESS       the network card's address\n"
	"      --set COMPONENT.NAME=VALUE\n"
	"                          set a parameter of the image\n"
	"      --initrd FILE       load FILE as the boot module\n"
	"      --machine microvm|microvm-noacpi|pc|q35 (x86_64)\n"
	"                virt|virt-gicv2|virt-pci (aarch64)\n"
	"      --accel kvm|tcg     do not choose\n"
	"      --console virtio|serial\n"
	"      --timeout SECONDS   then end the machine, with status 124\n"
	"      --symbols FILE      name the addresses of a crash from FILE\n"
	"      --gdb[=PORT]        wait for a debugger (port 1234)\n"
	"      --qemu PROGRAM      instead of qemu-system-ARCH\n"
	"      --qemu-arg WORD     pass WORD to QEMU\n"
	"  -n                      print the QEMU command, run nothing\n"
	"  -q                      say nothing unless it is an error\n"
	"      --help, --version\n"
	"\n"
	"Status: the guest's own; 124 timeout, 125 ukrun's fault, 126 not bootable,\n"
	"127 no such image, 134 or 139 guest crash, 128+N ended by signal N.\n";

enum {
	OPT_NET = 256,
	OPT_NET_MODEL,
	OPT_MAC,
	OPT_SET,
	OPT_INITRD,
	OPT_MACHINE,
	OPT_ACCEL,
	OPT_CONSOLE,
	OPT_TIMEOUT,
	OPT_SYMBOLS,
	OPT_GDB,
	OPT_QEMU,
	OPT_QEMU_ARG,
	OPT_HELP,
	OPT_VERSION
};

static const struct option longs[] = {
	{ "net", required_argument, NULL, OPT_NET },
	{ "net-model", required_argument, NULL, OPT_NET_MODEL },
	{ "mac", required_argument, NULL, OPT_MAC },
	{ "set", required_argument, NULL, OPT_SET },
	{ "initrd", required_argument, NULL, OPT_INITRD },
	{ "machine", required_argument, NULL, OPT_MACHINE },
	{ "accel", required_argument, NULL, OPT_ACCEL },
	{ "console", required_argument, NULL, OPT_CONSOLE },
	{ "timeout", required_argument, NULL, OPT_TIMEOUT },
	{ "symbols", required_argument, NULL, OPT_SYMBOLS },
	{ "gdb", optional_argument, NULL, OPT_GDB },
	{ "qemu", required_argument, NULL, OPT_QEMU },
	{ "qemu-arg", required_argument, NULL, OPT_QEMU_ARG },
	{ "help", no_argument, NULL, OPT_HELP },
	{ "version", no_argument, NULL, OPT_VERSION },
	{ NULL, 0, NULL, 0 },
};

/* Index of @word in @names (NULL-terminated), or the end of the program. */
static unsigned choice(const char *option, const char *word, const char *const *names)
{
	unsigned i;

	for (i = 0; names[i]; i++)
		if (strcmp(word, names[i]) == 0)
			return i;
	fprintf(stderr, "ukrun: %s %s: not one of", option, word);
	for (i = 0; names[i]; i++)
		fprintf(stderr, " %s", names[i]);
	fputc('\n', stderr);
	exit(EXIT_UKRUN);
}

static unsigned long memory(const char *s)
{
	unsigned long long v;
	char *end;

	v = isdigit((unsigned char)*s) ? strtoull(s, &end, 10) : 0;
	if (!v || v > 1ull << 30)
		die(EXIT_UKRUN, "-m %s: not a size (examples: 64, 64M, 2048K, 1G)", s);
	if (strcmp(end, "") == 0 || strcmp(end, "M") == 0)
		v <<= 10;
	else if (strcmp(end, "G") == 0)
		v <<= 20;
	else if (strcmp(end, "K") != 0)
		die(EXIT_UKRUN, "-m %s: not a size (examples: 64, 64M, 2048K, 1G)", s);
	if (v < 1024 || v > 1ull << 32)
		die(EXIT_UKRUN, "-m %s: not between 1M and 4096G", s);
	return (unsigned long)v;
}

/* A decimal port that is all of @s, or 0. */
static unsigned port(const char *s)
{
	unsigned long v;
	char *end;

	if (!isdigit((unsigned char)*s))
		return 0;
	v = strtoul(s, &end, 10);
	return *end || v > 65535 ? 0 : (unsigned)v;
}

static void forward(struct options *o, const char *arg)
{
	char *s = strdup(arg), *proto, *guest, *host;
	const char *addr = "127.0.0.1", *kind = "tcp";
	struct in_addr ignored;

	if (!s)
		die(EXIT_UKRUN, "out of memory");
	proto = strrchr(s, '/');
	if (proto) {
		*proto++ = 0;
		if (strcmp(proto, "tcp") != 0 && strcmp(proto, "udp") != 0)
			die(EXIT_UKRUN, "-p %s: neither /tcp nor /udp", arg);
		kind = proto;
	}
	guest = strrchr(s, ':');
	if (!guest)
		die(EXIT_UKRUN, "-p %s: not [ADDR:]HOST:GUEST[/udp]", arg);
	*guest++ = 0;
	host = strrchr(s, ':');
	if (host) {
		*host++ = 0;
		addr = s;
	} else {
		host = s;
	}
	if (!port(host) || !port(guest))
		die(EXIT_UKRUN, "-p %s: a port is a number from 1 to 65535", arg);
	if (inet_pton(AF_INET, addr, &ignored) != 1)
		die(EXIT_UKRUN, "-p %s: %s is not an IPv4 address", arg, addr);
	words_addf(&o->forwards, "%s:%s:%u-:%u", kind, addr, port(host), port(guest));
	free(s);
}

static void share(struct options *o, const char *arg)
{
	struct share *sh = &o->shares[o->nshares];
	char *s = strdup(arg), *colon;
	const char *p;

	if (!s)
		die(EXIT_UKRUN, "out of memory");
	if (o->nshares == SHARES_MAX)
		die(EXIT_UKRUN, "-v %s: more than %d", arg, SHARES_MAX);
	colon = strrchr(s, ':');
	if (colon && (strcmp(colon, ":ro") == 0 || strcmp(colon, ":rw") == 0)) {
		sh->readonly = colon[2] == 'o';
		*colon = 0;
		colon = strrchr(s, ':');
	}
	if (!colon || colon == s || colon[1] != '/')
		die(EXIT_UKRUN, "-v %s: not HOST:GUEST[:ro] with a GUEST that starts with /",
		    arg);
	*colon = 0;
	sh->host = s;
	sh->guest = colon + 1;
	for (p = sh->guest; *p; p++) /* fs.mount separates with these */
		if (*p == ',' || *p == ':')
			die(EXIT_UKRUN, "-v %s: GUEST must not contain '%c'", arg, *p);
	o->nshares++;
}

static void environment(struct options *o, const char *arg)
{
	const char *eq = strchr(arg, '='), *value;

	if (eq == arg || !*arg)
		die(EXIT_UKRUN, "-e %s: not NAME=VALUE", arg);
	if (eq) {
		words_add(&o->env, arg);
		return;
	}
	value = getenv(arg);
	if (value)
		words_addf(&o->env, "%s=%s", arg, value);
}

static void network(struct options *o, const char *arg)
{
	static const char *const names[] = { "none", "user", "tap=NAME", NULL };

	if (strncmp(arg, "tap=", 4) == 0) {
		o->net = NET_TAP;
		o->tap = arg + 4;
		if (!*o->tap || strlen(o->tap) > 15 || strchr(o->tap, ','))
			die(EXIT_UKRUN, "--net %s: not the name of a network interface", arg);
		return;
	}
	o->net = NET_NONE + choice("--net", arg, names);
}

static void mac(struct options *o, const char *arg)
{
	unsigned i;

	for (i = 0; i < 17; i++)
		if (i % 3 == 2 ? arg[i] != ':' : !isxdigit((unsigned char)arg[i]))
			break;
	if (i < 17 || arg[17] || strchr("13579bdfBDF", arg[1]))
		die(EXIT_UKRUN, "--mac %s: not an address as 52:54:00:12:34:56", arg);
	o->mac = arg;
}

static void parameter(struct options *o, const char *arg)
{
	const char *eq = strchr(arg, '='), *dot = strchr(arg, '.'), *p;

	if (!eq || !dot || dot == arg || dot + 1 >= eq)
		die(EXIT_UKRUN, "--set %s: not COMPONENT.NAME=VALUE", arg);
	for (p = arg; p < eq; p++)
		if (!isalnum((unsigned char)*p) && !strchr("._-", *p))
			die(EXIT_UKRUN, "--set %s: not COMPONENT.NAME=VALUE", arg);
	words_add(&o->set, arg);
}

/* Whether it is one for the image is seen when the image is. */
static void machine(struct options *o, const char *arg)
{
	struct words names = { 0 };
	const struct arch *a;
	const struct machine *m;

	for (a = archs; a->name; a++)
		for (m = a->machines; m->name; m++)
			words_add(&names, m->name);
	choice("--machine", arg, (const char *const *)names.v);
	o->machine = arg;
}

static double seconds(const char *arg)
{
	char *end;
	double v = strtod(arg, &end);

	if (end == arg || *end || !(v > 0) || v > 1e9)
		die(EXIT_UKRUN, "--timeout %s: not a number of seconds", arg);
	return v;
}

static void one(struct options *o, int c)
{
	static const char *const accels[] = { "kvm", "tcg", NULL };
	static const char *const models[] = { "virtio", "e1000e", "e1000", NULL };
	static const char *const consoles[] = { "serial", "virtio", NULL };

	switch (c) {
	case 'm':
		o->mem_kib = memory(optarg);
		break;
	case 'e':
		environment(o, optarg);
		break;
	case 'p':
		forward(o, optarg);
		break;
	case 'v':
		share(o, optarg);
		break;
	case 'n':
		o->dry_run = true;
		break;
	case 'q':
		o->quiet = true;
		break;
	case OPT_NET:
		network(o, optarg);
		break;
	case OPT_NET_MODEL:
		o->net_model = choice("--net-model", optarg, models);
		break;
	case OPT_MAC:
		mac(o, optarg);
		break;
	case OPT_SET:
		parameter(o, optarg);
		break;
	case OPT_INITRD:
		o->initrd = optarg;
		break;
	case OPT_MACHINE:
		machine(o, optarg);
		break;
	case OPT_ACCEL:
		o->accel = ACCEL_KVM + choice("--accel", optarg, accels);
		break;
	case OPT_CONSOLE:
		o->console = CONSOLE_SERIAL + choice("--console", optarg, consoles);
		break;
	case OPT_TIMEOUT:
		o->timeout = seconds(optarg);
		break;
	case OPT_SYMBOLS:
		o->symbols = optarg;
		break;
	case OPT_GDB:
		o->gdb_port = optarg ? port(optarg) : GDB_PORT;
		if (!o->gdb_port)
			die(EXIT_UKRUN, "--gdb=%s: not a port", optarg);
		break;
	case OPT_QEMU:
		o->qemu = optarg;
		break;
	case OPT_QEMU_ARG:
		words_add(&o->qemu_args, optarg);
		break;
	case OPT_HELP:
		fputs(usage, stdout);
		exit(fflush(stdout) ? EXIT_UKRUN : 0);
	case OPT_VERSION:
		puts("ukrun (ukpool) " PACKAGE_VERSION);
		exit(fflush(stdout) ? EXIT_UKRUN : 0);
	default: /* getopt_long has said what is wrong */
		fputs("Try 'ukrun --help'.\n", stderr);
		exit(EXIT_UKRUN);
	}
}

/* What only makes sense, or does not, together. */
static void consistent(const struct options *o)
{
	size_t i;

	if (o->forwards.n && o->net != NET_AUTO && o->net != NET_USER)
		die(EXIT_UKRUN, "-p forwards through user-mode networking only (--net user)");
	if (o->nshares)
		for (i = 0; i < o->set.n; i++)
			if (strncmp(o->set.v[i], "fs.mount=", 9) == 0)
				die(EXIT_UKRUN,
				    "-v sets fs.mount itself: use either -v or --set fs.mount");
}

void options_parse(struct options *o, int argc, char **argv)
{
	int c;

	*o = (struct options){ .mem_kib = 64 << 10 };
	argv[0] = (char *)"ukrun"; /* for getopt's messages */
	while ((c = getopt_long(argc, argv, "+m:e:p:v:nq", longs, NULL)) != -1)
		one(o, c);
	if (optind == argc) {
		say("no image");
		one(o, '?');
	}
	consistent(o);
	o->image = argv[optind];
	o->args = argv + optind + 1;
}

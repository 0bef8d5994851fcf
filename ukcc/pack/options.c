/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The command line of ukpack: options and images in any order, the program's arguments after
 * --.
 */
#include <ctype.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../common/say.h"
#include "options.h"

static const char usage[] =
	"Usage: ukpack [OPTION]... IMAGE... [-- ARGUMENT...]\n"
	"Make of IMAGE what machines and container engines start. At least one of:\n"
	"\n"
	"      --iso FILE          a bootable CD and USB stick, for BIOS and UEFI\n"
	"      --disk FILE         a bootable raw disk, for BIOS and UEFI\n"
	"      --oci DIR           a container image (OCI layout); of several IMAGEs, one for "
	"each\n"
	"                          architecture\n"
	"\n"
	"The program gets each ARGUMENT, and\n"
	"  -e NAME=VALUE           an environment variable\n"
	"      --set COMPONENT.NAME=VALUE\n"
	"                          a parameter of the image\n"
	"      --initrd FILE       FILE as the boot module (--iso, --disk)\n"
	"\n"
	"A container image says, besides (--oci)\n"
	"      --tag NAME          its name: httpd, httpd:1.2\n"
	"      --expose PORT[/tcp|udp]\n"
	"      --volume DIR        a directory that is meant to be mounted\n"
	"      --user UID[:GID]    who it runs as\n"
	"      --label KEY=VALUE\n"
	"\n"
	"      --help, --version\n"
	"Same input, same bytes: all times are that of SOURCE_DATE_EPOCH, or of 1980-01-01.\n"
	"Manual: man ukpack.\n";

enum {
	OPT_ISO = 256,
	OPT_DISK,
	OPT_OCI,
	OPT_SET,
	OPT_INITRD,
	OPT_TAG,
	OPT_EXPOSE,
	OPT_VOLUME,
	OPT_USER,
	OPT_LABEL,
	OPT_HELP,
	OPT_VERSION
};

static const struct option longs[] = {
	{ "iso", required_argument, NULL, OPT_ISO },
	{ "disk", required_argument, NULL, OPT_DISK },
	{ "oci", required_argument, NULL, OPT_OCI },
	{ "set", required_argument, NULL, OPT_SET },
	{ "initrd", required_argument, NULL, OPT_INITRD },
	{ "tag", required_argument, NULL, OPT_TAG },
	{ "expose", required_argument, NULL, OPT_EXPOSE },
	{ "volume", required_argument, NULL, OPT_VOLUME },
	{ "user", required_argument, NULL, OPT_USER },
	{ "label", required_argument, NULL, OPT_LABEL },
	{ "help", no_argument, NULL, OPT_HELP },
	{ "version", no_argument, NULL, OPT_VERSION },
	{ NULL, 0, NULL, 0 },
};

static void environment(struct options *o, const char *arg)
{
	const char *eq = strchr(arg, '=');

	if (!eq || eq == arg)
		die("-e %s: not NAME=VALUE", arg);
	strv_push(&o->env, arg);
}

static void parameter(struct options *o, const char *arg)
{
	const char *eq = strchr(arg, '='), *dot = strchr(arg, '.');

	if (!eq || !dot || dot == arg || dot + 1 >= eq)
		die("--set %s: not COMPONENT.NAME=VALUE", arg);
	strv_push(&o->set, arg);
}

/* @s up to @end is a decimal number from @min to @max. */
static bool number(const char *s, const char *end, unsigned long min, unsigned long max)
{
	unsigned long v = 0;

	if (s == end || end - s > 10)
		return false;
	for (; s < end; s++) {
		if (!isdigit((unsigned char)*s))
			return false;
		v = v * 10 + (unsigned long)(*s - '0');
	}
	return v >= min && v <= max;
}

static void expose(struct options *o, const char *arg)
{
	const char *slash = strchr(arg, '/'), *end = slash ? slash : arg + strlen(arg);

	if (!number(arg, end, 1, 65535) ||
	    (slash && strcmp(slash, "/tcp") && strcmp(slash, "/udp")))
		die("--expose %s: not PORT, PORT/tcp or PORT/udp with a PORT from 1 to 65535",
		    arg);
	strv_add(&o->ports, slash ? arg : xasprintf("%s/tcp", arg));
}

static void volume(struct options *o, const char *arg)
{
	char *path = xstrdup(arg), *p = path;
	size_t n = strlen(path);

	while (n > 1 && path[n - 1] == '/')
		path[--n] = 0;
	if (*path != '/' || n < 2)
		die("--volume %s: not the absolute path of a directory", arg);
	while (*p) {
		size_t part = strcspn(++p, "/");

		if (!part || (part <= 2 && strspn(p, ".") == part))
			die("--volume %s: not a plain path (//, . or .. in it)", arg);
		p += part;
	}
	strv_add(&o->volumes, path);
}

/* What image-spec allows in org.opencontainers.image.ref.name. */
static void tag(struct options *o, const char *arg)
{
	static const char separators[] = "-._:@/+";

	for (const char *p = arg; *p; p++)
		if (!isalnum((unsigned char)*p) &&
		    (!strchr(separators, *p) || p == arg || !isalnum((unsigned char)p[1])))
			die("--tag %s: a name is of letters and digits, with single ones of %s "
			    "between them",
			    arg, separators);
	if (!*arg)
		die("--tag: it must not be empty");
	o->tag = arg;
}

static void user(struct options *o, const char *arg)
{
	const char *colon = strchr(arg, ':'), *end = arg + strlen(arg);

	if (!number(arg, colon ? colon : end, 0, UINT32_MAX - 1) ||
	    (colon && !number(colon + 1, end, 0, UINT32_MAX - 1)))
		die("--user %s: not UID or UID:GID (numbers: the image has no /etc/passwd)",
		    arg);
	o->user = arg;
}

static void label(struct options *o, const char *arg)
{
	const char *eq = strchr(arg, '=');

	if (!eq || eq == arg)
		die("--label %s: not KEY=VALUE", arg);
	strv_push(&o->labels, arg);
}

static void once(const char **to, const char *option, const char *arg)
{
	if (*to)
		die("%s is given twice", option);
	if (!*arg)
		die("%s: it must not be empty", option);
	*to = arg;
}

static void print_and_exit(const char *text)
{
	exit(fputs(text, stdout) < 0 || fflush(stdout) ? 1 : 0);
}

static void one(struct options *o, int c)
{
	switch (c) {
	case OPT_ISO:
		once(&o->iso, "--iso", optarg);
		break;
	case OPT_DISK:
		once(&o->disk, "--disk", optarg);
		break;
	case OPT_OCI:
		once(&o->oci, "--oci", optarg);
		break;
	case OPT_INITRD:
		once(&o->initrd, "--initrd", optarg);
		break;
	case 'e':
		environment(o, optarg);
		break;
	case OPT_SET:
		parameter(o, optarg);
		break;
	case OPT_TAG:
		tag(o, optarg);
		break;
	case OPT_EXPOSE:
		expose(o, optarg);
		break;
	case OPT_VOLUME:
		volume(o, optarg);
		break;
	case OPT_USER:
		user(o, optarg);
		break;
	case OPT_LABEL:
		label(o, optarg);
		break;
	case OPT_HELP:
		print_and_exit(usage);
		break;
	case OPT_VERSION:
		print_and_exit("ukpack " VERSION " (ukpool)\n");
		break;
	default: /* getopt_long has said what is wrong */
		fputs("Try 'ukpack --help'.\n", stderr);
		exit(1);
	}
}

static int64_t epoch(void)
{
	const char *s = getenv("SOURCE_DATE_EPOCH");
	int64_t v;

	if (!s || !*s)
		return EPOCH_MIN;
	if (!number(s, s + strlen(s), 0, ULONG_MAX >> 1))
		die("SOURCE_DATE_EPOCH=%s: not a number of seconds since 1970", s);
	v = strtoll(s, NULL, 10);
	if (v > EPOCH_MAX)
		die("SOURCE_DATE_EPOCH=%s: after 2107, which file systems cannot say", s);
	return v < EPOCH_MIN ? EPOCH_MIN : v;
}

/* What only makes sense, or does not, together. */
static void consistent(const struct options *o)
{
	if (!o->images.n)
		die("no IMAGE is named; try 'ukpack --help'");
	if (!o->iso && !o->disk && !o->oci)
		die("what to make? --iso FILE, --disk FILE or --oci DIR");
	if ((o->iso || o->disk) && o->images.n > 1)
		die("--iso and --disk take one IMAGE (only --oci takes one for each "
		    "architecture)");
	if (o->oci && o->initrd)
		die("--initrd: a container has no boot module; link the files into the image "
		    "(ukcc --initrd) or mount them (--volume)");
	if (!o->oci && (o->tag || o->ports.n || o->volumes.n || o->user || o->labels.n))
		die("--tag, --expose, --volume, --user and --label are of container images: "
		    "they "
		    "need --oci DIR");
}

void options_parse(struct options *o, int argc, char **argv)
{
	int c, words = argc;

	*o = (struct options){ .epoch = epoch() };
	/* getopt would reorder, and forget where -- was. */
	for (int i = 1; i < argc && words == argc; i++)
		if (!strcmp(argv[i], "--"))
			words = i;
	while ((c = getopt_long(words, argv, "e:", longs, NULL)) != -1)
		one(o, c);
	for (int i = optind; i < words; i++)
		strv_push(&o->images, argv[i]);
	for (int i = words + 1; i < argc; i++)
		strv_push(&o->args, argv[i]);
	consistent(o);
}

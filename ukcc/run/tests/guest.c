/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The test guest: a machine that does what its command line says, so that a
 * test can ask ukrun for any ending. Commands are the words after "--"; the
 * command line itself is printed if there is none.
 *
 *	exit N	crash N	debugexit N	triple	hang
 *	echo	trace	lines N	modules			by the 16550
 *	vecho	vlines N				by virtio-console
 *
 * Built with -DWITH_NOTE it describes itself as an image of ukcc does.
 */
#include "guest.h"

struct start_info {
	u32 magic, version, flags, nr_modules;
	u64 modlist, cmdline, rsdp, memmap;
	u32 memmap_entries, reserved;
};

struct module {
	u64 address, size, cmdline, reserved;
};

void guest_main(struct start_info *info);

static inline void outb(unsigned short port, u8 v)
{
	asm volatile("outb %0, %1" ::"a"(v), "Nd"(port));
}

static inline u8 inb(unsigned short port)
{
	u8 v;

	asm volatile("inb %1, %0" : "=a"(v) : "Nd"(port));
	return v;
}

static void put(u8 c)
{
	while (!(inb(0x3fd) & 0x20))
		;
	outb(0x3f8, c);
}

void puts(const char *s)
{
	while (*s)
		put(*s++);
}

static void put_hex(u64 v)
{
	int shift;

	for (shift = 60; shift >= 0; shift -= 4)
		put("0123456789abcdef"[v >> shift & 15]);
}

static u32 number(const char *s)
{
	u32 v = 0;

	while (*s >= '0' && *s <= '9')
		v = v * 10 + (*s++ - '0');
	return v;
}

void leave(u8 kind, u32 status)
{
	outb(0x504, kind);
	outb(0x504, status);
	outb(0x501, status);
	for (;;)
		asm volatile("cli; hlt");
}

static void triple_fault(void)
{
	struct {
		unsigned short limit;
		u64 base;
	} __attribute__((packed)) empty = { 0, 0 };

	asm volatile("lidt %0; ud2" ::"m"(empty));
}

static u8 get(void)
{
	while (!(inb(0x3fd) & 1))
		;
	return inb(0x3f8);
}

/* Sends back what comes in until a 'Q' or, with console.eof=dle, the end of input. */
static void echo(void)
{
	u8 c;

	puts("ready\n");
	while ((c = get()) != 'Q') {
#ifdef WITH_NOTE
		if (c == 0x10 && (c = get()) == 0x04)
			break;
#endif
		put(c);
	}
	leave('E', 0);
}

static void virtio_echo(void)
{
	static u8 buf[4096];
	u32 n;

	virtio_init();
	do {
		n = virtio_read(buf, sizeof(buf));
		virtio_write(buf, n);
	} while (buf[n - 1] != 'Q');
	leave('E', 0);
}

/* @n blocks of 4096 bytes, each of one letter and a newline; a word from the 16550 before and
 * after. */
static void virtio_lines(u32 n)
{
	static u8 buf[4096];
	u32 i, k;

	puts("first\n");
	virtio_init();
	for (i = 0; i < n; i++) {
		for (k = 0; k < sizeof(buf) - 1; k++)
			buf[k] = 'a' + i % 26;
		buf[k] = '\n';
		virtio_write(buf, sizeof(buf));
	}
	puts("last\n");
	leave('E', 0);
}

/* Where a backtrace points to; outlived by every optimisation. */
__attribute__((noinline, used)) void traced_function(void)
{
	asm volatile("nop; nop; nop; nop");
}

static void trace(void)
{
	puts("before\n");
	puts("uk: #0 0x");
	put_hex((u64)traced_function + 1);
	puts("\nuk: #1 0x");
	put_hex((u64)guest_main + 5);
	puts("\r\nuk: #2 0x00000000dead0000\n");
	puts("uk: #x 0x0\nuk: #3 0x1z\nxuk: #0 0x");
	put_hex((u64)traced_function);
	puts("\nafter\nuk: #1 0x");
	leave('C', 134);
}

static void modules(struct start_info *info)
{
	struct module *m = (struct module *)info->modlist;
	u64 i;

	if (info->nr_modules)
		for (i = 0; i < m->size; i++)
			put(((u8 *)m->address)[i]);
	leave('E', !info->nr_modules);
}

#ifdef WITH_NOTE
#define TEXT "package test 1.0 named\nplatform kvm\nclass entropy\nclass network\n"

static const struct {
	u32 namesz, descsz, type;
	char name[8], desc[sizeof(TEXT) - 1];
} note __attribute__((section(".note.uk"), used, aligned(4))) = { 7, sizeof(TEXT) - 1, 1,
								  "ukpool", TEXT };

static const struct {
	const char *name, *help;
	void *var;
	int (*set)(const char *);
	u64 type;
} params[] __attribute__((section("uk_set_param"), used)) = {
	{ "test.one", "", 0, 0, 0 },
	{ "console.eof", "", 0, 0, 0 },
};
#endif

static int is(const char **words, const char *name)
{
	const char *w = *words;

	while (*name && *w == *name)
		w++, name++;
	if (*name || (*w && *w != ' '))
		return 0;
	*words = *w ? w + 1 : w;
	return 1;
}

void guest_main(struct start_info *info)
{
	const char *line = (const char *)info->cmdline;
	const char *w = line;
	u32 i, n;

	while (*w && !(w[0] == '-' && w[1] == '-' && w[2] == ' '))
		w++;
	if (*w)
		w += 3;
	if (is(&w, "exit"))
		leave('E', number(w));
	if (is(&w, "crash"))
		leave('C', number(w));
	if (is(&w, "debugexit"))
		outb(0x501, number(w));
	if (is(&w, "triple"))
		triple_fault();
	if (is(&w, "echo"))
		echo();
	if (is(&w, "trace"))
		trace();
	if (is(&w, "modules"))
		modules(info);
	if (is(&w, "vecho"))
		virtio_echo();
	if (is(&w, "vlines"))
		virtio_lines(number(w));
	if (is(&w, "lines")) {
		for (i = 0, n = number(w); i < n; i++) {
			put_hex(i);
			put('\n');
		}
		leave('E', 0);
	}
	if (is(&w, "hang")) {
		puts("hanging\n");
		for (;;)
			asm volatile("cli; hlt");
	}
	puts(line);
	put('\n');
	leave('E', 0);
}

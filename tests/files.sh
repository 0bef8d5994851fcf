# SPDX-License-Identifier: BSD-3-Clause
# Files: the host's in a process, an embedded and a loaded initrd, a 9P share.
. "$srcdir/tests/lib.sh"

cat >"$tmp/f.c" <<'END'
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* f cat FILE | put FILE TEXT | ls DIR | mv A B | rm FILE | mkdir DIR | size FILE */
int main(int argc, char **argv)
{
	char line[256];
	struct dirent *e;
	struct stat st;
	FILE *f;
	DIR *d;

	if (argc < 3)
		return 2;
	if (!strcmp(argv[1], "cat")) {
		if (!(f = fopen(argv[2], "r")))
			goto fail;
		while (fgets(line, sizeof(line), f))
			fputs(line, stdout);
		return fclose(f);
	} else if (!strcmp(argv[1], "put")) {
		if (!(f = fopen(argv[2], "w")))
			goto fail;
		fprintf(f, "%s\n", argv[3]);
		if (fclose(f))
			goto fail;
		if (!(f = fopen(argv[2], "r")) || !fgets(line, sizeof(line), f))
			goto fail;
		printf("wrote %s", line);
		return 0;
	} else if (!strcmp(argv[1], "ls")) {
		if (!(d = opendir(argv[2])))
			goto fail;
		while ((e = readdir(d)))
			if (e->d_name[0] != '.')
				printf("%s\n", e->d_name);
		return closedir(d);
	} else if (!strcmp(argv[1], "size")) {
		if (stat(argv[2], &st))
			goto fail;
		printf("%lld %s\n", (long long)st.st_size, S_ISDIR(st.st_mode) ? "dir" : "file");
		return 0;
	} else if (!strcmp(argv[1], "mv") ? rename(argv[2], argv[3]) : !strcmp(argv[1], "rm") ? unlink(argv[2]) : mkdir(argv[2], 0755)) {
		goto fail;
	}
	return 0;
fail:
	printf("%s: %s\n", argv[2], strerror(errno));
	return 1;
}
END
status 0 "it builds" ukcc -O2 -w "$tmp/f.c" -o "$tmp/f"
mkdir -p "$tmp/tree/sub"
echo "in the tree" >"$tmp/tree/a.txt"
echo "deeper" >"$tmp/tree/sub/b.txt"

cd "$tmp/tree" || exit 1
is "$("$tmp/f" cat a.txt)" "in the tree" "process: relative path"
is "$("$tmp/f" cat "$tmp/tree/sub/b.txt")" "deeper" "process: absolute path"
is "$("$tmp/f" ls . | sort | tr '\n' ' ')" "a.txt sub " "process: directory"
is "$("$tmp/f" put new.txt hi)" "wrote hi" "process: write"
is "$(cat new.txt)" "hi" "process: and the host sees it"
is "$("$tmp/f" cat nothere)" "nothere: No such file or directory" "process: missing file"
rm -f new.txt

# The other end of a named pipe is another process: who waits for it, and for room or bytes in it, lets
# other threads run.
cat >"$tmp/p.c" <<'END'
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile int ticks;

static void *tick(void *arg)
{
	for (;; ticks++)
		usleep(1000);
	return arg;
}

/* p read|write PIPE */
int main(int argc, char **argv)
{
	int rd = argc > 1 && !strcmp(argv[1], "read"), fd, at;
	static char buf[200000];
	long n, total = 0;
	pthread_t t;

	pthread_create(&t, NULL, tick, NULL);
	fd = open(argv[2], rd ? O_RDONLY : O_WRONLY);
	at = ticks;
	if (rd)
		while ((n = read(fd, buf, sizeof(buf))) > 0)
			total += n;
	else
		total = write(fd, buf, sizeof(buf));
	printf("%ld%s%s\n", total, at > 10 ? " opens" : "", ticks - at > 10 ? " moves" : "");
	return 0;
}
END
status 0 "a program with named pipes builds" ukcc -O2 -w "$tmp/p.c" -o "$tmp/p"
mkfifo "$tmp/pipe"
{ sleep 0.5; exec >"$tmp/pipe"; sleep 0.5; echo hi; } &
is "$(timeout 30 "$tmp/p" read "$tmp/pipe")" "3 opens moves" "process: a reader of a named pipe waits alone"
{ sleep 0.5; exec <"$tmp/pipe"; sleep 0.5; wc -c >"$tmp/count"; } &
is "$(timeout 30 "$tmp/p" write "$tmp/pipe")" "200000 opens moves" "process: a writer, too"
wait
is "$(cat "$tmp/count")" 200000 "process: and all of it arrives"

# Locks of the host's files, beside another process that has them.
cat >"$tmp/l.c" <<'END'
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static volatile int ticks;

static void *tick(void *arg)
{
	for (;; ticks++)
		usleep(1000);
	return arg;
}

/* l record|flock try|wait|hold FILE [FROM LENGTH], l record test FILE: a word and, held, until the input ends */
int main(int argc, char **argv)
{
	int rec = !strcmp(argv[1], "record"), fd = open(argv[3], O_RDWR), wait = strcmp(argv[2], "try");
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	pthread_t t;
	char c;

	if (argc > 5) {
		l.l_start = atol(argv[4]);
		l.l_len = atol(argv[5]);
	}
	pthread_create(&t, NULL, tick, NULL);
	if (!strcmp(argv[2], "test")) {
		fcntl(fd, F_GETLK, &l);
		printf("%s %ld %ld by %d\n", l.l_type == F_WRLCK ? "writing" : l.l_type == F_RDLCK ? "reading" : "none",
		       (long)l.l_start, (long)l.l_len, l.l_pid);
		return 0;
	}
	if (rec ? fcntl(fd, wait ? F_SETLKW : F_SETLK, &l) : flock(fd, LOCK_EX | (wait ? 0 : LOCK_NB)))
		printf("%s\n", errno == EAGAIN || errno == EACCES ? "taken" : strerror(errno));
	else
		printf("got it%s\n", ticks > 10 ? ", and moves" : "");
	fflush(stdout);
	if (!strcmp(argv[2], "hold"))
		while (read(0, &c, 1) > 0)
			;
	return 0;
}
END
status 0 "a program that locks files builds" ukcc -O2 -w "$tmp/l.c" -o "$tmp/l"
status 0 "natively, too" cc -O2 -w -pthread "$tmp/l.c" -o "$tmp/native-l"
echo "some bytes" >"$tmp/locked"
mkfifo "$tmp/hold" "$tmp/held"
# held PROGRAM KIND [FROM LENGTH]: it holds a lock until "exec 9>&-"
held() {
	program=$1 kind=$2
	shift 2
	"$program" "$kind" hold "$tmp/locked" "$@" <"$tmp/hold" >"$tmp/held" &
	holder=$!
	exec 9>"$tmp/hold"
	read -r got <"$tmp/held"
	is "$got" "got it" "$(basename "$program") holds ($kind)"
}
for pair in "$tmp/native-l $tmp/l" "$tmp/l $tmp/native-l" "$tmp/l $tmp/l"; do
	a=${pair% *} b=${pair#* }
	who="process: $(basename "$b") beside $(basename "$a")"
	for kind in record flock; do
		held "$a" $kind
		is "$("$b" $kind try "$tmp/locked" 9>&-)" "taken" "$who: it is taken ($kind)"
		[ $kind = flock ] || is "$("$b" record test "$tmp/locked" 9>&-)" "writing 0 0 by $holder" "$who: by whom"
		timeout 30 "$b" $kind wait "$tmp/locked" 9>&- >"$tmp/waited" &
		waiter=$!
		sleep 0.5
		exec 9>&-
		wait $waiter $holder
		is "$(cat "$tmp/waited")" "got it, and moves" "$who: who waits gets it then ($kind)"
	done
	held "$a" record 10 10
	is "$("$b" record try "$tmp/locked" 5 6 9>&-)" "taken" "$who: a part of it"
	is "$("$b" record try "$tmp/locked" 20 0 9>&-)" "got it" "$who: but not the rest"
	exec 9>&-
	wait $holder
done

vm() { ukrun -q --accel tcg --timeout 60 "$@"; }
status 0 "an embedded initrd builds" ukcc -O2 -w --initrd "$tmp/tree" "$tmp/f.c" -o "$tmp/fi"
is "$(vm "$tmp/fi" cat /sub/b.txt)" "deeper" "vm: embedded initrd"
is "$("$tmp/fi" cat /sub/b.txt)" "deeper" "process: the same tree"
is "$(UK_PARAMS=fs.root=host "$tmp/fi" cat "$tmp/tree/a.txt")" "in the tree" "process: the host's files by parameter"
is "$(vm -v "$tmp/tree:/data" "$tmp/f" size /data/a.txt)" "12 file" "vm: stat over 9P"
is "$(vm "$tmp/fi" ls / | grep -cE '^(a.txt|sub)$')" 2 "vm: its directory"
is "$(vm "$tmp/fi" put /new.txt hello)" "wrote hello" "vm: new files live in memory"
is "$(vm "$tmp/fi" put /a.txt changed)" "wrote changed" "vm: files of the initrd can be overwritten in memory"
(cd "$tmp/tree" && find . | cpio -o -H newc 2>/dev/null) >"$tmp/tree.cpio"
is "$(vm --initrd "$tmp/tree.cpio" "$tmp/fi" cat /a.txt)" "in the tree" "vm: boot module"
status 0 "an image that asks for libuk-fs-initrd" ukcc -O2 -w "$tmp/f.c" -luk-fs-initrd -o "$tmp/fb"
is "$(vm --initrd "$tmp/tree.cpio" "$tmp/fb" cat /sub/b.txt)" "deeper" "vm: boot module without an embedded one"
# tar, with a name that no header holds.
deep=$(printf 'directory-%s/' 1 2 3 4 5 6 7 8 9 10 11 12)
mkdir -p "$tmp/tree/$deep"
echo "at a long name" >"$tmp/tree/${deep}file"
for format in ustar gnu pax; do
	tar -C "$tmp/tree" -H $format -cf "$tmp/tree.tar" .
	is "$(vm --initrd "$tmp/tree.tar" "$tmp/fb" cat "/${deep}file")" "at a long name" "vm: boot module, a tar archive ($format)"
done
status 0 "an embedded tar archive builds" ukcc -O2 -w --initrd "$tmp/tree.tar" "$tmp/f.c" -o "$tmp/ft"
is "$("$tmp/ft" cat /sub/b.txt)" "deeper" "process: embedded tar archive"
is "$("$tmp/ft" put /a.txt changed)" "wrote changed" "process: its files can be overwritten in memory"
head -c 3000 "$tmp/tree.tar" >"$tmp/cut.tar"
vm --initrd "$tmp/cut.tar" "$tmp/fb" ls / >"$tmp/out" 2>&1
has "$tmp/out" 'uk: initrd: the boot module is not used: at byte [0-9]+: it ends within' "vm: a cut tar archive is reported"
gzip -c "$tmp/tree.tar" >"$tmp/tree.tar.gz"
vm --initrd "$tmp/tree.tar.gz" "$tmp/fb" ls / >"$tmp/out" 2>&1
has "$tmp/out" 'uk: initrd: the boot module is not used: at byte 0: ' "vm: a compressed one, too"
rm -r "$tmp/tree/directory-1"
head -c 300 "$tmp/tree.cpio" >"$tmp/cut.cpio"
vm --initrd "$tmp/cut.cpio" "$tmp/fb" ls / >"$tmp/out" 2>&1
has "$tmp/out" 'uk: .*(cpio|initrd)' "vm: a cut archive is reported"

is "$(vm -v "$tmp/tree:/data" "$tmp/f" cat /data/a.txt)" "in the tree" "vm: 9P read"
is "$(vm -v "$tmp/tree:/data" "$tmp/f" ls /data | sort | tr '\n' ' ')" "a.txt sub " "vm: 9P directory"
is "$(vm -v "$tmp/tree:/data" "$tmp/f" put /data/new.txt over)" "wrote over" "vm: 9P write"
is "$(cat "$tmp/tree/new.txt")" "over" "vm: and the host sees it"
vm -v "$tmp/tree:/data" "$tmp/f" mv /data/new.txt /data/sub/moved.txt
is "$(cat "$tmp/tree/sub/moved.txt" 2>&1)" "over" "vm: 9P rename"
vm -v "$tmp/tree:/data" "$tmp/f" rm /data/sub/moved.txt
[ ! -e "$tmp/tree/sub/moved.txt" ] && ok "vm: 9P unlink" || not_ok "vm: 9P unlink"
vm -v "$tmp/tree:/data" "$tmp/f" mkdir /data/newdir
[ -d "$tmp/tree/newdir" ] && ok "vm: 9P mkdir" || not_ok "vm: 9P mkdir"
is "$(vm -v "$tmp/tree:/data" "$tmp/f" cat /data/nothere)" "/data/nothere: No such file or directory" "vm: 9P error"
# The suites of libuk-fs that are for any file system, on each.
passes() { # NAME COMMAND…
	name=$1
	shift
	"$@" >"$tmp/out" 2>&1
	has "$tmp/out" '^100%: Checks: [1-9]' "$name"
}
make -C "$builddir/packages/libuk-fs" tests/image_files tests/image_maps tests/image_maps_preempt >"$tmp/out" 2>&1
mkdir "$tmp/work"
for s in files maps maps_preempt; do
	suite=$builddir/packages/libuk-fs/tests/image_$s
	passes "process: suite $s on the host's files" env TEST_DIR="$tmp/work" "$suite"
	passes "process: suite $s in memory" env UK_PARAMS=fs.root=ram "$suite"
	passes "vm: suite $s in memory" vm "$suite"
	passes "vm: suite $s over an initrd" vm --initrd "$tmp/tree.cpio" "$suite"
	passes "vm: suite $s over 9P" vm -v "$tmp/work:/data" -e TEST_DIR=/data "$suite"
	passes "vm: suite $s over 9P, cached" vm --set fs.9p_cache=loose -v "$tmp/work:/data" -e TEST_DIR=/data "$suite"
done
vm --set fs.9p_cache=losse -v "$tmp/work:/data" "$tmp/f" ls /data >"$tmp/out" 2>&1
has "$tmp/out" 'fs.9p_cache=losse: wants' "vm: a policy that there is not is refused"
is "$(ls -A "$tmp/work")" "" "and it leaves nothing behind"
is "$(vm "$tmp/f" put /scratch hi)" "wrote hi" "vm: without any of these, the root is in memory"
finish

# SPDX-License-Identifier: BSD-3-Clause
# Signals between an image that is a Linux process and its host: handlers get those that
# they were set for, default actions are the host's or status 128 + number.
. "$srcdir/tests/lib.sh"

cat >"$tmp/sig.c" <<'END'
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t got;
static void handler(int sig) { got = sig; }

int main(int argc, char **argv)
{
	static const int sigs[] = { SIGHUP, SIGINT, SIGTERM, SIGUSR1, SIGUSR2 };
	struct sigaction act = { .sa_flags = 0 };
	const char *how = argc > 1 ? argv[1] : "catch";

	act.sa_handler = !strcmp(how, "catch") ? handler : SIG_DFL;
	if (!strcmp(how, "pipe")) {
		/* Written to a reader that is gone. */
		for (;;)
			if (write(1, "yyyyyyyyyyyyyyyy\n", 17) < 0)
				return 3;
	}
	if (!strcmp(how, "pipe-ignored")) {
		signal(SIGPIPE, SIG_IGN);
		for (;;)
			if (write(1, "yyyyyyyyyyyyyyyy\n", 17) < 0)
				return errno == EPIPE ? 4 : 3;
	}
	if (!strcmp(how, "raise")) {
		raise(atoi(argv[2]));
		return 0;
	}
	for (unsigned i = 0; i < sizeof(sigs) / sizeof(sigs[0]); i++)
		sigaction(sigs[i], &act, NULL);
	puts("ready");
	fflush(stdout);
	for (;;) {
		pause();
		printf("got %d\n", got);
		fflush(stdout);
		if (got == SIGTERM)
			return 0;
	}
}
END
status 0 "builds" ukcc -O2 "$tmp/sig.c" -o "$tmp/sig"

# arrives NAME OF HOST, NUMBER OF POOL
arrives() {
	kill -s "$1" $bg
	i=0
	until grep -q "got $2" "$tmp/bg" || [ $i = 50 ]; do sleep 0.1; i=$((i + 1)); done
	has "$tmp/bg" "^got $2\$" "SIG$1 of the host reaches its handler"
}
background "$tmp/sig"
i=0
until grep -q ready "$tmp/bg" || [ $i = 50 ]; do sleep 0.1; i=$((i + 1)); done
arrives HUP 1
arrives INT 2
arrives USR1 30
arrives USR2 31
arrives TERM 15
wait $bg
is $? 0 "and the program ends as it likes"

# Back at the default it ends by it.
background "$tmp/sig" default
i=0
until grep -q ready "$tmp/bg" || [ $i = 50 ]; do sleep 0.1; i=$((i + 1)); done
kill -USR1 $bg
wait $bg
is $? $((128 + 30)) "the default action after sigaction() is the pool's"

for s in 1 11 13 14 15 30; do
	status $((128 + s)) "raise($s) ends with 128 + $s" "$tmp/sig" raise $s
	status $((128 + s)) "the same in a virtual machine" timeout 60 ukrun -q --timeout 30 "$tmp/sig" raise $s
done
status 134 "raise(SIGABRT) is a crash" "$tmp/sig" raise 6
has "$tmp/err" "^uk: panic: aborted" "with a report"
status 0 "raise(SIGCHLD) is nothing" "$tmp/sig" raise 20

{ timeout 20 "$tmp/sig" pipe; echo $? >"$tmp/rc"; } | head -n 1 >/dev/null
is "$(cat "$tmp/rc")" 141 "SIGPIPE ends a program whose reader is gone"
{ timeout 20 "$tmp/sig" pipe-ignored; echo $? >"$tmp/rc"; } | head -n 1 >/dev/null
is "$(cat "$tmp/rc")" 4 "ignored, it is EPIPE"
finish

# SPDX-License-Identifier: BSD-3-Clause
# Container images by ukpack: skopeo and umoci read them, runc and podman run them: arguments,
# environment, ports, volumes, a read-only root, memory limits, and the end by SIGTERM as process 1.
. "$srcdir/tests/lib.sh"
cd "$tmp" || exit 1

cat >app.c <<'END'
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void bye(int sig)
{
	printf("handled %d ", sig);
	exit(7);
}

static void files(const char *name)
{
	char line[40] = "";
	FILE *f = fopen(name, "r+");

	printf("%s: ", name);
	if (!f)
		f = fopen(name, "w+");
	if (!f) {
		printf("%s\n", errno == EROFS ? "read-only" : strerror(errno));
		return;
	}
	if (fgets(line, sizeof(line), f))
		printf("read %s", line);
	rewind(f);
	printf("%s\n", fputs("by the image\n", f) < 0 || fclose(f) ? "not written" : "written");
}

int main(int argc, char **argv)
{
	const char *how = argc > 1 ? argv[1] : "";
	size_t n = 0;

	if (!strcmp(how, "memory")) {
		for (char *p; (p = malloc(1 << 20)); n++)
			memset(p, 1, 1 << 20);
		printf("%zu MiB, then %s\n", n, strerror(errno));
		return 0;
	}
	if (!strcmp(how, "files")) {
		files("/data/file");
		files("/here");
		return 0;
	}
	if (!strcmp(how, "handle"))
		signal(SIGTERM, bye);
	printf("buffered ");
	fprintf(stderr, "ready\n");
	if (!strcmp(how, "handle") || !strcmp(how, "wait"))
		for (;;)
			sleep(1000);
	for (int i = 1; i < argc; i++)
		printf("[%s]", argv[i]);
	printf(" %s\n", getenv("GREETING"));
	return 42;
}
END
status 0 "a program builds" ukcc -s -O2 app.c -o app
status 0 "httpd builds" ukcc -s -O2 "$srcdir/examples/httpd/httpd.c" -luk-net -luk-plat-linux -o httpd
status 0 "a container image" ukpack --oci app.oci --tag app:1.0 --volume /data -e 'GREETING=hello there' app -- one 'two words'
status 0 "another" ukpack --oci httpd.oci --tag httpd --expose 8080 httpd -- 8080

# Without running anything.
status 0 "skopeo reads it" skopeo inspect oci:app.oci:app:1.0
has out '"org.opencontainers.image.version": "1.0"' "skopeo shows labels"
has out '"Architecture": "amd64"' "skopeo shows the architecture"
status 0 "skopeo copies it, checking digests" skopeo copy -q oci:app.oci:app:1.0 dir:copy
unpack=
[ "$(id -u)" = 0 ] || unpack=--rootless
# shellcheck disable=SC2086 # an option or none
status 0 "umoci unpacks it" umoci unpack $unpack --image app.oci:app:1.0 bundle
is "$(cd bundle/rootfs && find . | sort | tr '\n' ' ')" ". ./app ./data " "the file system has the program and the volume"
status 0 "the program is as it was" cmp app bundle/rootfs/app
# For skopeo's choice it suffices that the other one says it is for aarch64 (e_machine 183, at offset 18).
cp app app-arm
printf '\267\000' | dd of=app-arm bs=1 seek=18 conv=notrunc 2>/dev/null
status 0 "an image for two architectures" ukpack --oci both.oci --tag app app app-arm
for a in amd64:app arm64:app-arm; do
	rm -rf copy
	status 0 "skopeo takes that for ${a%:*}" skopeo copy -q --override-arch "${a%:*}" oci:both.oci:app dir:copy
	tar xzOf "copy/$(grep -o '"layers":.*' copy/manifest.json | grep -o '[0-9a-f]\{64\}')" "${a#*:}" >one
	status 0 "it is the program for ${a%:*}" cmp one "${a#*:}"
done
rm -rf copy
status 0 "skopeo copies both" skopeo copy -q --all oci:both.oci:app dir:copy

# A TAP that may not be opened (in a container, or by an ordinary user): the host's sockets, and a line.
if [ "$(id -u)" = 0 ]; then
	chmod 755 . httpd
	port=$(free_port)
	background env UK_PARAMS=net.dev=tap:none0 setpriv --reuid 65534 --clear-groups ./httpd "$port"
	is "$(fetch "http://127.0.0.1:$port/")" "Hello, world!" "without the right to a TAP: httpd answers"
	is "$(grep -c '^uk: ' bg)" 1 "without the right to a TAP: one line"
	has bg "^uk: tap none0: no permission .*: sockets are the host's" "without the right to a TAP: says so"
	stop "$bg"
else
	skip "without the right to a TAP" "needs root"
fi

# runc: no terminal, the network of this machine.
sed -i 's/"terminal": true/"terminal": false/' bundle/config.json
id=ukpool-$$
if runc run --bundle bundle "$id" >out 2>err </dev/null; [ $? = 42 ]; then
	is "$(cat out)" "buffered [one][two words] hello there" "runc: arguments, environment, status"
	sed -i 's/"one"/"wait"/' bundle/config.json
	: >bg
	background timeout -k 5 60 runc run --bundle bundle "$id"
	while ! grep -q ready bg && kill -0 "$bg" 2>/dev/null; do sleep 0.05; done
	runc kill "$id" TERM
	wait "$bg"
	is "$? $(tr '\n' ' ' <bg)" "143 ready buffered " "runc: SIGTERM to process 1"
else
	skip "runc" "it cannot run containers here: $(tail -n 1 err | tr -d '\n')"
fi

# podman, with storage of its own.
engine() { timeout -k 5 120 podman --root "$tmp/storage" --runroot "$tmp/run" --cgroup-manager cgroupfs --runtime runc "$@"; }
run() { engine run --log-driver none --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 "$@"; }
remove() { engine rm -f -t 0 "$@" >/dev/null 2>&1; }
trap 'remove -a; engine umount -a >/dev/null 2>&1; umount storage/overlay 2>/dev/null; cleanup' EXIT
app=$(engine pull -q oci:app.oci:app:1.0 2>err) && httpd=$(engine pull -q oci:httpd.oci:httpd 2>err) &&
	run --rm --network none "$app" >out 2>err </dev/null
if [ $? != 42 ]; then
	skip "podman" "it cannot run containers here: $(tail -n 1 err | tr -d '\n')"
	finish
fi
is "$(cat out)" "buffered [one][two words] hello there" "podman: arguments, environment, status"
status 42 "podman: the user's own" run --rm --network none --user 1234:5678 --cap-drop all -e GREETING=hi "$app" x
has out '^buffered \[x\] hi$' "podman: other arguments and environment"

status 0 "podman: a read-only root" run --rm --network none --read-only "$app" files
has out '^/here: read-only' "read-only root: the program is told"
mkdir data
echo 'from outside' >data/file
status 0 "podman: a volume" run --rm --network none --read-only -v "$tmp/data:/data" "$app" files
has out '^/data/file: read from outside' "volume: what was there is read"
is "$(cat data/file)" "by the image" "volume: what is written stays"

# The heap is smaller than the limit: malloc() fails, nobody is killed. At least half is for the program.
status 137 "podman: told to take more than the limit, it is killed" run --rm --network none --memory 16m \
	-e UK_PARAMS=linux.mem=1G "$app" memory
for limit in 8 64; do
	status 0 "podman: memory limit of $limit MiB" run --rm --network none --memory "${limit}m" "$app" memory
	got=$(sed -n 's/^\([0-9]*\) MiB, then Not enough space/\1/p' out)
	[ "${got:-0}" -ge $((limit / 2)) ] && [ "$got" -lt "$limit" ] && ok "$limit MiB: the program is told" ||
		not_ok "$limit MiB: the program is told: $(cat out)"
done

# ended NAME HOW STATUS OUTPUT: podman stop, which would wait 20 seconds before it kills
ended() {
	: >bg
	background run --name "$2" --network none "$app" "$2"
	while ! grep -q ready bg && kill -0 "$bg" 2>/dev/null; do sleep 0.05; done
	start=$(date +%s)
	status 0 "$1: podman stop" engine stop -t 20 "$2"
	wait "$bg"
	is "$? $(tr '\n' ' ' <bg)" "$3 ready $4" "$1: status and output"
	[ $(($(date +%s) - start)) -lt 10 ] && ok "$1: at once" || not_ok "$1: it took too long"
}
ended "SIGTERM without a handler" wait 143 "buffered "
ended "SIGTERM with a handler" handle 7 "buffered handled 15 "

port=$(free_port)
background run --rm --name web -p "127.0.0.1:$port:8080" "$httpd"
is "$(fetch "http://127.0.0.1:$port/")" "Hello, world!" "podman: httpd answers at a forwarded port"
engine stop -t 20 web >/dev/null 2>&1
wait "$bg"
is $? 143 "podman: httpd ends when it is stopped"
finish

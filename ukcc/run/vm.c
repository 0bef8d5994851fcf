/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The child and the loop around it. Signals come through a descriptor, so
 * there is one place where things happen, in a definite order.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "blocking.h"
#include "console.h"
#include "message.h"
#include "qemu.h"
#include "status.h"
#include "terminal.h"
#include "vm.h"

#define PIPE_SIZE   (1 << 20)
#define GRACE_NS    2000000000ll /* from the guest's status to QEMU's end */
#define TTY_POLL_MS 500

enum { P_SIGNAL, P_STATUS, P_FROM_GUEST, P_STDOUT, P_TO_GUEST, P_STDIN, P_COUNT };

struct vm {
	pid_t pid;
	int signals;
	int status_fd;
	int guest_stdout; /* a copy of QEMU's fd 1 */
	bool gone;	  /* waited for */
	int wstatus;
	int ended_by; /* signal that ukrun got, or 0 */
	bool timed_out;
	int64_t deadline; /* INT64_MAX: none */
	int64_t grace;	  /* when to kill a QEMU that stays after the guest's status */
	struct status status;
	struct input in;
	struct output out;
};

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ll + t.tv_nsec;
}

static int above(int fd)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, FIRST_FREE_FD);

	if (copy < 0)
		die(EXIT_UKRUN, "file descriptors: %s", strerror(errno));
	close(fd);
	return copy;
}

static void make_pipe(int fd[2])
{
	if (pipe2(fd, O_CLOEXEC) < 0)
		die(EXIT_UKRUN, "pipe: %s", strerror(errno));
	fd[0] = above(fd[0]);
	fd[1] = above(fd[1]);
}

static void set_nonblock(int fd, bool on)
{
	int flags = fcntl(fd, F_GETFL);

	fcntl(fd, F_SETFL, on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
}

/* The signals that end a run, without those that we were started to ignore (nohup). */
static void endings(sigset_t *set)
{
	static const int all[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };
	struct sigaction act;
	size_t i;

	sigemptyset(set);
	for (i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (sigaction(all[i], NULL, &act) == 0 && act.sa_handler != SIG_IGN)
			sigaddset(set, all[i]);
}

/*
 * QEMU keeps the terminal's signals blocked: ukrun has them too and ends it,
 * without QEMU's message that it was ended.
 */
static void child(const struct words *argv, const int fds[4], const sigset_t *old, pid_t parent)
{
	sigset_t mask = *old;
	unsigned char failed[2] = { STATUS_EXEC, 0 };
	int i;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(EXIT_UKRUN);
	for (i = 0; i < 4; i++)
		if (fds[i] >= 0 && dup2(fds[i], i) < 0)
			_exit(EXIT_UKRUN);
	blocking_keep();
	signal(SIGPIPE, SIG_DFL);
	sigaddset(&mask, SIGHUP);
	sigaddset(&mask, SIGINT);
	sigaddset(&mask, SIGQUIT);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	execvp(argv->v[0], argv->v);
	failed[1] = (unsigned char)errno;
	if (write(STATUS_FD, failed, sizeof(failed)) < 0)
		_exit(EXIT_UKRUN);
	_exit(EXIT_UKRUN);
}

static void start(struct vm *vm, const struct words *argv, bool escape, bool keys)
{
	int in[2], out[2], status[2];
	pid_t self = getpid();
	sigset_t set, old;

	make_pipe(in);
	make_pipe(out);
	make_pipe(status);
	fcntl(out[1], F_SETPIPE_SZ, PIPE_SIZE); /* fewer turns; as it is if refused */
	set_nonblock(in[1], true);
	set_nonblock(out[0], true);
	set_nonblock(status[0], true);

	endings(&set);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, &old);
	signal(SIGPIPE, SIG_IGN);
	vm->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (vm->signals < 0)
		die(EXIT_UKRUN, "signalfd: %s", strerror(errno));
	vm->signals = above(vm->signals);

	vm->pid = fork();
	if (vm->pid < 0)
		die(EXIT_UKRUN, "fork: %s", strerror(errno));
	if (vm->pid == 0)
		child(argv, (const int[4]){ in[0], out[1], -1, status[1] }, &old, self);
	close(in[0]);
	close(status[1]);
	vm->guest_stdout = out[1];
	vm->status_fd = status[0];
	vm->out.from = out[0];
	input_init(&vm->in, in[1], escape, keys);
}

static void read_status(struct vm *vm)
{
	unsigned char buf[64];
	ssize_t n;

	if (vm->status_fd < 0)
		return;
	while ((n = read(vm->status_fd, buf, sizeof(buf))) > 0)
		status_feed(&vm->status, buf, (size_t)n);
	if (n == 0) { /* QEMU has closed it: it is ending */
		close(vm->status_fd);
		vm->status_fd = -1;
	}
	if (vm->status.known && vm->grace == INT64_MAX)
		vm->grace = now() + GRACE_NS;
}

static void reap(struct vm *vm)
{
	if (!vm->gone && waitpid(vm->pid, &vm->wstatus, WNOHANG) == vm->pid)
		vm->gone = true;
}

static void stop(struct vm *vm)
{
	if (!vm->gone)
		kill(vm->pid, SIGKILL);
}

static void take_signals(struct vm *vm)
{
	struct signalfd_siginfo si;

	while (read(vm->signals, &si, sizeof(si)) == sizeof(si)) {
		if (si.ssi_signo == SIGCHLD)
			continue;
		vm->ended_by = (int)si.ssi_signo;
		stop(vm);
	}
	reap(vm);
}

static void check_time(struct vm *vm)
{
	int64_t t;

	if (vm->gone || (vm->deadline == INT64_MAX && vm->grace == INT64_MAX))
		return;
	t = now();
	if (t >= vm->deadline && !vm->status.known && !vm->ended_by) {
		vm->timed_out = true;
		vm->deadline = INT64_MAX;
		stop(vm);
	}
	if (t >= vm->grace)
		stop(vm);
}

/* Milliseconds until the next thing that does not come through a descriptor. */
static int wait_ms(const struct vm *vm)
{
	int64_t next = vm->deadline < vm->grace ? vm->deadline : vm->grace, ms = INT64_MAX;

	if (!vm->gone && next != INT64_MAX) {
		ms = (next - now() + 999999) / 1000000;
		if (ms < 0)
			ms = 0;
	}
	if (!vm->gone && vm->in.tty && !vm->in.ended && ms > TTY_POLL_MS)
		ms = TTY_POLL_MS;
	return ms > 3600000 ? (ms == INT64_MAX ? -1 : 3600000) : (int)ms;
}

static void turn(struct vm *vm)
{
	bool pending = output_pending(&vm->out), wanted = input_wanted(&vm->in);
	struct pollfd p[P_COUNT] = {
		[P_SIGNAL] = { vm->signals, POLLIN, 0 },
		[P_STATUS] = { vm->status_fd, POLLIN, 0 },
		[P_FROM_GUEST] = { pending ? -1 : vm->out.from, POLLIN, 0 },
		[P_STDOUT] = { pending ? STDOUT_FILENO : -1, POLLOUT, 0 },
		[P_TO_GUEST] = { vm->in.len ? vm->in.to : -1, POLLOUT, 0 },
		[P_STDIN] = { wanted ? STDIN_FILENO : -1, POLLIN, 0 },
	};

	if (wanted && vm->in.keys && !vm->gone)
		terminal_raw();
	if (vm->gone) /* only its output is still of interest */
		p[P_STATUS].fd = p[P_TO_GUEST].fd = p[P_STDIN].fd = -1;
	if (poll(p, P_COUNT, wait_ms(vm)) < 0 && errno != EINTR)
		die(EXIT_UKRUN, "poll: %s", strerror(errno));
	if (p[P_STDOUT].revents)
		output_write(&vm->out);
	if (p[P_FROM_GUEST].revents) {
		blocking_restore(vm->guest_stdout);
		output_read(&vm->out);
	}
	if (p[P_TO_GUEST].revents)
		input_write(&vm->in);
	if (p[P_STDIN].revents)
		input_read(&vm->in);
	if (vm->in.quit && !vm->ended_by) {
		vm->ended_by = SIGINT;
		stop(vm);
	}
	if (p[P_STATUS].revents)
		read_status(vm);
	if (p[P_SIGNAL].revents)
		take_signals(vm);
	if (vm->out.ended)
		stop(vm); /* as a process would end by SIGPIPE */
	check_time(vm);
}

static bool stdout_is_ready(void)
{
	struct pollfd p = { STDOUT_FILENO, POLLOUT, 0 };

	return poll(&p, 1, 0) > 0;
}

/*
 * What QEMU left in the pipes when it ended. A guest that exited has its
 * output waited for; one that was ended has not.
 */
static void drain(struct vm *vm)
{
	read_status(vm);
	while (!vm->out.ended) {
		if (!output_pending(&vm->out)) {
			if (!output_read(&vm->out))
				break;
		} else if (!vm->timed_out && !vm->ended_by) {
			turn(vm);
		} else if (stdout_is_ready()) {
			output_write(&vm->out);
		} else {
			break;
		}
	}
}

int vm_run(const struct words *argv, double timeout, bool escape, bool keys,
	   struct symbols *symbols, const struct arch *arch)
{
	struct vm *vm = calloc(1, sizeof(*vm));

	if (!vm)
		die(EXIT_UKRUN, "out of memory");
	vm->deadline = timeout > 0 ? now() + (int64_t)(timeout * 1e9) : INT64_MAX;
	vm->grace = INT64_MAX;
	vm->out.symbols = symbols;
	start(vm, argv, escape, keys);
	while (!vm->gone)
		turn(vm);
	drain(vm);

	if (vm->ended_by)
		return 128 + vm->ended_by;
	if (vm->timed_out) {
		say("still running after %g s: ended", timeout);
		return EXIT_TIMEOUT;
	}
	if (vm->out.ended)
		return 128 + SIGPIPE;
	return status_exit(&vm->status, vm->wstatus, argv->v[0], arch);
}

# SPDX-License-Identifier: BSD-3-Clause
# Domains by themselves: console, time, crashes, memory, ends; sourced by run.
domain clock guest "env.COLOUR=red -- i 5 \\\"a b\\\""
has '^hello from xen, 4: \[i\] \[5\] \[a b\] red' "arguments and environment"
has '^slept: ok' "sleeps as long as it should"
has '^backwards: 0' "time does not go back"
wall=$(sed -n 's/^wall: \([0-9]*\).*/\1/p' "$(log "$name")")
off=$((${wall:-0} - $(date +%s)))
[ $off -ge -20 ] && [ $off -le 20 ]
verdict $? "$kind: the time of day"
has '^uk: exit status 5' "says the exit status"
ended 0 "xl sees power-off"

domain crash guest "-- n"
has '^uk: crash: page fault \(write\) at 0x0000000000000000, thread main' "crash: reported"
has '^uk: #1 0x0000' "crash: backtrace"
ended 3 "xl sees a crash"

domain deep guest "-- p"
has '^uk: crash: stack overflow.*thread digger' "stack overflow of a thread: reported"
ended 3 "xl sees a crash after a stack overflow"

domain rights guest "-- w"
has '^refused: 1 1 1 1 1 1' "rights of pages: refused"
has '^uk: crash: page fault \(write\)' "a page without the right to write"
ended 3 "xl sees a crash after a write"

domain memory guest "-- m"
has '^memory: (2[0-9]|3[0-2]) MiB, 0 bad' "memory can be had and keeps what it holds"
ended 0 "xl sees power-off after that"

domain module guest "-- M" 'ramdisk="/test/module"'
has '^module: what the module says' "boot module"
ended 0 "xl sees power-off after that, too"

domain reboot guest "xen.on_exit=reboot -- z"
ended 1 "xl sees a reboot"

domain input guest "-- e"
has '^hello' "waits for input"
tty=$(xenstore-read "/local/domain/$(xl domid "$name")/console/tty")
stty -F "$tty" raw -echo
printf 'first line\nq\n' >"$tty"
has '^read <first line>' "console input"
ended 0 "ends at the end of it"

# No backend at all.
domain alone httpd-xen "-- 80" 'vif=[]'
has 'listening' "no network device: the program runs"
xl shutdown "$name" 2>&1 | grep -v ^Shutting
ended 0 "xl shutdown of that"

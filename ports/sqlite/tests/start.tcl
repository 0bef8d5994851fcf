# SPDX-License-Identifier: BSD-3-Clause
# start.tcl FILE OPTION...: one of SQLite's test scripts, told that it is under valgrind: then tests
# of several connections have them in one process only.
set ::G(valgrind) 1
set argv0 [lindex $argv 0]
set argv [lrange $argv 1 end]
source $argv0

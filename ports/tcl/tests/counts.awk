# SPDX-License-Identifier: BSD-3-Clause
# Counts of a log of tcltest: PASSED SKIPPED FAILED. A failed test whose own words say that it
# could not start a program is a skipped one; a file that did not come to its end is a failure.
function over() {
	moved += starts
	name = ""
	starts = 0
}
/^==== .* FAILED$/ {
	if (name == $2 && NF == 3) {
		over()
	} else {
		over()
		name = $2
	}
}
name != "" && (/couldn't fork child process/ || /invalid command name "exec"/) { starts = 1 }
/\.test:\tTotal\t/ {
	split($0, w, "\t")
	passed = w[5]
	skipped = w[7]
	failed = w[9]
	ended = 1
}
END { print passed + 0, skipped + moved, ended ? failed - moved : 1 }

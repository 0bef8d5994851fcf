# SPDX-License-Identifier: BSD-3-Clause
# The sources are in the style of .clang-format, carry their licence, and their
# shell scripts parse.
. "$srcdir/tests/lib.sh"
cd "$srcdir" || exit 1

if ! git rev-parse --git-dir >"$tmp/out" 2>&1; then
	skip "C files are formatted" "not a git checkout"
elif ! command -v clang-format >/dev/null; then
	skip "C files are formatted" "clang-format is not installed"
else
	status 0 "C files are formatted (tools/format)" tools/format --check
	git ls-files '*.[chS]' '*.sh' '*.am' '*.ac' 'tools/*' quickstart | grep -v '^ports/.*/overlay/' | while read -r f; do
		head -n 3 "$f" | grep -q 'SPDX-License-Identifier: BSD-3-Clause' || echo "$f"
	done >"$tmp/bare"
	is "$(grep -v 'packages.txt$' "$tmp/bare" | tr '\n' ' ')" "" "every source says its licence"
fi
for f in quickstart .ci/run tools/build-package tools/build-port tools/format tools/header-docs tools/install-deps tools/install-ukports \
	ports/port ports/*/recipe ports/posixtestsuite/tests/build ports/posixtestsuite/tests/run ports/posixtestsuite/tests/verdicts ports/front/ukports tests/ports/smoke bench/run bench/*/run tests/run tests/suite bench/counted tests/distcheck tests/*.sh tests/platforms/*.sh \
	tests/xen/init tests/xen/run tests/xen/vif tests/xen/*.sh tools/fetch-xen tools/xen-dom0; do
	sh -n "$f" 2>>"$tmp/syntax" || echo "$f" >>"$tmp/syntax"
done
is "$(cat "$tmp/syntax" 2>/dev/null)" "" "shell scripts parse"
finish

# SPDX-License-Identifier: BSD-3-Clause
# A copy of the driver in a scratch directory, a compiler that is none, and a
# port "demo" whose recipe counts how often each of its steps runs.

set -u
top=$(cd "$(dirname "$0")/.." && pwd)
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT
trap 'exit 1' INT TERM
status=0

mkdir -p "$t/ports/demo/patches" "$t/bin" "$t/sysroot" "$t/sources" "$t/machine"
cp -R "$top/port" "$top/lib" "$t/ports/"
cat >"$t/bin/x86_64-uk-elf-gcc" <<END
#!/bin/sh
case \$1 in
-print-sysroot) echo "$t/sysroot" ;;
-dumpmachine) echo x86_64-uk-elf ;;
-dumpversion) echo \${FAKE_VERSION:-12} ;;
esac
END
# Any use of the network is noted and fails, unless a test replaces these.
for tool in apt-get curl; do
	printf '#!/bin/sh\necho "%s $*" >>"%s/network"\nexit 1\n' $tool "$t" >"$t/bin/$tool"
done
chmod +x "$t"/bin/*
PATH=$t/bin:$PATH
export PATH
unset UK_SOURCES UK_PORTS_BUILD

# make_archive FILE TEXT: a source archive with one file, hello.txt
make_archive()
{
	mkdir -p "$t/a/demo-1.0"
	echo "$2" >"$t/a/demo-1.0/hello.txt"
	tar -cJf "$1" -C "$t/a" --sort=name --mtime=@0 --owner=0 --group=0 demo-1.0
	rm -r "$t/a"
}

sum() { sha256sum <"$1" | cut -d' ' -f1; }

# recipe SOURCES [MORE]: the demo port; MORE may redefine anything
recipe()
{
	cat >"$t/ports/demo/recipe" <<-END
	port_version=1.0
	port_summary=demonstration
	port_licence=none
	port_sources='$1'
	port_configure() { echo configure >>"$t/ran"; }
	port_build() { echo build >>"$t/ran"; cp "\$src/hello.txt" built; }
	port_install()
	{
		echo install >>"$t/ran"
		mkdir -p "\$stage/include" "\$stage/lib"
		cp built "\$stage/include/hello.h"
		echo second >"\$stage/lib/second"
	}
	port_check() { echo check >>"$t/ran"; result 3 0; }
	${2:-}
	END
}

port()
{
	"$t/ports/port" "$@" --builddir "$t/build" >"$t/out" 2>&1
	rc=$?
	cat "$t/out"
	return $rc
}

ran() { tr '\n' ' ' <"$t/ran" 2>/dev/null; : >"$t/ran"; }

# is WHAT CONDITION: the condition is evaluated here
is()
{
	if eval "$2"; then
		echo "ok $1"
	else
		echo "not ok $1"
		status=1
	fi
}

says() { grep -q -e "$1" "$t/out" || grep -rqs -e "$1" "$t/build/demo/log"; }

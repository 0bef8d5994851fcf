# SPDX-License-Identifier: BSD-3-Clause
# A port that needs another one calls, when it is configured and when it is
# installed, what is here. To be built, it sees the other in a folder of its own
# ($needs): testing a port leaves the sysroot as it is.

# needs NAME...: build these ports and put them into $needs/{include,lib}.
needs()
{
	needs=$work/needs
	# Its note of what is installed is about the sysroot, so it has a builder of its own.
	needs_port --builddir "$builddir/needed" --prefix / --destdir "$needs" "$@"
}

# install_needs NAME...: install them where this port goes.
install_needs()
{
	needs_port --builddir "$builddir" --prefix "$prefix" --destdir "$destdir" "$@"
}

# source_of NAME: the sources of another port, patched, are copied to the folder NAME here:
# for software that builds a library together with itself, its own way.
source_of()
{
	driver unpack --builddir "$builddir/needed" "$1"
	rm -rf "./$1"
	cp -R "$builddir/needed/$1/src" "./$1"
}

needs_port() { driver install "$@"; }

driver()
{
	do=$1
	shift
	[ $offline = no ] || set -- --offline "$@"
	[ -z "$sources" ] || set -- --sources "$sources" "$@"
	sh "$ports/port" "$do" --host "$host" -j "$jobs" "$@"
}

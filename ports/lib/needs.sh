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

needs_port()
{
	[ $offline = no ] || set -- --offline "$@"
	[ -z "$sources" ] || set -- --sources "$sources" "$@"
	sh "$ports/port" install --host "$host" -j "$jobs" "$@"
}

# SPDX-License-Identifier: BSD-3-Clause
# Where source archives come from. A recipe lists sources, best first:
#
#   file PATH SHA256               an archive that a Debian package installed
#   debian PKG VERSION FILE SHA256 a file of a Debian source package
#   url URL SHA256                 upstream
#
# A directory that the user names comes before all. The first that can be had
# is taken; one whose SHA-256 differs from the recipe's is refused, loudly, and
# the next one tried. Nothing is unpacked unverified.

# verify FILE SHA256 NAME: say expected and got when they differ.
verify()
{
	got=$(sha256sum <"$1" | cut -d' ' -f1)
	[ "$got" = "$2" ] && return 0
	echo "fetch: $3 is refused: its SHA-256 is $got, the recipe says $2"
	return 1
}

# keep FILE SHA256 BASENAME: verified, then moved into place.
keep()
{
	verify "$1" "$2" "$3" || { rm -f "$1"; return 1; }
	mv "$1" "$work/fetch/$3"
}

from_directory()
{
	[ -n "$sources" ] || return 1
	[ -f "$sources/$1" ] || return 1
	cp "$sources/$1" "$work/fetch/$1.part" || return 1
	keep "$work/fetch/$1.part" "$2" "$1" || return 1
	echo "fetch: $1 from $sources"
}

from_file()
{
	[ -f "$1" ] || { echo "fetch: there is no $1"; return 1; }
	cp "$1" "$work/fetch/${1##*/}.part" || return 1
	keep "$work/fetch/${1##*/}.part" "$2" "${1##*/}" || return 1
	echo "fetch: ${1##*/} from $1"
}

from_url()
{
	[ "$offline" = no ] || return 1
	command -v curl >/dev/null 2>&1 || { echo "fetch: curl is not installed"; return 1; }
	echo "fetch: $1"
	curl --fail --location --silent --show-error --proto '=https' --max-time 300 \
		--output "$work/fetch/${1##*/}.part" "$1" || return 1
	keep "$work/fetch/${1##*/}.part" "$2" "${1##*/}"
}

# apt with a state of its own: the machine's Debian suites as deb-src, lists
# and caches below the build directory. The system's configuration is only read.
apt_private()
{
	tool=$1
	shift
	a=$builddir/.apt
	"$tool" -o Dir::Etc::SourceList="$a/sources.list" -o Dir::Etc::SourceParts=- \
		-o Dir::State::Lists="$a/lists" -o Dir::Cache="$a/cache" \
		-o Dir::Cache::Archives="$a/cache" -o APT::Sandbox::User= \
		-o Acquire::Languages=none -o Acquire::Retries=2 "$@"
}

# debian_suites DIRECTORY CODENAME: one deb-src line for each suite of this
# release among the machine's sources, in either of apt's two formats.
# Repositories of others are left out.
debian_suites()
{
	codename=$2
	cat "$1/sources.list" "$1"/sources.list.d/*.list 2>/dev/null |
		sed -n 's/^[[:space:]]*deb[[:space:]]/deb-src /p' |
		grep -E " ($codename|$codename-updates|$codename-security)/? "
	for f in "$1"/sources.list.d/*.sources; do
		[ -f "$f" ] || continue
		awk -v code="$codename" '
			function flush(  i, j, n, m, u, s, o) {
				n = split(v["uris"], u, " ")
				m = split(v["suites"], s, " ")
				o = v["signed-by"] ~ /^\// ? "[signed-by=" v["signed-by"] "] " : ""
				for (i = 1; i <= n; i++)
					for (j = 1; j <= m; j++)
						if (s[j] ~ "^" code "(-updates|-security)?/?$")
							print "deb-src " o u[i], s[j], v["components"]
				delete v
			}
			/^[[:space:]]*$/ { flush(); next }
			/^#/ { next }
			/^[^ \t]+:/ {
				key = tolower(substr($0, 1, index($0, ":") - 1))
				v[key] = substr($0, index($0, ":") + 1)
				sub(/^[ \t]+/, "", v[key])
			}
			END { flush() }' "$f"
	done
	return 0
}

# Fetch the index once a day; a failure to do so is final for this run.
apt_update()
{
	a=$builddir/.apt
	[ -f "$a/failed.$$" ] && return 1
	if [ -f "$a/updated" ] && [ -n "$(find "$a/updated" -mmin -1440)" ]; then
		return 0
	fi
	mkdir -p "$a/lists/partial" "$a/cache"
	codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-none}")
	debian_suites /etc/apt "$codename" | sort -u >"$a/sources.list"
	[ -s "$a/sources.list" ] || { echo "fetch: no suite $codename in /etc/apt"; return 1; }
	echo "fetch: the source index of $(cut -d' ' -f2- "$a/sources.list" | tr '\n' ';')"
	apt_private apt-get -q update && : >"$a/updated" && return 0
	: >"$a/failed.$$"
	return 1
}

# from_debian PKG VERSION FILE SHA256: one file out of a source package. A
# version in the index may be gone from the archive; the caller then goes on.
from_debian()
{
	command -v apt-get >/dev/null 2>&1 || return 1
	if [ ! -f "$work/fetch/$1_$2.ok" ]; then
		[ "$offline" = no ] || return 1
		apt_update || return 1
		echo "fetch: $1 $2 from the distribution's sources"
		(cd "$work/fetch" && apt_private apt-get -q source --download-only \
			"$1=$2") || return 1
		: >"$work/fetch/$1_$2.ok"
	fi
	[ -f "$work/fetch/$3" ] || { echo "fetch: $1 $2 has no $3"; return 1; }
	verify "$work/fetch/$3" "$4" "$3"
}

# fetch_one LIST: try each line until one gives a file; its name joins "files".
fetch_one()
{
	echo "$1" >"$work/fetch/list"
	while read -r kind a b c d; do
		case $kind in
		''|\#*) continue ;;
		file) f=${a##*/} sum=$b ;;
		debian) f=$c sum=$d ;;
		url) f=${a##*/} sum=$b ;;
		*) echo "fetch: $name: unknown kind of source '$kind'"; return 1 ;;
		esac
		if from_directory "$f" "$sum" || "from_$kind" "$a" "$b" "$c" "$d"; then
			echo "$f" >>"$work/fetch/files.new"
			return 0
		fi
	done <"$work/fetch/list"
	echo "fetch: none of the sources of $name can be had; put one of these files into a"
	echo "fetch: directory and name it with --sources DIR:"
	awk '{ f = $1 == "debian" ? $4 : $2; sub(/.*\//, "", f) } NF { print "fetch:   " f }' \
		"$work/fetch/list" | sort -u
	return 1
}

# port_sources gives the first file, port_extra (may be empty) a second.
fetch_sources()
{
	mkdir -p "$work/fetch"
	rm -f "$work/fetch/files" "$work/fetch/files.new"
	fetch_one "$port_sources" || return 1
	if [ -n "$port_extra" ]; then
		fetch_one "$port_extra" || return 1
	fi
	mv "$work/fetch/files.new" "$work/fetch/files"
}

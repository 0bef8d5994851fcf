# SPDX-License-Identifier: BSD-3-Clause
# Copies what a recipe staged into the prefix and keeps a manifest there
# (share/ukpool/ports/NAME.files: SHA-256 and path). A file that someone else
# has replaced since, such as a header of newlib that libuk-posix does better,
# is left alone; a file that this version no longer has is removed.

install_stage()
{
	dest=$destdir$prefix
	manifest=$dest/share/ukpool/ports/$name.files
	new=$work/manifest.new
	old=$work/manifest.old
	mkdir -p "${manifest%/*}"
	if [ -f "$manifest" ]; then cp "$manifest" "$old"; else : >"$old"; fi

	# The checksums of all three sides in three runs, not one for each file.
	(cd "$stage" && find . -type f | sed 's,^\./,,' | sort | xargs -r -d '\n' sha256sum) >"$new"
	[ -s "$new" ] || { echo "install: $name staged no file"; return 1; }
	(cd "$dest" && cut -c67- "$work/manifest.new" "$old" | sort -u |
		while IFS= read -r f; do [ -f "$f" ] && printf '%s\n' "$f"; done |
		xargs -r -d '\n' sha256sum) >"$work/manifest.there"

	awk -v old="$old" -v there="$work/manifest.there" '
		BEGIN {
			while ((getline l < old) > 0)
				was[substr(l, 67)] = substr(l, 1, 64)
			while ((getline l < there) > 0)
				is[substr(l, 67)] = substr(l, 1, 64)
		}
		{
			f = substr($0, 67); sum = substr($0, 1, 64); seen[f] = 1
			if (!(f in is)) print "put", f
			else if (is[f] == sum) continue_ = 1
			else if (f in was && was[f] == is[f]) print "put", f
			else print "leave", f
		}
		END { for (f in was) if (!(f in seen) && is[f] == was[f]) print "drop", f }
	' "$new" >"$work/manifest.plan"

	while read -r what f; do
		case $what in
		put)
			mkdir -p "$dest/$(dirname "$f")"
			mode=644
			[ -x "$stage/$f" ] && mode=755
			install -m $mode "$stage/$f" "$dest/$f.uk-new"
			mv -f "$dest/$f.uk-new" "$dest/$f" ;;
		drop) rm -f "$dest/$f" ;;
		leave) echo "install: $f is another package's now; left alone" ;;
		esac
	done <"$work/manifest.plan"
	cp "$new" "$manifest"
	echo "install: $(grep -c . "$new") files in $dest"
}

# SPDX-License-Identifier: BSD-3-Clause
# docs/porting-an-application.md: each line of its ```sh blocks is run, in order, in one folder.
# A line must succeed, or, where lines with #> follow, say what they have (a basic regular
# expression each). Software is installed into a copy of the tree.
. "$srcdir/tests/lib.sh"

cp -a "$stage" "$tmp/pool"
PATH="$tmp/pool/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
mkdir "$tmp/app" "$tmp/bin"
cp "$srcdir/examples/httpd/httpd.c" "$srcdir"/tests/guide/* "$tmp/app/"
cp -R "$srcdir"/tests/integrations/* "$tmp/app/"
(cd "$tmp/app/autotools" && autoreconf -fi) >"$tmp/out" 2>&1 || note <"$tmp/out"
cd "$tmp/app" || exit 1
# Never for ever, and on any machine: the guide does not say so.
cat >"$tmp/bin/ukrun" <<END
#!/bin/sh
exec "$tmp/pool/bin/ukrun" --accel tcg --timeout 120 "\$@"
END
chmod +x "$tmp/bin/ukrun"
PATH=$tmp/bin:$PATH

# Commands to $tmp/N.sh, what they say to $tmp/N.says.
awk -v to="$tmp" '
	/^```sh$/ { on = 1; next }
	/^```/ { on = 0; next }
	on && /^#> / { print substr($0, 4) >(to "/" n ".says"); next }
	on && NF { n++; print >(to "/" n ".sh") }
	END { print n >(to "/count") }' "$srcdir/docs/porting-an-application.md"
n=1
while [ $n -le "$(cat "$tmp/count")" ]; do
	command=$(cat "$tmp/$n.sh")
	if [ -f "$tmp/$n.says" ]; then
		sh "$tmp/$n.sh" >"$tmp/out" 2>&1 </dev/null
		missing=
		while read -r line; do
			grep -q -e "$line" "$tmp/out" || missing="$missing [$line]"
		done <"$tmp/$n.says"
		if [ -z "$missing" ]; then ok "$command"; else
			not_ok "$command"
			{ echo "does not say:$missing"; tail -n 20 "$tmp/out"; } | note
		fi
	else
		status 0 "$command" sh "$tmp/$n.sh"
	fi
	n=$((n + 1))
done
if [ $tap_n -gt 40 ]; then ok "the guide has its commands"; else not_ok "the guide has its commands: $tap_n"; fi
finish

# SPDX-License-Identifier: BSD-3-Clause
# Servers that know nothing of us: their own tests as processes, and booted in QEMU. With
# UK_LONG also what takes minutes to build.
. "$srcdir/tests/lib.sh"
. "$srcdir/tests/ports/smoke"
port="$srcdir/ports/port"
names=nginx
[ -z "${UK_LONG:-}" ] || names="$names nginx-tls libevent memcached lighttpd redis"
for p in $names; do
	if "$port" check $p --builddir "$builddir/ports" >"$builddir/log/port-$p.log" 2>&1; then
		ok "$p: $(grep -E '[0-9]+ passed, [0-9]+ failed' "$builddir/log/port-$p.log" | tail -n 1)"
	else
		not_ok "$p (log: $builddir/log/port-$p.log)"
		tail -n 15 "$builddir/log/port-$p.log" | note
	fi
done

# Booted with 8 MiB: a page and a large file from a 9P share.
nginx=$builddir/ports/nginx/build/objs/nginx
mkdir "$tmp/site"
echo 'from a machine' >"$tmp/site/index.html"
head -c 500000 /dev/urandom >"$tmp/site/big.bin"
cat >"$tmp/site/nginx.conf" <<'END'
daemon off;
master_process off;
events { worker_connections 64; }
http {
	access_log off;
	server { listen 80; root /s; }
}
END
p=$(free_port)
background ukrun -q --accel tcg --timeout 120 -m 8 -p "$p:80" -v "$tmp/site:/s" "$nginx" -p /tmp/ -c /s/nginx.conf -e stderr
is "$(fetch "http://127.0.0.1:$p/")" 'from a machine' "nginx boots and serves a page"
fetch "http://127.0.0.1:$p/big.bin" >"$tmp/got"
if cmp "$tmp/got" "$tmp/site/big.bin" >"$tmp/out" 2>&1; then ok "and half a megabyte"; else
	not_ok "and half a megabyte"
	cat "$tmp/out" "$tmp/bg" | note
fi
stop $bg
if [ -n "${UK_LONG:-}" ]; then
	# The same by TLS: certificate and key are on the share.
	openssl req -x509 -nodes -days 30 -newkey rsa:2048 -keyout "$tmp/site/key.pem" -out "$tmp/site/cert.pem" \
		-subj /CN=localhost -addext subjectAltName=DNS:localhost 2>"$tmp/out"
	sed -i 's|listen 80;|listen 443 ssl; ssl_certificate /s/cert.pem; ssl_certificate_key /s/key.pem;|' "$tmp/site/nginx.conf"
	p=$(free_port)
	background ukrun -q --accel tcg --timeout 120 -m 8 -p "$p:443" -v "$tmp/site:/s" \
		"$builddir/ports/nginx-tls/build/objs/nginx-tls" -p /tmp/ -c /s/nginx.conf -e stderr
	by_tls() {
		curl -sS --cacert "$tmp/site/cert.pem" --max-time 60 --retry 100 --retry-delay 0 --retry-max-time 60 \
			--retry-all-errors "https://localhost:$p/$1"
	}
	is "$(by_tls '')" 'from a machine' "nginx-tls boots with 8 MiB and serves a page"
	by_tls big.bin >"$tmp/got"
	if cmp "$tmp/got" "$tmp/site/big.bin" >"$tmp/out" 2>&1; then ok "and half a megabyte"; else
		not_ok "and half a megabyte"
		cat "$tmp/out" "$tmp/bg" | note
	fi
	stop $bg
	# As their lists say, with 8 MiB.
	mkdir "$tmp/images"
	cp "$builddir/ports/redis/build/src/redis-server" "$builddir/ports/redis/build/src/redis-cli" \
		"$builddir/ports/lighttpd/build/src/lighttpd" "$builddir/ports/memcached/build/memcached" "$tmp/images/"
	for p in lighttpd redis memcached; do
		if smoke_of $p "$tmp/images" 8; then ok "$p boots with 8 MiB and answers"; else
			not_ok "$p boots with 8 MiB and answers"
			note <"$smoke_out"
		fi
	done
	# What needs a fork says so.
	port_out=$(free_port)
	mkdir "$tmp/data"
	background "$builddir/ports/redis/build/src/redis-server" --port "$port_out" --dir "$tmp/data" --save ''
	ask "TCP:127.0.0.1:$port_out" 'SET a b\r\nBGSAVE\r\nSAVE\r\nQUIT\r\n' "$bg"
	is "$(joined "$tmp/answer")" '+OK -ERR +OK +OK ' "redis refuses to save in the background, and saves"
	has "$tmp/bg" "Can't save in background: fork: Function not implemented" "and says why"
	stop $bg
fi
finish

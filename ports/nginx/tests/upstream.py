# SPDX-License-Identifier: BSD-3-Clause
# upstream.py PORT [CERTIFICATE]: an HTTP server of this machine that a proxy is put before.
# With a file of certificate and key it speaks TLS.
import hashlib
import http.server
import ssl
import sys

connections = 0


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        global connections
        super().setup()
        connections += 1
        self.number, self.requests = connections, 0

    def answer(self, status, text):
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.send_header("X-Native", "yes")
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self):
        self.requests += 1
        if self.path == "/whoami":
            self.answer(200, b"%d %d\n" % (self.number, self.requests))
        elif self.path == "/error":
            self.answer(500, b"an error\n")
        elif self.path == "/broken":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Le")
            self.close_connection = True
        elif self.path == "/chunks":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for i in range(1, 2001):
                line = b"%d\n" % i
                self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.answer(200, b"GET %s\n" % self.path.encode())

    def do_POST(self):
        data = self.rfile.read(int(self.headers["Content-Length"]))
        said = "POST %s %d %s\n" % (self.path, len(data), hashlib.md5(data).hexdigest())
        self.answer(200, said.encode())


server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
if len(sys.argv) > 2:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2])
    server.socket = context.wrap_socket(server.socket, server_side=True)
print("listening", flush=True)
server.serve_forever()

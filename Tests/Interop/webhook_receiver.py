"""A webhook receiver for tests: webhook_receiver.py CERTIFICATE KEY CALLS_FILE SECRET

Prints its port, then appends one JSON line to CALLS_FILE for each call. Signatures are checked by the package
standardwebhooks. The path decides the answer; see WebhookReceiver.swift.
"""

import email.utils
import http.server
import json
import ssl
import sys
import threading
import time
import urllib.parse

import standardwebhooks

certificate, key, calls_file, secret = sys.argv[1:5]
webhook = standardwebhooks.Webhook(secret)
lock = threading.Lock()


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            webhook.verify(body, headers)
            verified = True
        except standardwebhooks.WebhookVerificationError:
            verified = False
        call = {"path": self.path, "headers": headers, "body": body.decode("utf-8"), "verified": verified}
        with lock, open(calls_file, "a", encoding="utf-8") as file:
            file.write(json.dumps(call) + "\n")
        self.answer(verified)

    do_GET = do_POST

    def answer(self, verified):
        if self.path == "/drops-kept":
            # The first call of a connection is answered; the next ends it, whether it was taken or not.
            if getattr(self, "has_answered", False):
                self.close_connection = True
                return None
            self.has_answered = True
        if self.path == "/endless":
            return self.answer_endlessly()
        if self.path == "/slow":
            time.sleep(5)
        status = 204 if verified else 401
        if self.path.startswith("/status/"):
            status = int(self.path.split("/")[2].split("?")[0])
        if self.path == "/redirect":
            status = 302
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/ok")
        if status == 429:
            self.send_header("Retry-After", self.wait())
        self.send_header("Content-Length", "0")
        self.end_headers()

    def wait(self):
        """What Retry-After says: `/status/429?in=90` as a date, `?after=…` as it stands."""
        question = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        if "in" in question:
            return email.utils.formatdate(time.time() + int(question["in"][0]), usegmt=True)
        return question.get("after", ["7"])[0]

    def answer_endlessly(self):
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:
            self.close_connection = True

    def log_message(self, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


server = Server(("127.0.0.1", 0), Receiver)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
# The handshake belongs to the thread of the connection, not to the one that accepts.
server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
print(server.server_port, flush=True)
server.serve_forever()

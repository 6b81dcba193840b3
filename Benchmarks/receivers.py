"""The far ends of those whose webhooks are measured, each in a process of its own, over HTTPS."""

import json
import os
import pathlib
import ssl
import sys
import time
import urllib.request

import loopback
import webhook_delivery


class FarEnd:
    """Where webhooks come, and the certificate by which it is known."""

    def __init__(self, folder):
        self.folder, self.port = folder, loopback.free_port()
        self.certificate = webhook_delivery.write_certificate(folder)
        self.url = f"https://127.0.0.1:{self.port}/hooks"

    def wait(self, enough, quiet=10):
        """Until `enough` have come, or none for `quiet` seconds.

        Returns how many did.
        """
        count, since = self.count(), time.monotonic()
        while count < enough and time.monotonic() - since < quiet:
            time.sleep(0.02)
            now = self.count()
            if now != count:
                count, since = now, time.monotonic()
        return count


class TimingReceiver(FarEnd):
    """A program that knows to the microsecond when each call came, and takes a few thousand a second."""

    def __init__(self, folder):
        super().__init__(folder)
        self.trust = ssl.create_default_context(cafile=self.certificate)

    def running(self):
        program = pathlib.Path(__file__).with_name("receiver.py")
        return loopback.running(
            [sys.executable, program, str(self.port), self.certificate, self.certificate.with_name("key.pem")], self.port)

    def ask(self, path, method="GET"):
        request = urllib.request.Request(f"https://127.0.0.1:{self.port}{path}", method=method)
        with urllib.request.urlopen(request, context=self.trust) as answer:
            return answer.read()

    def count(self):
        return int(self.ask("/count"))

    def received(self):
        """When each came, and its body."""
        return json.loads(self.ask("/received"))

    def forget(self):
        self.ask("/", "DELETE")


class LoggingReceiver(FarEnd):
    """Debian's nginx, which takes tens of thousands a second, and writes each into its log: when, `webhook-id`, body."""

    def __init__(self, given, folder):
        super().__init__(folder)
        self.nginx = given.peers / "nginx"
        self.echo = given.peers.parent / "usr/lib/nginx/modules/ngx_http_echo_module.so"
        self.log = folder / "received"
        self.forget()

    def running(self):
        settings = webhook_delivery.write_nginx_settings(
            self.folder, self.port, modules=f"load_module {self.echo};", log=self.log_settings(),
            answer="echo_read_request_body; echo_status 204; echo -n '';")
        return loopback.running([self.nginx, "-p", self.folder, "-e", "stderr", "-c", settings], self.port)

    def log_settings(self):
        # A body that is not whole in memory would be missing from the log.
        return f"""
            log_format received escape=json '{{"at":$msec,"id":"$http_webhook_id","body":"$request_body"}}';
            access_log {self.log} received; client_body_buffer_size 64k; client_body_in_single_buffer on;
        """

    def count(self):
        """Lines of the log; only what is new is read."""
        with self.log.open("rb") as log:
            log.seek(self.position)
            while piece := log.read(1 << 20):
                self.lines += piece.count(b"\n")
                self.position += len(piece)
        return self.lines

    def received(self):
        """When each came, its `webhook-id`, and its body."""
        with self.log.open() as log:
            calls = [json.loads(line) for line in log]
        return [(call["at"], call["id"], call["body"]) for call in calls]

    def forget(self):
        """Begins anew; nothing may be under way."""
        self.log.touch()
        os.truncate(self.log, 0)
        self.position, self.lines = 0, 0

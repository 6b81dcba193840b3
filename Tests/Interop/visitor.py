"""Somebody with a browser that keeps its connection and its cookies and follows nothing, and that asks more often than
people do: from another place on this machine after every few dozen requests, since each place may only ask so often."""

import http.client
import itertools
import time
import urllib.parse
from dataclasses import dataclass

from sign_in import PASSWORD


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes
    seconds: float

    @property
    def text(self):
        return self.body.decode(errors="replace")


class Visitor:
    places = itertools.count(2)
    # Below what any place may do at once.
    requests_of_a_place = 60

    def __init__(self, site, name=None, password=PASSWORD):
        self.address = urllib.parse.urlsplit(site)
        self.name, self.password = name, password
        self.jar = {}
        self.connection, self.asked = None, 0

    def ask(self, method, path, body=None, headers=()):
        if self.asked % self.requests_of_a_place == 0:
            self.leave()
        self.asked += 1
        sent = dict(headers)
        if self.jar:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        begun = time.monotonic()
        response = self.respond(method, path, body, sent)
        answer = Answer(response.status, response.headers, response.read(), time.monotonic() - begun)
        for line in response.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            self.jar.pop(name, None) if "max-age=0" in line.lower() else self.jar.update({name: value})
        if response.will_close:
            self.leave()
        return answer

    def respond(self, method, path, body, headers):
        """One that was closed meanwhile is opened anew, once."""
        for attempt in (1, 2):
            is_fresh = self.connection is None
            if is_fresh:
                place = next(self.places)
                self.connection = http.client.HTTPConnection(
                    self.address.hostname, self.address.port, timeout=30,
                    source_address=(f"127.{1 + place // 62500}.{place // 250 % 250}.{place % 250 + 1}", 0))
            try:
                self.connection.request(method, path, body, headers)
            except (BrokenPipeError, ConnectionResetError):
                # It may have answered before it had all of it.
                if is_fresh and attempt == 2:
                    raise
            try:
                return self.connection.getresponse()
            except (http.client.RemoteDisconnected, ConnectionResetError, http.client.CannotSendRequest,
                    http.client.ResponseNotReady):
                self.leave()
                if attempt == 2:
                    raise

    def leave(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, fields, is_multipart=False, headers=()):
        if is_multipart:
            kind, body = multipart(fields)
        else:
            kind, body = "application/x-www-form-urlencoded", urllib.parse.urlencode(fields).encode()
        return self.ask("POST", path.split("#")[0], body, {"Content-Type": kind} | dict(headers))

    def form_token(self, path):
        text = self.get(path).text
        return text.split('name="form-token" value="', 1)[1].split('"', 1)[0]

    def sign_in(self):
        self.jar = {}
        answer = self.post("/sign-in", {
            "form-token": self.form_token("/sign-in"), "name": self.name, "password": self.password})
        assert answer.status == 303, (self.name, answer.status, answer.text)
        return self


def multipart(fields):
    """A form with its fields as (name, value) pairs; a value that is a pair is a file's name and contents."""
    lines = []
    for name, value in fields.items() if isinstance(fields, dict) else fields:
        about = f'form-data; name="{name}"'.encode()
        if isinstance(value, tuple):
            about += b'; filename="' + as_bytes(value[0]).replace(b'"', b"%22") + b'"\r\nContent-Type: text/csv'
            value = value[1]
        lines += [b"--hit-mark-border", b"Content-Disposition: " + about, b"", as_bytes(value)]
    return "multipart/form-data; boundary=hit-mark-border", b"\r\n".join([*lines, b"--hit-mark-border--", b""])


def as_bytes(value):
    return value if isinstance(value, bytes) else value.encode(errors="surrogatepass")

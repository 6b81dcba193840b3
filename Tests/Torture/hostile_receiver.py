"""A webhook receiver on loopback that answers as it pleases, or not at all, or without end."""

import contextlib
import random
import socket
import ssl
import threading
import time

from .hostile_mail import PATIENCE, SOON, Hangup

# How receivers misbehave, by temper: the ways, and how often each.
TEMPERS = {
    "moody": {
        "ok": 60, "delay": 6, "408": 1, "425": 1, "429": 2, "500": 2, "502": 1, "503": 2, "drop untaken": 3,
        "drop taken": 3, "reset": 2, "stall": 1, "stall after headers": 1, "endless body": 2, "endless headers": 1,
        "garbage": 1, "close after": 4, "cut short": 2, "interim answers": 1,
    },
    "refusing": {"ok": 30, "301": 3, "302": 3, "307": 3, "308": 3, "400": 4, "404": 4, "422": 4, "410": 0.2},
}
STATUSES = {"ok": (200, 201, 202, 204)}


class HostileReceiver:
    """One receiver, by a name, of a temper; some of its connections break TLS."""

    def __init__(self, ledger, name, temper, certificate, seed, breaks_tls=0.0):
        self.ledger, self.name, self.temper = ledger, name, TEMPERS[temper]
        self.breaks_tls = breaks_tls
        self.calm = False
        self.random = random.Random(seed)
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(*certificate)
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self.listener.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                life = self.ledger.life
                threading.Thread(target=self._serve, args=(connection, life), daemon=True).start()

    def _serve(self, connection, life):
        with contextlib.suppress(OSError, Hangup, ssl.SSLError, ValueError), connection:
            connection.settimeout(PATIENCE * 2)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if not self.calm and self.random.random() < self.breaks_tls:
                self._break_handshake(connection)
            with self.tls.wrap_socket(connection, server_side=True) as secured:
                exchange = Exchange(self, secured, life)
                while True:
                    exchange.answer_one()

    def _break_handshake(self, connection):
        way = self.random.choice(["closed", "garbage", "stall"])
        self.ledger.note(f"webhook: TLS {way}")
        connection.recv(4096)
        if way == "garbage":
            connection.sendall(self.random.randbytes(300))
        elif way == "stall":
            time.sleep(PATIENCE)
        raise Hangup

    def choose(self):
        if self.calm:
            return "ok"
        return self.random.choices(list(self.temper), list(self.temper.values()))[0]


class Exchange:
    """The calls of one connection."""

    def __init__(self, receiver, connection, life):
        self.receiver, self.connection, self.life = receiver, connection, life
        self.ledger = receiver.ledger
        self.buffer = b""

    def answer_one(self):
        headers = self._request()
        self.message = headers["webhook-id"]
        self.ledger.arrived(self.message, self.life, headers["webhook-timestamp"])
        way = self.receiver.choose()
        if way != "ok":
            self.ledger.note(f"webhook: {way}")
        if way.isdigit():
            self.ledger.refuse(self.receiver.name, int(way))
            self._respond(int(way), "Location: https://localhost/\r\nRetry-After: 2\r\n" if way != "400" else "")
        elif way in ("ok", "delay", "close after", "cut short", "interim answers"):
            self._take(way)
        else:
            self._misbehave(way)

    def _request(self):
        while b"\r\n\r\n" not in self.buffer:
            self._receive()
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")[1:]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = int(headers["content-length"])
        while len(self.buffer) < length:
            self._receive()
        self.buffer = self.buffer[length:]
        return headers

    def _receive(self):
        data = self.connection.recv(65_536)
        if not data:
            raise Hangup
        self.buffer += data

    def _taken(self):
        return self.ledger.take("webhook", self.message, self.life, self.receiver.name)

    def _take(self, way):
        entry = self._taken()
        if way == "delay":
            time.sleep(self.receiver.random.uniform(0.02, 0.4))
        if way == "interim answers":
            self._send(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 50)
        status = self.receiver.random.choice(STATUSES["ok"])
        if way == "cut short":
            self._send(f"HTTP/1.1 {status} Fine\r\nContent-Length: 1000\r\n\r\nand".encode())
        else:
            self._respond(status)
        entry.answered = time.monotonic() - entry.at < SOON
        if way in ("close after", "cut short"):
            raise Hangup

    def _respond(self, status, more=""):
        length = "" if status == 204 else "Content-Length: 2\r\n"
        self._send(f"HTTP/1.1 {status} Status\r\n{more}{length}\r\n{'' if status == 204 else 'ok'}".encode())

    def _misbehave(self, way):
        if way == "drop taken":
            self._taken()
        elif way == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        elif way == "stall":
            time.sleep(PATIENCE)
        elif way == "stall after headers":
            self._headers_and_stall()
        elif way == "endless body":
            self._endless_body()
        elif way == "endless headers":
            self._endless_headers()
        elif way == "garbage":
            self._send(self.receiver.random.randbytes(500) + b"\r\n\r\n")
        raise Hangup

    def _accept(self, head):
        """The status is the answer, whatever follows it."""
        entry = self._taken()
        self._send(b"HTTP/1.1 200 Fine\r\n" + head)
        entry.answered = True

    def _headers_and_stall(self):
        self._accept(b"Content-Length: 10\r\n\r\n")
        time.sleep(PATIENCE)

    def _endless_body(self):
        self._accept(b"Transfer-Encoding: chunked\r\n\r\n")
        self._flood(b"10000\r\n" + b"x" * 65_536 + b"\r\n")

    def _endless_headers(self):
        self._accept(b"")
        self._flood(b"X-More: and more\r\n" * 1000)

    def _flood(self, what):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self._send(what)

    def _send(self, data):
        self.connection.sendall(data)

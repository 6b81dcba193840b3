"""A mail server on loopback that takes most mail and does everything else that a mail server can do to its client."""

import contextlib
import random
import re
import socket
import ssl
import threading
import time

PATIENCE = 4.0  # seconds that a stall lasts: longer than the daemon waits
SOON = 1.5  # seconds within which the daemon certainly waits still
CODES = (421, 450, 451, 452, 550, 552, 554)
PHASES = ("mail", "rcpt", "data", "dot")
WAYS = ("delay", "code", "drop", "stall", "garbage", "endless line", "endless reply")
WEIGHTS = (6, 7, 5, 1, 2, 1, 1)


class Hangup(Exception):
    """The conversation is over."""


class Refused(Exception):
    """This message is not taken, and the conversation goes on."""


class HostileMail:
    """Misbehaves in a part of its conversations until it is told to be calm."""

    def __init__(self, ledger, certificate, seed, share=0.35):
        self.ledger = ledger
        self.share = share
        self.unknown = set()  # addresses at which nobody is reached
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
        # A peer that was killed resets the connection, at any place.
        with contextlib.suppress(OSError, Hangup, ssl.SSLError), connection:
            connection.settimeout(PATIENCE * 2)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            conversation = Conversation(self, connection, life)
            # By then it may be another one, with TLS around it.
            with contextlib.closing(conversation):
                conversation.run()

    def choose(self, what, share):
        """Which of some ways to misbehave, or None."""
        if self.calm or self.random.random() >= share:
            return None
        return self.random.choices(*what)[0]


class Conversation:
    """One connection."""

    def __init__(self, server, connection, life):
        self.server, self.connection, self.life = server, connection, life
        self.ledger = server.ledger
        self.buffer = b""
        self.recipient = ""

    def close(self):
        self.connection.close()

    def run(self):
        self._greet()
        with contextlib.suppress(Hangup):
            while True:
                with contextlib.suppress(Refused):
                    self._command(self._line())

    def _command(self, line):
        verb = line.split(b" ")[0].split(b":")[0].upper()
        if verb in (b"EHLO", b"HELO"):
            self._say("250-torture", "250-SIZE 10000000" if self._is_secure else "250-STARTTLS", "250 8BITMIME")
        elif verb == b"STARTTLS":
            self._secure()
        elif verb == b"MAIL":
            self.recipient = ""
            self.mischief = self._plan()
            self._phase("mail", "250 sender accepted")
        elif verb == b"RCPT":
            self.recipient = line.decode("ascii", "replace").partition("<")[2].partition(">")[0]
            self._name_recipient()
        elif verb == b"DATA":
            self._phase("data", "354 go on")
            self._message()
        elif verb == b"QUIT":
            self._say("221 farewell")
            raise Hangup
        else:
            self._say("500 unknown")

    @property
    def _is_secure(self):
        return isinstance(self.connection, ssl.SSLSocket)

    def _plan(self):
        """In which phase of this message what is to go wrong."""
        way = self.server.choose((WAYS, WEIGHTS), self.server.share)
        return (self.server.random.choice(PHASES + (("body",) if way == "drop" else ())), way) if way else (None, None)

    def _greet(self):
        ways = (("turn away", "drop", "stall", "garbage", "endless line", "no TLS"), (3, 3, 1, 1, 1, 2))
        way = self.server.choose(ways, 0.06)
        self.refuses_tls = way == "no TLS"
        if way == "turn away":
            self.ledger.note("mail: turned away")
            self._say(self.server.random.choice(["421 too busy", "554 go away"]))
            raise Hangup
        if way and way != "no TLS":
            self._misbehave("greeting", way)
        self._say("220 torture ESMTP")

    def _secure(self):
        if self.refuses_tls:
            self.ledger.note("mail: TLS refused")
            self._say("454 no TLS now")
            return
        self._say("220 go on")
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.buffer = b""

    def _name_recipient(self):
        if self.recipient in self.server.unknown:
            self.ledger.refuse(self.recipient, 550)
            self._say("550 5.1.1 nobody here")
        else:
            self._phase("rcpt", "250 recipient accepted")

    def _phase(self, phase, answer):
        """Answers as planned for this phase."""
        where, way = self.mischief
        if where == phase:
            self._misbehave(phase, way)
        self._say(answer)

    def _message(self):
        if self.mischief[0] == "body":
            self.ledger.note("mail: drop in the body")
            self.connection.recv(200)
            raise Hangup
        lines = []
        while (line := self._line()) != b".":
            lines.append(line[1:] if line.startswith(b".") else line)
        text = b"\r\n".join(lines).decode("utf-8", "replace")
        self._verdict(text)

    def _verdict(self, text):
        found = re.search(r"(?im)^message-id:\s*<([^@>]+)@", text)
        if not found or not text.rstrip().endswith("--"):
            self.ledger.fault(f"a message to {self.recipient} arrived without its Message-ID or without its end")
            raise Hangup
        where, way = self.mischief
        # What is dropped or stalled here has been taken, and nobody is told; a coin decides for a drop.
        keeps = where != "dot" or way in ("delay", "stall") or way == "drop" and self.server.random.random() < 0.5
        entry = self.ledger.take("mail", found[1], self.life, self.recipient, text) if keeps else None
        if where == "dot":
            self._misbehave("dot", way)
        self._say("250 taken")
        if entry:
            entry.answered = time.monotonic() - entry.at < SOON

    def _misbehave(self, phase, way):
        """Returns only where the proper answer follows."""
        self.ledger.note(f"mail: {way} at {phase}")
        if way == "delay":
            time.sleep(self.server.random.uniform(0.02, 0.4))
            return
        if way == "stall":
            time.sleep(PATIENCE)
        elif way == "code":
            self._refuse()
        elif way == "garbage":
            self._send(self.server.random.randbytes(200) + b"\r\n")
        elif way == "endless line":
            self._flood(b"2" * 65_536)
        elif way == "endless reply":
            self._flood(b"250-and so on\r\n" * 1000)
        raise Hangup

    def _refuse(self):
        code = self.server.random.choice(CODES)
        self.ledger.refuse(self.recipient, code)
        self._say(f"{code} not this one")
        if code == 421:
            raise Hangup
        self.mischief = (None, None)
        raise Refused

    def _flood(self, what):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self._send(what)

    def _line(self):
        while b"\n" not in self.buffer:
            data = self.connection.recv(65_536)
            if not data:
                raise Hangup
            self.buffer += data
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line.rstrip(b"\r")

    def _say(self, *lines):
        self._send("".join(line + "\r\n" for line in lines).encode())

    def _send(self, data):
        self.connection.sendall(data)

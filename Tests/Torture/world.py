"""The daemon, life after life, and the commands that are given beside it."""

import contextlib
import dataclasses
import pathlib
import random
import signal
import socket
import sqlite3
import subprocess
import threading
import time

from .clock import PREFIX, SetClock
from .disk import SmallDisk
from .hostile_mail import HostileMail
from .hostile_receiver import HostileReceiver
from .ledger import Ledger
from .partnership import RECEIVERS, Lists, address, certificates, configure


@dataclasses.dataclass
class Life:
    began: float  # by the monotonic clock
    ended: float = 0.0


class World:
    """Everything that a run consists of, in a folder of its own."""

    def __init__(self, program, folder, seed):
        self.program, self.folder = str(program), pathlib.Path(folder)
        self.random = random.Random(seed)
        self.ledger = Ledger()
        self.clock = SetClock(self.folder)
        self.disk = SmallDisk(self.folder / "disk")
        self.database = self.folder / "disk/quorate.db"
        authority, certificate = certificates(self.folder)
        self.mail = HostileMail(self.ledger, certificate, seed)
        self.receivers = self._receivers(certificate, seed)
        self.configuration = configure(
            self.folder, self.database, authority, self.mail.port,
            {receiver.name: receiver.port for receiver in self.receivers})
        self.lists = Lists(self.folder, seed)
        # Nobody is reached at a few addresses.
        self.mail.unknown = {address(person) for person in self.lists.people if person.endswith("-13")}
        self.log = open(self.folder / "serve.log", "ab")
        self.lives = {}
        self.committed = {}  # message -> the life after whose end it was first on record as sent
        self.settled = {}  # (obligation, generation) -> when it was known that it is no longer owed
        self.cancelled = {}  # conference -> the same
        self.violations = []
        self.orders = {"done": 0, "refused": 0}
        self.process = None
        self.notices = self._listen()

    def _listen(self):
        """Where the daemon says, as to systemd, that it is ready."""
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        listener.bind(str(self.folder / "notify"))
        listener.settimeout(0.1)
        return listener

    def _receivers(self, certificate, seed):
        def receiver(name, temper, breaks_tls=0.0):
            return HostileReceiver(self.ledger, name, temper, certificate, seed, breaks_tls)

        steady, moody, refusing, broken = RECEIVERS
        kinds = [receiver(steady, "moody"), receiver(moody, "moody"), receiver(refusing, "refusing")]
        kinds[0].calm = True
        return [*kinds, receiver(broken, "moody", breaks_tls=0.3)]

    # The daemon's lives

    def start(self):
        self.forget_notices()
        self.ledger.life += 1
        self.lives[self.ledger.life] = Life(time.monotonic())
        self.process = subprocess.Popen(
            [*PREFIX, self.program, "serve", "--config", self.configuration], stdout=self.log, stderr=self.log,
            env=self.clock.environment | {"NOTIFY_SOCKET": str(self.folder / "notify")})

    def wait_until_ready(self):
        """Returns when the daemon says that it is ready, or has ended."""
        while self.process.poll() is None:
            with contextlib.suppress(TimeoutError):
                if b"READY=1" in self.notices.recv(4096):
                    return

    def forget_notices(self):
        """What earlier lives said is not taken for this one's."""
        self.notices.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while True:
                self.notices.recv(4096)
        self.notices.settimeout(0.1)

    def kill(self, may_have_ended=False):
        """Kills the daemon where it is, and notes what was on record then."""
        if self.process.poll() is not None and not may_have_ended:
            self.violations.append(f"the daemon ended by itself with {self.process.returncode}: {self.last_words()}")
        self.process.send_signal(signal.SIGKILL)
        self._bury()

    def stop(self):
        """Asks the daemon to end."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(15)
        if code != 0:
            self.violations.append(f"asked to end, the daemon said {code}: {self.last_words()}")
        self._bury()

    def _bury(self):
        self.process.wait()
        self.clock.forget(self.process.pid)
        life = self.ledger.life
        self.lives[life].ended = time.monotonic()
        for (message,) in self.remains("SELECT id FROM outbox WHERE state = 'sent'"):
            self.committed.setdefault(message, life)

    def remains(self, query):
        """What a query says of the database as the daemon left it."""
        for _ in range(300):
            rows = self.ask(query)
            if rows is not None:
                return rows
            time.sleep(0.1)
        raise TimeoutError(f"the database could not be asked: {query}")

    def ask(self, query):
        """What a query says of the database, in use or not; None when it cannot be had just now.

        Opened for reading only: whatever a crash left in the write-ahead log stays for the daemon to recover.
        """
        try:
            with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=5)) as database:
                return database.execute(query).fetchall()
        except sqlite3.OperationalError as error:
            # Killed before the tables were made.
            return [] if "no such table" in str(error) else None

    def last_words(self):
        return pathlib.Path(self.log.name).read_text(errors="replace")[-600:]

    # Commands

    def command(self, *arguments, timeout=120):
        """Runs a command to its end; one that does not come to it is killed, and its code is that of SIGKILL."""
        process = subprocess.Popen(
            [*PREFIX, self.program, *arguments, "--config", self.configuration], env=self.clock.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            output, errors = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            output, errors = process.communicate()
        self.clock.forget(process.pid)
        return subprocess.CompletedProcess(process.args, process.returncode, output, errors)

    def bring_in(self, files):
        """Imports lists; the whole must succeed."""
        done = self.command("import", *files)
        if done.returncode != 0:
            self.violations.append(f"an import failed: {done.stderr[-600:]}")

    def give_order(self):
        """Records something as an administrator would, and notes what is no longer owed after it."""
        order = self.lists.order()
        done = self.command(*order)
        if done.returncode not in (0, 1):
            self.violations.append(f"{' '.join(order)} said {done.returncode}: {done.stderr[-300:]}")
        self.orders["done" if done.returncode == 0 else "refused"] += 1
        if done.returncode == 0:
            if order[:2] == ["conference", "cancel"]:
                self.cancelled.setdefault(order[2], time.monotonic())
            self._note_settled()

    def _note_settled(self):
        rows = self.ask("SELECT id, generation, standing FROM obligation")
        now = time.monotonic()
        for obligation, generation, standing in rows or []:
            last = generation + 1 if standing != "outstanding" else generation
            for earlier in range(last - 1, -1, -1):
                if (obligation, earlier) in self.settled:
                    break
                self.settled[obligation, earlier] = now

    @contextlib.contextmanager
    def administrators(self):
        """Orders are given, one after the other, for as long as this lasts."""
        over = threading.Event()

        def work():
            while not over.wait(self.random.uniform(0.2, 0.6)):
                self.give_order()

        thread = threading.Thread(target=work)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def close(self):
        for server in [self.mail, *self.receivers]:
            server.close()
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
            self.clock.forget(self.process.pid)
        self.notices.close()
        self.log.close()
        self.disk.close()

"""Those whose webhooks are measured: Quorate, Debian's Alertmanager, and a task queue of huey on SQLite."""

import contextlib
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import textwrap
import threading
import urllib.request

import figures
import loopback
import webhook_delivery


def peak(process):
    """The most that was ever resident, in MiB."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)[1]) / 1024


class Quorate:
    """The daemon, its database, and somebody else who commits to it."""

    def __init__(self, given, folder, receiver):
        folder.mkdir()
        self.program, self.benchmark, self.folder = given.build / "quorate", given.build / "StoreBenchmark", folder
        self.database = folder / "quorate.db"
        self.configuration = webhook_delivery.write_settings(
            folder, receiver.url, receiver.certificate, "delivery:\n  lease: 12\n", timeout=10)

    def fill(self, invitations):
        """Reminders of which none is due for two working days."""
        subprocess.run([self.benchmark, "fill", self.configuration, str(invitations)], check=True)

    @contextlib.contextmanager
    def running(self):
        command = [self.program, "serve", "--config", self.configuration]
        with contextlib.ExitStack() as stack:
            with loopback.readiness(self.folder) as (wait, environment):
                process = stack.enter_context(serving(command, environment))
                wait()
            yield process

    def accept(self, calls):
        """So many calls in the outbox, months away; the mails that went with them have left."""
        # Each invitation brings two: the report, and sharing it.
        webhook_delivery.prepare_outbox(self.benchmark, self.configuration, calls // 2)

    def begin(self):
        """All of them are due now."""
        with self.other_process() as database:
            database.execute(
                "UPDATE outbox SET next_attempt_at = CAST(strftime('%s', 'now') AS INTEGER) WHERE state = 'waiting'")
        self.tell()

    def answered_for(self):
        """What is committed, which must come."""
        with self.other_process() as database:
            return database.execute("SELECT COUNT(*) FROM outbox WHERE channel = 'webhook'").fetchone()[0]

    @staticmethod
    def ids(call, _):
        return [call]

    @contextlib.contextmanager
    def other_process(self):
        """Somebody else at the database, whose changes are durable too."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=15, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            yield connection

    def tell(self):
        """Says that something was committed, as Quorate's own programs do."""
        os.utime(self.database)


@contextlib.contextmanager
def serving(command, environment, **how):
    """A program that says nothing; stopped at the end if it was not killed before."""
    process = subprocess.Popen(
        [str(part) for part in command], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(15)


class Alertmanager:
    """Each alert is a group of its own, and told at once."""

    def __init__(self, given, folder, receiver, batch=None):
        """`batch` is how many alerts are posted at a time, one post after the other; without it, all in one."""
        folder.mkdir()
        self.batch = batch
        self.program, self.folder, self.port = given.peers / "prometheus-alertmanager", folder, loopback.free_port()
        self.settings = folder / "alertmanager.yml"
        self.settings.write_text(
            "route:\n  receiver: hook\n  group_by: [id]\n  group_wait: 0s\n  group_interval: 1h\n  repeat_interval: 4h\n"
            "receivers:\n  - name: hook\n    webhook_configs:\n"
            f"      - url: {receiver.url}\n        send_resolved: false\n"
            f"        http_config:\n          tls_config:\n            ca_file: {receiver.certificate}\n")

    def running(self):
        command = [self.program, f"--config.file={self.settings}", f"--storage.path={self.folder / 'state'}"]
        command += [f"--web.listen-address=127.0.0.1:{self.port}", "--cluster.listen-address="]
        return loopback.running(in_its_place(self.program, command), self.port, stderr=subprocess.DEVNULL)

    def accept(self, calls):
        self.alerts = [str(number) for number in range(calls)]

    def begin(self):
        self.accepted, self.posting = set(), threading.Thread(target=self.post_all)
        self.posting.start()

    def post_all(self):
        with contextlib.suppress(OSError):  # killed: what comes now is not accepted, and whoever posts it knows
            size = self.batch or len(self.alerts)
            for first in range(0, len(self.alerts), size):
                batch = self.alerts[first:first + size]
                self.post(batch)
                self.accepted.update(batch)

    def answered_for(self):
        """What it said it had, which must come."""
        self.posting.join()
        return len(self.accepted)

    def post(self, ids):
        alerts = json.dumps([{"labels": {"alertname": "reminder", "id": number}} for number in ids]).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/v2/alerts", alerts, {"Content-Type": "application/json"})
        urllib.request.urlopen(request).close()

    @staticmethod
    def ids(_, body):
        return [alert["labels"]["id"] for alert in json.loads(body)["alerts"]]


class TaskQueue:
    """Tasks of huey on SQLite, each a call; they are all in the queue before the consumer runs."""

    WORKERS = 8
    MODULE = """
        import ssl, threading, requests
        from huey import SqliteHuey

        huey = SqliteHuey(filename={queue!r}, fsync=True)
        own = threading.local()

        @huey.task(retries=3)
        def tell(number):
            if not hasattr(own, "session"):
                own.session = requests.Session()
                own.session.trust_env, own.session.verify = False, {certificate!r}
            own.session.post({url!r}, data=str(number)).raise_for_status()

        def accept(calls):
            for number in range(calls):
                tell(number)
    """

    def __init__(self, _, folder, receiver):
        folder.mkdir()
        self.folder = folder
        (folder / "tasks.py").write_text(textwrap.dedent(self.MODULE).format(
            queue=str(folder / "queue.db"), certificate=str(receiver.certificate), url=receiver.url))

    def accept(self, calls):
        self.tasks = calls
        subprocess.run([sys.executable, "-c", f"import tasks; tasks.accept({calls})"], cwd=self.folder, check=True)

    def begin(self):
        """The consumer begins by itself."""

    def answered_for(self):
        return self.tasks

    def running(self):
        command = [sys.executable, "-m", "huey.bin.huey_consumer", "tasks.huey", "-w", self.WORKERS, "-d", "0.01"]
        return serving(command, os.environ | {"PYTHONPATH": str(self.folder)}, cwd=self.folder)

    @staticmethod
    def ids(_, body):
        return [body]


def in_its_place(program, command):
    """Alertmanager reads a template from a fixed place, where it is unpacked but not installed: laid over, for it alone."""
    share = program.resolve().parent.parent / "share"
    overlay = f"mount -t overlay overlay -o lowerdir={share}:/usr/share /usr/share"
    return ["unshare", "--map-root-user", "--mount", "sh", "-c", f'{overlay} && exec "$@"', "sh", *map(str, command)]


def require(condition, sentence):
    if not condition:
        raise SystemExit(sentence)

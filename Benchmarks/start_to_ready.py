#!/usr/bin/env python3
"""Start to ready with many open obligations stored, and memory then, beside an empty Prometheus Alertmanager.

Quorate is ready when `quorate serve` tells systemd so; Alertmanager when it answers 200 to /-/ready.

Exit code 0, or 2 for wrong use, or 3 when a promise is missed: 0.1 seconds, and 60 MiB resident.
"""

import contextlib
import pathlib
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import time

import figures
import loopback
import senders

SECONDS = 0.1
MEBIBYTES = 60
SETTLED = 3  # seconds after which memory is read again


def resident(process):
    """Resident memory in MiB."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)[1]) / 1024


def measure(command, is_ready, environment=None):
    """Seconds until ready, and memory then and some seconds later."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        is_ready(process)
        seconds = time.perf_counter() - start
        first = resident(process)
        time.sleep(SETTLED)
        return seconds, first, resident(process)
    finally:
        process.terminate()
        process.communicate(timeout=10)


def start_quorate(program, configuration):
    with loopback.readiness(configuration.parent) as (wait, environment):
        return measure([program, "serve", "--config", configuration], lambda _: wait(), environment)


def start_alertmanager(program, folder):
    settings, port = folder / "alertmanager.yml", loopback.free_port()
    settings.write_text("route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n")
    command = [program, f"--config.file={settings}", f"--storage.path={folder / 'alertmanager'}"]
    command += [f"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address="]
    command = senders.in_its_place(program, command)

    def is_ready(process):
        request = b"GET /-/ready HTTP/1.0\r\n\r\n"
        while process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)) as connection:
                connection.sendall(request)
                if b" 200 " in connection.recv(64):
                    return
            time.sleep(0.001)
        raise SystemExit(process.stderr.read())

    return measure(command, is_ready)


def main():
    given = figures.options(__doc__, rounds=7, obligations=100_000)
    quorate, alertmanager = given.build / "quorate", given.peers / "prometheus-alertmanager"
    with figures.work_folder() as folder:
        configuration = figures.write_configuration(folder, "  transport: maildir\n  maildir: mail\n")
        # Each invitation brings three: the reply, the report, and sharing it.
        invitations = -(-given.obligations // 3)
        subprocess.run([given.build / "StoreBenchmark", "fill", configuration, str(invitations)], check=True)
        with contextlib.closing(sqlite3.connect(folder / "quorate.db")) as database:
            stored = database.execute("SELECT COUNT(*) FROM obligation WHERE standing = 'outstanding'").fetchone()[0]
        # The first start under new rules counts every deadline anew, as after a change of the configuration.
        anew = start_quorate(quorate, configuration)
        ours, theirs = [], []
        for _ in range(given.rounds):
            ours.append(start_quorate(quorate, configuration))
            theirs.append(start_alertmanager(alertmanager, folder))

    def row(label, choose, index, unit, limit=None):
        mine, peer = (choose(round[index] for round in rounds) for rounds in (ours, theirs))
        verdict = [] if limit is None else [f"<= {limit}", figures.yes(mine <= limit)]
        return (label, f"{mine:.{unit}f}", f"{peer:.{unit}f}", f"{mine / peer:.2f}", *verdict)

    rows = [
        row("seconds to ready, median", statistics.median, 0, 3, SECONDS),
        row("seconds to ready, best", min, 0, 3),
        row("MiB resident when ready", statistics.median, 1, 1, MEBIBYTES),
        row(f"MiB resident {SETTLED} seconds later", statistics.median, 2, 1, MEBIBYTES),
    ]
    figures.show(
        f"{stored:,} open obligations stored, Alertmanager empty; {given.rounds} rounds, all files cached",
        ["start", "Quorate", "Alertmanager", "ratio", "promise", "kept"],
        rows,
    )
    print(f"\nAfter a change of the rules, when every deadline is counted anew, the start took {anew[0]:.1f} seconds.")
    return figures.exit_code(all(row[-1] != "NO" for row in rows))


if __name__ == "__main__":
    sys.exit(main())

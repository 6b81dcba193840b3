#!/usr/bin/env python3
"""Messages a second from a committed outbox to an SMTP sink, beside Postfix's smtp-source into the same sink.

Quorate claims each message in its database, checks that it is still owed, writes it from the templates, hands it over
and settles it, all on disk (synchronous=FULL). smtp-source sends one of those very messages again and again from
memory, over as many sessions at a time as suit it best. Plain SMTP on loopback for both.

The promise is half the rate of smtp-source as it comes, with a session for each message. Its rate when it is told to
keep its sessions open (-d), as Quorate does, is shown beside it and is not reached.

Exit code 0, or 2 for wrong use, or 3 when the promise is missed.
"""

import contextlib
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

import figures
import loopback

PROMISE = 0.5
CONNECTIONS = 16
SESSIONS = (2, 4, 8, 16, 32)


def prepare(benchmark, folder, port, messages):
    """The configuration, the prepared database, and one of its messages in a file."""
    configuration = figures.write_configuration(
        folder,
        f"  smtp:\n    host: 127.0.0.1\n    port: {port}\n    security: none\n    connections: {CONNECTIONS}\n",
    )
    prepare_outbox(benchmark, configuration, messages)
    sample = folder / "message"
    with sample.open("wb") as file:
        subprocess.run([benchmark, "message", configuration], check=True, stdout=file, env=copied(folder))
    # smtp-source ends every line itself.
    sample.write_bytes(sample.read_bytes().replace(b"\r\n", b"\n"))
    return configuration, sample


def prepare_outbox(benchmark, configuration, invitations):
    subprocess.run([benchmark, "prepare", configuration, str(invitations)], check=True)
    # So that the file alone is the whole database, and can be copied.
    with contextlib.closing(sqlite3.connect(configuration.with_name("quorate.db"))) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def copied(folder):
    """The environment in which the database is a fresh copy of the prepared one."""
    run = folder / "run.db"
    for leftover in folder.glob("run.db*"):
        leftover.unlink()
    shutil.copyfile(folder / "quorate.db", run)
    with run.open("rb") as file:
        os.fsync(file.fileno())
    return os.environ | {"QUORATE_DATABASE": str(run)}


def deliver(benchmark, configuration, folder, messages):
    command = [benchmark, "deliver", configuration]
    report = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, env=copied(folder)).stdout)
    if report["sent"] != messages or report["notSent"]:
        raise SystemExit(f"{report['sent']} of {messages} messages were sent, {report['notSent']} were not")
    return messages / report["seconds"]


def send(source, sessions, messages, sample, port, keep=False):
    command = [source, *(["-d"] if keep else []), "-s", sessions, "-m", messages, "-F", sample, "-f", "reminders@hackbridge.example.org"]
    command += ["-t", "person@agency.example.org", f"127.0.0.1:{port}"]
    start = time.perf_counter()
    subprocess.run([str(part) for part in command], check=True)
    return messages / (time.perf_counter() - start)


def main():
    given = figures.options(__doc__, rounds=5, messages=20_000)
    benchmark, source = given.build / "StoreBenchmark", given.peers / "smtp-source"
    port = loopback.free_port()
    sink = [given.peers / "smtp-sink", *(["-u", "nobody"] if os.geteuid() == 0 else []), f"127.0.0.1:{port}", "1000"]
    with figures.work_folder() as folder, loopback.running(sink, port):
        configuration, sample = prepare(benchmark, folder, port, given.messages)
        best = {}
        for keep in (False, True):
            trials = {count: send(source, count, given.messages // 2, sample, port, keep) for count in SESSIONS}
            best[keep] = max(trials, key=trials.get)
        ours, theirs = [], {False: [], True: []}
        for _ in range(given.rounds):
            ours.append(deliver(benchmark, configuration, folder, given.messages))
            for keep, sessions in best.items():
                theirs[keep].append(send(source, sessions, given.messages, sample, port, keep))
        size = sample.stat().st_size + sample.read_bytes().count(b"\n")
    mine, peer = statistics.median(ours), statistics.median(theirs[False])
    open_peer = statistics.median(theirs[True])
    kept = mine >= PROMISE * peer
    figures.show(
        f"{given.messages:,} messages of {size:,} bytes, committed outbox to smtp-sink; median of {given.rounds} rounds;\n"
        f"Quorate with {CONNECTIONS} connections; smtp-source with its best of {SESSIONS} sessions",
        ["messages a second", "Quorate", "smtp-source", "ratio", f">= {PROMISE}"],
        [
            (f"a session a message ({best[False]} at once)", f"{mine:,.0f}", f"{peer:,.0f}", f"{mine / peer:.2f}",
             figures.yes(kept)),
            (f"sessions kept open ({best[True]})", f"{mine:,.0f}", f"{open_peer:,.0f}", f"{mine / open_peer:.2f}", "-"),
        ],
    )
    return figures.exit_code(kept)


if __name__ == "__main__":
    sys.exit(main())

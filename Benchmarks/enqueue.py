#!/usr/bin/env python3
"""Messages a second into the outbox, beside tasks into a queue of huey's on SQLite, both on disk.

Quorate plans in batches: the reminders that fell due are read, gathered for each recipient, and become a mail and the
calls of a webhook (synchronous=FULL). huey puts each task into its queue by itself, with fsync on.

The promise is 5,000 messages a second.

Exit code 0, or 2 for wrong use, or 3 when the promise is missed.
"""

import importlib.metadata
import json
import statistics
import subprocess
import sys
import time

import figures
import receivers
import senders
import webhook_delivery

PROMISE = 5000


def quorate(benchmark, folder, invitations):
    folder.mkdir()
    settings = webhook_delivery.write_settings(folder, "https://127.0.0.1:1/", folder / "none.pem")
    (folder / "none.pem").touch()
    command = [benchmark, "enqueue", settings, str(invitations)]
    report = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    # A mail to each, and two calls: the report, and sharing it.
    senders.require(report["messages"] == 3 * invitations, f"{report['messages']} messages were planned")
    return report["messages"] / report["seconds"]


def huey(folder, tasks):
    queue = senders.TaskQueue(None, folder, receivers.FarEnd(folder.parent))
    start = time.perf_counter()
    queue.accept(tasks)
    return tasks / (time.perf_counter() - start)


def main():
    given = figures.options(__doc__, rounds=3, invitations=10_000, tasks=3000)
    with figures.work_folder() as folder:
        ours, theirs = [], []
        for number in range(given.rounds):
            ours.append(quorate(given.build / "StoreBenchmark", folder / f"quorate-{number}", given.invitations))
            theirs.append(huey(folder / f"huey-{number}", given.tasks))
    mine, peer = statistics.median(ours), statistics.median(theirs)
    kept = mine >= PROMISE
    figures.show(
        f"{3 * given.invitations:,} messages planned, {given.tasks:,} tasks queued; median of {given.rounds} rounds",
        ["enqueued a second", "Quorate", "huey", "ratio", f">= {PROMISE:,}"],
        [(f"on disk; huey {importlib.metadata.version('huey')}", f"{mine:,.0f}", f"{peer:,.0f}", f"{mine / peer:.1f}",
          figures.yes(kept))],
    )
    return figures.exit_code(kept)


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""From an event to the webhook that tells of it, on an idle system, beside Prometheus Alertmanager.

Quorate: another process commits that a reminder is due now; the daemon plans it, claims the call and makes it, with two
durable commits of its own (synchronous=FULL) on the way. Alertmanager: an alert is posted to it, and held in memory.
Both keep a connection over HTTPS to the same receiver, and are given one event at a time.

The promise is 5 milliseconds at the median; below Alertmanager's is the aim.

Exit code 0, or 2 for wrong use, or 3 when the promise is missed.
"""

import json
import random
import statistics
import sys
import time

import figures
import receivers
import senders

PROMISE = 5


def quorate(sender, receiver, events):
    sender.fill(events * 2)
    with sender.running() as daemon, sender.other_process() as database:
        due = database.execute(
            "SELECT obligation, generation, MIN(step), MIN(audience) FROM reminder"
            " WHERE state = 'pending' AND audience = 'owner' GROUP BY obligation LIMIT ?", [events + 1]).fetchall()
        senders.require(len(due) > events, f"only {len(due)} obligations have reminders pending")
        started = {}
        for number, key in enumerate(due):
            rest(receiver, number)
            started[key[0]] = time.time()
            database.execute(
                "UPDATE reminder SET leaves_at = CAST(strftime('%s', 'now') AS INTEGER), urgent = 1"
                " WHERE obligation = ? AND generation = ? AND step = ? AND audience = ?", key)
            sender.tell()
        received = collect(receiver, len(due), lambda body: [json.loads(body)["data"]["obligation"]])
        return delays(started, received, due[0][0]), senders.peak(daemon)


def alertmanager(sender, receiver, events):
    with sender.running() as process:
        started = {}
        for number in range(events + 1):
            rest(receiver, number)
            started[str(number)] = time.time()
            sender.post([str(number)])
        received = collect(receiver, events + 1, lambda body: sender.ids(None, body))
        return delays(started, received, "0"), senders.peak(process)


def rest(receiver, number):
    """Until all that was begun has come, and a moment without anything to do on either side of asking."""
    time.sleep(random.uniform(0.03, 0.06))  # asked sooner, the receiver would answer us while the webhook comes
    senders.require(receiver.wait(number) >= number, f"event {number} was not told of within 10 seconds")
    time.sleep(random.uniform(0.03, 0.06))


def collect(receiver, events, ids):
    receiver.wait(events)
    came = {}
    for at, body in receiver.received():
        for one in ids(body):
            came.setdefault(one, at)
    receiver.forget()
    return came


def delays(started, received, first):
    """Milliseconds; the first event is left out, which opens the connection."""
    missing = started.keys() - received.keys()
    senders.require(not missing, f"{len(missing)} events were never told of")
    return [(received[one] - at) * 1000 for one, at in started.items() if one != first]


def main():
    given = figures.options(__doc__, events=300)
    random.seed(1)
    with figures.work_folder() as folder:
        receiver = receivers.TimingReceiver(folder)
        with receiver.running():
            ours, memory = quorate(senders.Quorate(given, folder / "quorate", receiver), receiver, given.events)
            peer = senders.Alertmanager(given, folder / "alertmanager", receiver)
            theirs, peers_memory = alertmanager(peer, receiver, given.events)
    mine, other = statistics.median(ours), statistics.median(theirs)
    kept = mine <= PROMISE

    def row(label, choose, *verdict):
        mine, other = choose(ours), choose(theirs)
        return (label, f"{mine:.2f}", f"{other:.2f}", f"{mine / other:.2f}", *verdict)

    figures.show(
        f"{given.events} events, one at a time; Quorate writes each to disk three times, Alertmanager never",
        ["milliseconds", "Quorate", "Alertmanager", "ratio", f"<= {PROMISE}"],
        [
            row("median", statistics.median, figures.yes(kept)),
            row("95 of 100 are within", lambda series: statistics.quantiles(series, n=20)[-1]),
            row("longest", max),
            ("peak memory, MiB", f"{memory:.0f}", f"{peers_memory:.0f}", f"{memory / peers_memory:.2f}"),
        ],
    )
    return figures.exit_code(kept)


if __name__ == "__main__":
    sys.exit(main())

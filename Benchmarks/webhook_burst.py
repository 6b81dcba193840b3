#!/usr/bin/env python3
"""5,000 webhooks at once beside Prometheus Alertmanager; and what is left of them when the sender is killed meanwhile.

Quorate: 5,000 calls in a committed outbox fall due at one moment, by another process's commit. Alertmanager: 5,000 alerts
are posted to it at one moment too, in one request; and, as a peer that is spared the burst, fifty at a time, the next
when it has taken the last. The time runs until the last has come, at the same nginx over HTTPS, whose log
tells which came, and how often: Quorate's by their `webhook-id`, Alertmanager's by their body. Then each is
killed (SIGKILL) once some have come, and started again (Alertmanager fifty at a time, since it is killed before
it has said that it took a request of 5,000); and so is the consumer of a task queue of
huey's on SQLite (fsync on), whose eight workers post to the same receiver.

The promises are four times the rate of Alertmanager's burst, less than 100 MiB resident, and nothing lost.

Exit code 0, or 2 for wrong use, or 3 when a promise is missed.
"""

import functools
import importlib.metadata
import statistics
import sys
import time

import figures
import receivers
import senders

PROMISE = 4
MEBIBYTES = 100
KILLED_AFTER = 300
SPARED = 50


class Burst:
    """So many webhooks, by one sender."""

    def __init__(self, sender, receiver, calls):
        self.sender, self.receiver, self.calls = sender, receiver, calls

    def measure(self):
        """Calls a second, and the most that was resident."""
        self.sender.accept(self.calls)
        with self.sender.running() as process:
            start = time.time()
            self.sender.begin()
            self.receiver.wait(self.calls)
            came = self.received()
            memory = senders.peak(process)
        distinct = {one for _, one in came}
        senders.require(
            len(distinct) == self.calls, f"{len(distinct)} of {self.calls} webhooks came, of an undisturbed burst")
        return self.calls / (max(at for at, _ in came) - start), memory

    def survive(self):
        """How many were lost of how many accepted, and how many came twice, when it was killed and started again."""
        self.sender.accept(self.calls)
        with self.sender.running() as process:
            self.sender.begin()
            self.receiver.wait(min(KILLED_AFTER, self.calls // 3))
            process.kill()
            process.wait()
        accepted = self.sender.answered_for()
        with self.sender.running():
            # Longer than a lease: what was under way when it was killed is taken up anew then.
            self.receiver.wait(accepted, quiet=30)
            time.sleep(1)
        came = [one for _, one in self.received()]
        return max(0, accepted - len(set(came))), accepted, len(came) - len(set(came))

    def received(self):
        came = [(at, one) for at, call, body in self.receiver.received() for one in self.sender.ids(call, body)]
        self.receiver.forget()
        return came


def main():
    given = figures.options(__doc__, rounds=5, calls=5000)
    with figures.work_folder() as folder:
        receiver = receivers.LoggingReceiver(given, folder)
        with receiver.running():
            kinds = {
                "quorate": senders.Quorate, "alertmanager": senders.Alertmanager,
                "spared": functools.partial(senders.Alertmanager, batch=SPARED), "huey": senders.TaskQueue,
            }
            bursts = {
                name: [Burst(kind(given, folder / f"{name}-{number}", receiver), receiver, given.calls)
                       for number in range(given.rounds + 1)]
                for name, kind in kinds.items()
            }
            measured = {name: [] for name in kinds}
            for number in range(given.rounds):
                for name, rounds in measured.items():
                    rounds.append(bursts[name][number].measure())
            lost = {name: bursts[name][-1].survive() for name in ("quorate", "spared", "huey")}
    rates = {name: statistics.median(rate for rate, _ in rounds) for name, rounds in measured.items()}
    memory = {name: max(most for _, most in rounds) for name, rounds in measured.items()}
    ratio = rates["quorate"] / rates["alertmanager"]
    promises = [ratio >= PROMISE, memory["quorate"] < MEBIBYTES, lost["quorate"][0] == 0]
    none = ("", "", "")
    gone, accepted, twice = (
        [f"{lost[name][place]:,}" if name in lost else "" for name in kinds] for place in range(3))
    figures.show(
        f"{given.calls:,} webhooks at once, median of {given.rounds} bursts; huey {importlib.metadata.version('huey')}",
        ["", "Quorate", "Alertmanager", f"{SPARED} at a time", "huey", "ratio", "promise", "kept"],
        [
            ("webhooks a second", *(f"{rate:,.0f}" for rate in rates.values()), f"{ratio:.1f}", f">= {PROMISE}",
             figures.yes(promises[0])),
            (f"... beside it {SPARED} at a time", *none, "", f"{rates['quorate'] / rates['spared']:.1f}", "", ""),
            ("peak memory, MiB", *(f"{most:.0f}" for most in memory.values()),
             f"{memory['quorate'] / memory['alertmanager']:.2f}", f"< {MEBIBYTES}", figures.yes(promises[1])),
            ("lost when killed", *gone, "", "0", figures.yes(promises[2])),
            ("... of so many accepted", *accepted),
            ("came twice then", *twice),
        ],
    )
    return figures.exit_code(all(promises))


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""5,000 webhooks at once beside Prometheus Alertmanager; and what is left of them when the sender is killed meanwhile.

Quorate: 5,000 calls in a committed outbox fall due at one moment, by another process's commit. Alertmanager: 5,000 alerts
are posted to it, fifty at a time. The time runs until the last has come, at the same nginx over HTTPS, whose log
tells which came, and how often: Quorate's by their `webhook-id`, Alertmanager's by their body. Then each is
killed (SIGKILL) once some have come, and started again; and so is the consumer of a task queue of
huey's on SQLite (fsync on), whose eight workers post to the same receiver.

The promises are four times Alertmanager's rate, less than 100 MiB resident, and nothing lost.

Exit code 0, or 2 for wrong use, or 3 when a promise is missed.
"""

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
    given = figures.options(__doc__, rounds=3, calls=5000)
    with figures.work_folder() as folder:
        receiver = receivers.LoggingReceiver(given, folder)
        with receiver.running():
            kinds = (senders.Quorate, senders.Alertmanager, senders.TaskQueue)
            bursts = [
                [Burst(kind(given, folder / f"{kind.__name__}-{number}", receiver), receiver, given.calls)
                 for number in range(given.rounds + 1)]
                for kind in kinds
            ]
            measured = [[], [], []]
            for number in range(given.rounds):
                for burst, rounds in zip(bursts, measured):
                    rounds.append(burst[number].measure())
            lost = [burst[-1].survive() for burst in bursts]
    rates = [statistics.median(rate for rate, _ in rounds) for rounds in measured]
    memory = [max(most for _, most in rounds) for rounds in measured]
    promises = [rates[0] >= PROMISE * rates[1], memory[0] < MEBIBYTES, lost[0][0] == 0]
    figures.show(
        f"{given.calls:,} webhooks at once, median of {given.rounds} bursts; huey {importlib.metadata.version('huey')}",
        ["", "Quorate", "Alertmanager", "huey", "ratio", "promise", "kept"],
        [
            ("webhooks a second", *(f"{rate:,.0f}" for rate in rates), f"{rates[0] / rates[1]:.1f}", f">= {PROMISE}",
             figures.yes(promises[0])),
            ("peak memory, MiB", *(f"{most:.0f}" for most in memory), f"{memory[0] / memory[1]:.2f}",
             f"< {MEBIBYTES}", figures.yes(promises[1])),
            ("lost when killed", *(f"{gone:,}" for gone, _, _ in lost), "", "0", figures.yes(promises[2])),
            ("... of so many accepted", *(f"{accepted:,}" for _, accepted, _ in lost)),
            ("came twice then", *(f"{twice:,}" for _, _, twice in lost)),
        ],
    )
    return figures.exit_code(all(promises))


if __name__ == "__main__":
    sys.exit(main())

"""Whether what was promised was kept, by the servers' ledger and the database."""

import collections
import email
import email.policy
import re

from .partnership import address

LEASE = 6  # seconds, as configured
GRACE = LEASE + 4  # what was claimed before an order may still leave while its lease runs; the rest is the machine's
EXPECTED_FAILURES = ("given up after", "nobody has been reached", "no longer", "switched off", "gone for good")


class Judge:
    """Violations are sentences; counts are for the report."""

    def __init__(self, world):
        self.world, self.ledger = world, world.ledger
        self.violations = world.violations
        self.counts = collections.Counter()
        self.outbox = {
            row[0]: dict(zip(("channel", "content", "recipient", "state", "next", "detail", "obligation", "generation"),
                             row[1:]))
            for row in world.remains(
                "SELECT id, channel, content, recipient, state, next_attempt_at, detail, obligation, generation"
                " FROM outbox")}
        self.items = collections.defaultdict(set)
        for message, obligation, generation in world.remains(
                "SELECT message, obligation, generation FROM reminder WHERE message IS NOT NULL"):
            self.items[message].add((obligation, generation))

    def judge(self):
        self.violations += self.ledger.faults
        self._nothing_is_lost()
        self._failures_have_causes()
        self._nothing_undecided_was_sent()
        self._forget_what_is_owed_again()
        self._nothing_settled_was_sent()
        self._repeats_are_explained()
        self._no_call_was_repeated_silently()
        self._records_are_whole()

    def _nothing_is_lost(self):
        now = int(self.world.clock.now())
        taken = {entry.message for entry in self.ledger.taken}
        for message, row in self.outbox.items():
            self.counts[f"messages {row['state']}"] += 1
            if row["state"] == "sent" and message not in taken:
                self._violated(f"{message} is on record as sent, and no server has it")
            if row["state"] == "claimed":
                self._violated(f"{message} is claimed still, although the daemon was asked to end")
            if row["state"] == "waiting" and row["next"] <= now - 5:
                self._violated(f"{message} waits since long, although servers are well: {row['detail']}")
        for obligation, step, state, leaves_at, message in self.world.remains(
                "SELECT obligation, step, state, leaves_at, message FROM reminder"):
            self.counts[f"reminders {state}"] += 1
            held = self.outbox.get(message, {}).get("state")
            if state == "pending" and leaves_at <= now - 5:
                self._violated(f"{obligation} {step} fell due and was never planned")
            if state == "planned" and held != "waiting" or state == "sent" and held != "sent":
                self._violated(f"{obligation} {step} is {state}, and its message {message} {held}")

    def _failures_have_causes(self):
        for message, row in self.outbox.items():
            if row["state"] != "failed":
                continue
            code = re.search(r"\b([345]\d\d)\b", row["detail"])
            place = address(row["recipient"]) if row["channel"] == "mail" else row["recipient"]
            known = self.ledger.refused[place] | self.ledger.refused[""]
            if not any(part in row["detail"] for part in EXPECTED_FAILURES) and not (code and int(code[1]) in known):
                self._violated(f"{message} failed without a cause in the servers' ledger: {row['detail']}")

    def _nothing_undecided_was_sent(self):
        for entry in self.ledger.taken:
            self.counts[f"{entry.channel} taken"] += 1
            if entry.message not in self.outbox:
                self._violated(f"{entry.message} was sent, and is not in the outbox")

    def _forget_what_is_owed_again(self):
        """A report can be sent back, a reply given anew: only what stays settled can be judged."""
        for row in self.world.remains("SELECT id, generation FROM obligation WHERE standing = 'outstanding'"):
            self.world.settled.pop(row, None)

    def _nothing_settled_was_sent(self):
        for entry in self.ledger.taken:
            row = self.outbox.get(entry.message)
            if row is None:
                continue
            items = self.items[entry.message] if row["content"] == "reminders" else (
                {(row["obligation"], row["generation"])} if row["content"] == "call" and row["obligation"] else set())
            if items and all(item in self.world.settled for item in items):
                self._came_too_late(entry, max(self.world.settled[item] for item in items), "everything in it")
            if row["content"] == "reminders":
                self._names_nothing_cancelled(entry)

    def _names_nothing_cancelled(self, entry):
        text = email.message_from_string(entry.text, policy=email.policy.default).get_body(("plain",)).get_content()
        for conference in set(re.findall(r"\b[ABC]-\d+\b", text)) & self.world.cancelled.keys():
            self._came_too_late(entry, self.world.cancelled[conference], f"{conference}, which it names,")

    def _came_too_late(self, entry, settled_at, what):
        began = self.world.lives[entry.life].began
        if began > settled_at or entry.at > settled_at + GRACE:
            self._violated(
                f"{entry.message} was sent {entry.at - settled_at:.1f} s after {what} was settled, by a daemon started "
                f"{began - settled_at:.1f} s after")
        elif entry.at > settled_at:
            self.counts["sent within their lease after an order"] += 1

    def _repeats_are_explained(self):
        by_message = collections.defaultdict(list)
        for entry in self.ledger.taken:
            by_message[entry.message].append(entry)
        for message, entries in by_message.items():
            for first, second in zip(entries, entries[1:]):
                self._explain(message, first, second)

    def _explain(self, message, first, second):
        if not first.answered:
            self.counts["repeats after an answer that did not come"] += 1
        elif second.life > first.life and self.world.committed.get(message, second.life) > first.life:
            self.counts["repeats after a kill between acceptance and commit"] += 1
        else:
            self._violated(
                f"{message} ({first.channel}) was taken in life {first.life} and again {second.at - first.at:.1f} s later "
                f"in life {second.life}; on record as sent after life {self.world.committed.get(message)}")

    def _no_call_was_repeated_silently(self):
        for arrival, count in collections.Counter(self.ledger.arrivals).items():
            if count > 1:
                self._violated(f"the call {arrival.message} of one attempt came {count} times")

    def _records_are_whole(self):
        for command in (["audit", "verify"], ["rebuild", "--check"]):
            done = self.world.command(*command)
            if done.returncode != 0:
                self._violated(f"{' '.join(command)} said {done.returncode}: {done.stdout[-600:]}{done.stderr[-600:]}")

    def _violated(self, sentence):
        self.violations.append(sentence)

    def report(self):
        lines = [f"  {self.counts[key]:>7}  {key}" for key in sorted(self.counts)]
        lines += [f"  {count:>7}  {key}" for key, count in sorted(self.ledger.mischief.items())]
        lines += [f"  {count:>7}  orders {key}" for key, count in self.world.orders.items()]
        return "\n".join(lines)

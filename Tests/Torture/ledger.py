"""What the hostile servers took, refused and answered, noted by themselves."""

import collections
import dataclasses
import threading
import time


@dataclasses.dataclass
class Taken:
    """A message or a call for which a server took responsibility."""

    channel: str  # mail or webhook
    message: str  # the outbox id, from the Message-ID or the webhook-id
    life: int  # the daemon's life in which the connection was made
    at: float  # when all of it had arrived, by the monotonic clock
    recipient: str  # an address, or a receiver's name
    text: str = ""
    answered: bool = False  # whether the daemon can have read the acceptance


@dataclasses.dataclass(frozen=True)
class Arrival:
    """A call that reached a receiver whole, whatever was answered."""

    message: str
    life: int
    signed_at: str  # the webhook-timestamp, which each attempt has of its own


class Ledger:
    """Written by the servers' threads, read by the judge when they have ended."""

    def __init__(self):
        self._lock = threading.Lock()
        self.life = 0
        self.taken = []
        self.arrivals = []
        self.refused = collections.defaultdict(set)  # recipient -> codes
        self.mischief = collections.Counter()
        self.faults = []  # what a server saw that must never be seen

    def take(self, channel, message, life, recipient, text=""):
        entry = Taken(channel, message, life, time.monotonic(), recipient, text)
        with self._lock:
            self.taken.append(entry)
        return entry

    def arrived(self, message, life, signed_at):
        with self._lock:
            self.arrivals.append(Arrival(message, life, signed_at))

    def refuse(self, recipient, code):
        with self._lock:
            self.refused[recipient].add(code)

    def note(self, mischief):
        with self._lock:
            self.mischief[mischief] += 1

    def fault(self, sentence):
        with self._lock:
            self.faults.append(sentence)

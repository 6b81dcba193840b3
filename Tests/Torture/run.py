"""One run: so many kills, on a way through the calendar and through what may befall a machine."""

import contextlib
import pathlib
import tempfile
import time

from .judge import Judge
from .world import World

SHORTEST, LONGEST = 0.05, 0.8  # seconds of a life
STANDSTILL = 60  # seconds without any progress, although servers are well


class Run:
    """Kills the daemon again and again; then lets everything come to rest."""

    def __init__(self, program, folder, kills, seed):
        self.world = World(program, folder, seed)
        self.kills, self.seed = kills, seed
        self.random = self.world.random
        self.size = max(20, kills // 5)  # conferences in a wave
        self.done = 0
        self.skipped = []

    def go(self):
        """Returns the judge, who has judged."""
        began = time.monotonic()
        with contextlib.closing(self.world):
            self._begin()
            stations = self._stations()
            with self.world.administrators():
                for number in range(self.kills):
                    while stations and number >= stations[0][0] * self.kills:
                        stations.pop(0)[1]()
                    self._life()
            for _, station in stations:
                station()
            self._come_to_rest()
            judge = Judge(self.world)
            judge.judge()
        judge.kills, judge.skipped = self.done, self.skipped
        judge.seconds = time.monotonic() - began
        return judge

    def _begin(self):
        clock, lists = self.world.clock, self.world.lists
        clock.set("2026-10-19T09:05:00+01:00")
        self.world.bring_in(lists.directory() + lists.wave("A", self.size, "2026-10-19", "2026-10-28", 45))

    def _stations(self):
        """When what happens, in parts of the whole."""
        return [
            (0.06, lambda: self._at("2026-10-20T08:59:57+01:00")),
            (0.12, lambda: self._at("2026-10-21T08:59:57+01:00")),
            (0.18, lambda: self._at("2026-10-23T16:59:57+01:00")),
            (0.24, self._autumn),
            (0.30, lambda: self._at("2026-10-26T09:00:00Z")),
            (0.36, lambda: self._leap(-3600)),
            (0.42, lambda: self._leap(31 * 86_400)),
            (0.48, lambda: self._at("2026-12-01T09:00:00Z")),
            (0.54, self._full_disk),
            (0.60, self._read_only_disk),
            (0.66, self._third_wave),
            (0.72, lambda: self._across("2027-03-28T00:59:58Z")),
            (0.78, lambda: self._at("2027-03-30T08:59:57+01:00")),
            (0.84, lambda: self._at("2027-04-06T09:00:00+01:00")),
            (0.90, lambda: self._leap(31 * 86_400)),
            (0.95, lambda: self._leap(-3600)),
        ]

    def _life(self, seconds=None, meanwhile=None, may_end=False):
        """A life of the daemon, which ends by SIGKILL, and the time until it is started again.

        Most are counted from when the daemon is ready, so that a slow machine is no mercy; the others end anywhere.
        """
        self.world.start()
        if seconds or self.random.random() < 0.7:
            self.world.wait_until_ready()
        length = seconds or self.random.uniform(SHORTEST, LONGEST)
        time.sleep(length / 2)
        if meanwhile:
            meanwhile()
        time.sleep(length / 2)
        self.world.kill(may_end)
        self.done += 1
        # Some retries and leases end meanwhile, for some it is too early.
        self.world.clock.advance(self.random.choices(
            [0, self.random.uniform(0, 15), self.random.uniform(15, 400), self.random.uniform(400, 4000)],
            [2, 4, 3, 1])[0])

    def _at(self, moment):
        self.world.clock.set(moment)

    def _leap(self, seconds):
        """The clock is set while the daemon is at work."""
        self._life(2, lambda: self.world.clock.advance(seconds))

    def _autumn(self):
        lists = self.world.lists
        self._at("2026-10-25T00:58:00Z")
        self.world.bring_in(lists.wave("B", self.size // 2, "2026-10-25", "2026-11-05", 40))
        self._across("2026-10-25T00:59:58Z")

    def _across(self, moment):
        """Two seconds before clocks change, with the daemon at work."""
        self._at(moment)
        self._life(3)

    def _third_wave(self):
        self._at("2027-03-24T10:00:00Z")
        self.world.bring_in(self.world.lists.wave("C", self.size, "2027-03-24", "2027-04-02", 40))

    def _full_disk(self):
        if not self.world.disk.is_mounted:
            self.skipped.append("full disk: this account may mount nothing")
            return
        # With no room for the files beside the database, the daemon may say so and end.
        self.world.disk.fill()
        self._life(1.5, may_end=True)
        self._life(may_end=True)
        self.world.disk.relieve()
        self._life_on_a_filling_disk()

    def _life_on_a_filling_disk(self):
        """Full while messages are with the servers, for longer than a lease; then there is room again."""
        self.world.start()
        self.world.wait_until_ready()
        time.sleep(0.3)
        self.world.disk.fill()
        time.sleep(7)
        self.world.disk.relieve()
        time.sleep(3)
        self.world.kill()
        self.done += 1

    def _read_only_disk(self):
        if not self.world.disk.is_mounted:
            self.skipped.append("read-only disk: this account may mount nothing")
            return
        self._forbid_writing()
        try:
            self._refused("serve")
            self._refused("agency", "set", "NEW", "--name", "Another agency", "--kind", "other")
        finally:
            self.world.disk.allow_writing()

    def _forbid_writing(self):
        """As soon as no command has a file open."""
        for _ in range(500):
            with contextlib.suppress(OSError):
                self.world.disk.forbid_writing()
                return
            time.sleep(0.01)
        raise TimeoutError("the disk did not become read-only")

    def _refused(self, *arguments):
        """What would write says so, and ends."""
        done = self.world.command(*arguments, timeout=8)
        sentences = ("is read-only", "must exist and be writable")
        if done.returncode != 1 or not any(sentence in done.stderr for sentence in sentences):
            self.world.violations.append(f"on a read-only disk {arguments[0]} said {done.returncode}: {done.stderr}")

    def _come_to_rest(self):
        """Servers are well, the clock goes on from try to try, and the daemon lives until nothing is left to do."""
        world = self.world
        for server in [world.mail, *world.receivers]:
            server.calm = True
        world.clock.set("2027-05-18T10:00:00+01:00")
        world.start()
        last, moved = None, time.monotonic()
        while (left := self._left()) and time.monotonic() - moved < STANDSTILL:
            if left != last:
                last, moved = left, time.monotonic()
            time.sleep(0.3)
        world.stop()

    def _left(self):
        """How much is to be done still, having set the clock on where nothing can be done before; 0 at the end."""
        world, now = self.world, int(self.world.clock.now())
        rows = world.ask("SELECT state, next_attempt_at FROM outbox WHERE state IN ('waiting', 'claimed')")
        due = world.ask(f"SELECT COUNT(*) FROM reminder WHERE state = 'pending' AND leaves_at <= {now}")
        out = world.ask("SELECT MIN(probe_at) FROM outage WHERE failures >= 3")
        if rows is None or due is None or out is None:
            return -1
        waits = [at for state, at in rows if state == "waiting"]
        if waits and len(waits) == len(rows):
            world.clock.advance(max(0, min(waits) - now, (out[0][0] or 0) - now))
        elif not rows and due[0][0]:
            world.clock.advance(1800)
        return len(rows) + due[0][0]


def run(program, kills, seed):
    """Runs in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        return Run(program, pathlib.Path(folder), kills, seed).go()

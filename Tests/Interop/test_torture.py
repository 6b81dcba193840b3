"""The daemon killed a hundred times among hostile servers: a bounded part of `make torture`.

TORTURE_KILLS and TORTURE_SEED choose another run, TORTURE_PROGRAM another build of the program.
"""

import os
import pathlib
import sys
import types
import unittest

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

from Torture import clock  # noqa: E402  (its folder is not on the path before)
from Torture.judge import Judge  # noqa: E402
from Torture.ledger import Ledger  # noqa: E402
from Torture.run import run  # noqa: E402
from Torture.world import Life  # noqa: E402

KILLS = int(os.environ.get("TORTURE_KILLS", 100))
SEED = int(os.environ.get("TORTURE_SEED", 1))
PROGRAM = os.environ.get("TORTURE_PROGRAM", TESTS.parent / ".build/debug/quorate")


@unittest.skipUnless(clock.is_available, "libfaketime is missing; scripts/prepare test installs it")
class TortureTests(unittest.TestCase):
    """Nothing is lost, nothing is sent that is no longer owed, and every repeat is explained."""

    @classmethod
    def setUpClass(cls):
        cls.judge = run(PROGRAM, KILLS, SEED)

    def test_what_is_promised_is_kept(self):
        shown = "\n".join(self.judge.violations[:40])
        self.assertEqual(
            len(self.judge.violations), 0,
            f"{len(self.judge.violations)} violations with seed {SEED}:\n{shown}\n{self.judge.report()}")

    def test_there_was_something_to_lose(self):
        counts = self.judge.counts
        self.assertGreaterEqual(self.judge.kills, KILLS)
        for what in ("mail taken", "webhook taken", "messages failed", "messages superseded", "reminders stopped",
                     "repeats after a kill between acceptance and commit", "repeats after an answer that did not come"):
            self.assertGreater(counts[what], 0, what)

    def test_the_disk_was_full_and_read_only(self):
        if self.judge.skipped:
            self.skipTest("; ".join(self.judge.skipped))


class SmallWorld:
    """Three lives and one message about one obligation, for the judge."""

    def __init__(self, state="sent"):
        self.ledger, self.violations = Ledger(), []
        self.lives = {life: Life(began=10.0 * life, ended=10.0 * life + 5) for life in (1, 2, 3)}
        self.committed, self.settled, self.cancelled = {}, {}, {}
        self.state = state
        self.clock = types.SimpleNamespace(now=lambda: 1000.0)

    def remains(self, query):
        if "FROM outbox" in query:
            return [("m", "webhook", "call", "desk", self.state, None, "out of order", "o", 1)]
        return []

    def command(self, *_):
        return types.SimpleNamespace(returncode=0)

    def take(self, life, answered=True):
        entry = self.ledger.take("webhook", "m", life, "desk")
        entry.at, entry.answered = self.lives[life].began + 1, answered

    def verdict(self):
        judge = Judge(self)
        judge.judge()
        return judge.violations


class JudgeTests(unittest.TestCase):
    """What the judge of the fault harness lets pass, and what it does not."""

    def test_a_repeat_after_a_kill_before_the_commit_is_explained(self):
        world = SmallWorld()
        world.take(1)
        world.take(2)
        world.committed["m"] = 2
        self.assertEqual(world.verdict(), [])

    def test_a_repeat_of_what_was_on_record_as_sent_is_not(self):
        world = SmallWorld()
        world.take(1)
        world.take(2)
        world.committed["m"] = 1
        self.assertIn("was taken in life 1 and again", world.verdict()[0])

    def test_a_repeat_within_one_life_is_explained_only_by_an_answer_that_did_not_come(self):
        for answered, count in ((False, 0), (True, 1)):
            world = SmallWorld()
            world.take(1, answered)
            world.take(1)
            self.assertEqual(len(world.verdict()), count)

    def test_what_no_server_has_is_lost(self):
        self.assertIn("no server has it", SmallWorld().verdict()[0])

    def test_a_failure_without_a_refusal_in_the_ledger_has_no_cause(self):
        world = SmallWorld("failed")
        self.assertIn("without a cause", world.verdict()[0])

    def test_what_was_settled_before_the_daemon_started_is_not_sent_by_it(self):
        for settled_at, count in ((20.5, 0), (19.5, 1)):
            world = SmallWorld()
            world.take(2)
            world.settled["o", 1] = settled_at
            self.assertEqual(len(world.verdict()), count, settled_at)

    def test_one_attempt_arrives_once(self):
        world = SmallWorld()
        world.take(1)
        for _ in range(2):
            world.ledger.arrived("m", 1, "1700000000")
        self.assertIn("came 2 times", world.verdict()[0])


if __name__ == "__main__":
    unittest.main()

"""The daemon killed a hundred times among hostile servers: a bounded part of `make torture`.

TORTURE_KILLS and TORTURE_SEED choose another run, TORTURE_PROGRAM another build of the program.
"""

import os
import pathlib
import sys
import unittest

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

from Torture import clock  # noqa: E402  (its folder is not on the path before)
from Torture.run import run  # noqa: E402

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


if __name__ == "__main__":
    unittest.main()

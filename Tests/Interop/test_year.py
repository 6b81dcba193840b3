"""A year rehearsed for one authority, tallied from the rulebook.

An authority holds 1,500 conferences a year. With the program as it is built for tests that takes minutes, so that a part
of it is rehearsed here; `make year` rehearses the whole with the optimised program.

YEAR_CONFERENCES and YEAR_SEED choose another year, YEAR_BUILD where the program is; YEAR_FOLDER takes a year that has been
rehearsed already.
"""

import collections
import csv
import datetime
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import unittest

from year.audit import Audit
from year.days import Hours, london
from year.tally import Tally, moment

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CONFERENCES = int(os.environ.get("YEAR_CONFERENCES", 300))
BUILD = pathlib.Path(os.environ.get("YEAR_BUILD", ROOT / ".build/debug"))
SEED = int(os.environ.get("YEAR_SEED", 1))
# The midnight in London after its 250 working days.
IS_OVER = datetime.datetime(2027, 8, 25, 23)


class YearTests(unittest.TestCase):
    """Every step sent once, none on a day or at an hour on which nothing leaves, and the counts add up."""

    maxDiff = None
    figures = None

    @classmethod
    def setUpClass(cls):
        folder = os.environ.get("YEAR_FOLDER")
        if folder is None:
            scratch = tempfile.TemporaryDirectory(prefix="year-")
            cls.addClassCleanup(scratch.cleanup)
            folder = scratch.name
            command = [BUILD / "YearRehearsal", "--conferences", str(CONFERENCES), "--seed", str(SEED), "--folder", folder]
            cls.figures = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        folder = cls.folder = pathlib.Path(folder)
        with open(folder / "sent.csv", encoding="utf-8", newline="") as file:
            cls.sent = list(csv.DictReader(file))
        cls.tally = Tally(folder / "facts.csv", ROOT / "config/bank-holidays.json", IS_OVER)

    def test_the_year_has_what_was_asked_for(self):
        scheduled = [fact for fact in self.tally.facts if fact.name == "schedule" and fact.word != "discussion"]
        self.assertEqual(len({fact.matter for fact in scheduled}), len(scheduled))
        if "YEAR_FOLDER" not in os.environ:
            self.assertEqual(len(scheduled), CONFERENCES)
        self.assertGreater(len(self.sent), 40 * len(scheduled))

    def test_no_message_holds_what_people_typed_about_a_family(self):
        if self.figures is None:
            self.skipTest("only a year that was rehearsed here tells")
        self.assertEqual(self.figures["leaks"], 0)

    def test_the_tables_can_be_written_anew_from_the_log_and_the_chain_is_whole(self):
        for command in (["rebuild", "--check"], ["audit", "verify"]):
            done = subprocess.run(
                [BUILD / "quorate", *command, "--config", self.folder / "quorate.yaml"], stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stdout)

    def test_every_step_is_sent_once(self):
        keys = collections.Counter(
            (row["obligation"], row["generation"], row["step"], row["audience"]) for row in self.sent)
        self.assertEqual([key for key, count in keys.items() if count > 1], [])

    def test_nothing_leaves_on_a_day_or_at_an_hour_on_which_nothing_may(self):
        hours = Hours(self.tally.days)
        self.assertEqual([row for row in self.sent if not hours.allow(moment(row["leftAt"]))][:20], [])

    def test_what_was_sent_is_what_the_rulebook_asks_for(self):
        sent = collections.Counter(
            (row["obligation"], int(row["generation"]), row["step"], row["audience"], row["recipient"],
             london(moment(row["leftAt"])).date())
            for row in self.sent)
        amiss = [("not sent", line) for line in (self.tally.expected - sent)]
        amiss += [("not asked for", line) for line in (sent - self.tally.expected)]
        amiss.sort(key=lambda entry: (entry[1][0], entry[1][5]))
        shown = "\n".join(f"{what}: {' '.join(str(part) for part in line)}" for what, line in amiss[:40])
        self.assertEqual(len(amiss), 0, f"{len(amiss)} of {len(sent)} differ:\n{shown}")


    def test_the_audit_is_what_the_rulebook_counts(self):
        readers = self.folder / "readers.yaml"
        readers.write_text(
            (self.folder / "quorate.yaml").read_text() + "\ncommands:\n  others: [quality-assurance]\n")
        for first, last in (("2026-10-01", "2026-12-31"), ("2027-01-01", "2027-08-25")):
            with self.subTest(first):
                told = json.loads(subprocess.run(
                    [BUILD / "quorate", "measures", "--from", first, "--to", last, "--json", "--config", readers],
                    stdout=subprocess.PIPE, check=True).stdout)
                days = [datetime.date.fromisoformat(day) for day in (first, last)]
                audit = Audit(self.tally, *days, datetime.date.today())
                self.maxDiff = None
                for agency in told["agencies"]:
                    ours = {name: [figure["count"], figure["of"]] for name, figure in agency["measures"].items()}
                    ours.pop("significantOthers")
                    self.assertEqual(ours, {name: audit.agencies[agency["agency"]][name] for name in ours}, agency["agency"])
                self.assertEqual({line["agency"] for line in told["agencies"]}, set(audit.agencies))
                for name, share in audit.partnership.items():
                    figure = told["partnership"]["measures"][name]
                    self.assertEqual([figure["count"], figure["of"]], share, name)
                self.assertGreater(len(audit.partnership), 4)
                self.assertEqual(told.get("initialConferenceMedianDay"), audit.median_day)


class InterruptionTests(unittest.TestCase):
    """England's year takes hours, and is lived through in parts."""

    CONFERENCES = "25"

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="year-in-parts-")
        self.addCleanup(scratch.cleanup)
        self.scratch = pathlib.Path(scratch.name)

    def rehearse(self, folder, conferences=CONFERENCES, hours=None):
        """Lives on for so many hours in which something happens, or to the end; what it reports, or says is wrong."""
        command = [BUILD / "YearRehearsal", "--conferences", conferences, "--folder", self.scratch / folder, "--progress"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
            said = []
            for line in program.stderr:
                said.append(line)
                if len(said) == hours:
                    program.send_signal(signal.SIGTERM)
            reported = program.stdout.read()
        return program.returncode, json.loads(reported) if reported else said[-1]

    def lines(self, folder, name):
        return (self.scratch / folder / name).read_text(encoding="utf-8").splitlines()

    def test_in_parts_it_is_the_same_year(self):
        _, whole = self.rehearse("whole")
        parts = [self.rehearse("parts", hours=hours)[1] for hours in (40, 90, None)]
        self.assertEqual([part["isWhole"] for part in parts], [False, False, True])
        self.assertEqual([part["parts"] for part in parts], [1, 2, 3])
        counted = ("cases", "conferences", "commands", "refused", "messages", "reminders")
        self.assertEqual([parts[-1][name] for name in counted], [whole[name] for name in counted])
        self.assertLess(parts[0]["messages"], parts[1]["messages"])
        self.assertEqual(self.lines("parts", "facts.csv"), self.lines("whole", "facts.csv"))
        # An id is drawn anew each time; those that leave at one moment do so in the order of their ids.
        sent = [sorted(line.split(",")[:1] + line.split(",")[2:] for line in self.lines(folder, "sent.csv"))
                for folder in ("parts", "whole")]
        self.assertEqual(sent[0], sent[1])

    def test_only_the_same_year_goes_on_and_not_beyond_its_end(self):
        self.rehearse("begun", hours=10)
        code, said = self.rehearse("begun", conferences="24")
        self.assertEqual((code, "has a year of --conferences 25 --seed 1" in said), (2, True))
        self.assertTrue(self.rehearse("begun")[1]["isWhole"])
        code, said = self.rehearse("begun")
        self.assertEqual((code, "is over" in said), (2, True))

    def test_what_was_broken_off_does_not_go_on(self):
        self.rehearse("broken", hours=10)
        (self.scratch / "broken/standing.json").unlink()
        code, said = self.rehearse("broken")
        self.assertEqual((code, "nothing says how far its year came" in said), (2, True))


if __name__ == "__main__":
    unittest.main()

"""The administrators' pages beside the conference, in a real browser: each at a phone's and a desk's width, without
barriers; and what is done on them, without a script.

The demonstration runs, with its accounts.
"""

import contextlib
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import tempfile
import unittest
import urllib.parse

from playwright.sync_api import sync_playwright

from barriers import assert_fine, chromium, watched

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = ROOT / ".build/debug/quorate"
SIZES = [({"width": 375, "height": 740}, "dark"), ({"width": 1280, "height": 900}, "light")]
PASSWORD = "tea-with-nine-badgers"


class DeskPageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="desk-")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name) / "demo"
        cls.daemon = subprocess.Popen(
            [PROGRAM, "demo", "--folder", cls.folder], stdout=subprocess.PIPE, text=True, env=os.environ | {"TZ": "UTC"})
        cls.addClassCleanup(cls.stop)
        for line in cls.daemon.stdout:
            if match := re.search(r"(http://127\.0\.0\.1:\d+)/a/\S+", line):
                cls.site = match[1]
                break
        else:
            raise AssertionError("the demonstration named no page")
        browsing = cls.enterClassContext(sync_playwright())
        cls.browser = chromium(browsing)
        cls.addClassCleanup(cls.browser.close)
        cls.sessions = {who: cls.sign_in(who) for who in ("anna", "audrey", "oscar")}

    @classmethod
    def stop(cls):
        cls.daemon.send_signal(signal.SIGINT)
        cls.daemon.communicate(timeout=20)
        cls.daemon.stdout.close()

    @classmethod
    def sign_in(cls, who):
        """What the browser holds once somebody has signed in."""
        with contextlib.closing(cls.browser.new_context()) as context:
            page = context.new_page()
            page.goto(f"{cls.site}/sign-in")
            typed = page.locator("main form input:not([type=hidden])")
            typed.nth(0).fill(who)
            typed.nth(1).fill(PASSWORD)
            page.locator("main form button[type=submit]").first.click()
            return context.storage_state()

    @contextlib.contextmanager
    def page(self, path, who="anna", size=SIZES[1], scripts=True):
        with contextlib.closing(self.browser.new_context(
                viewport=size[0], color_scheme=size[1], storage_state=self.sessions[who],
                java_script_enabled=scripts)) as context:
            page = watched(context.new_page())
            page.on("dialog", lambda dialog: self.fail(f"a dialog opened: {dialog.message}"))
            page.goto(self.site + path)
            yield page

    def answer(self, question, *values):
        with contextlib.closing(sqlite3.connect(f"file:{self.folder}/quorate.db?mode=ro", uri=True)) as database:
            return database.execute(question, values).fetchall()

    def test_every_page_is_fine_at_every_width(self):
        message = self.answer("SELECT id FROM outbox ORDER BY slot_at DESC LIMIT 1")[0][0]
        owed = self.answer("SELECT id FROM obligation WHERE standing = 'outstanding' ORDER BY id LIMIT 1")[0][0]
        pages = [(path, "anna") for path in (
            "/messages", f"/messages/{message}", "/inbox", "/people", "/people/HLT-08", "/new-person", "/agencies",
            "/agencies/HLT", "/new-agency", f"/explain?obligation={urllib.parse.quote(owed, safe='')}", "/silences",
            "/policy", "/policy/submitReport", "/policy-general", "/policy-quoracy", "/policy-new",
            "/policy-sets/1", "/calendar?year=2027", "/templates",
            "/templates/submitReport?step=T-2", "/import")]
        for path, who in pages + [("/trail", "audrey"), ("/trail/check", "audrey"), ("/messages", "oscar")]:
            for size in SIZES:
                with self.subTest(path=path, width=size[0]["width"]), self.page(path, who, size) as page:
                    self.assertEqual(page.locator("h1").count(), 1)
                    assert_fine(self, page)

    def test_a_rule_is_changed_and_taken_back(self):
        with self.page("/policy/decisionLetter") as page:
            page.locator("#initial-count").fill("no")
            page.get_by_role("button", name="Preview the change").click()
            self.assertIn("is no count", page.inner_text("[role=alert]"))
            self.assertEqual(page.locator("#initial-count").input_value(), "no")
            assert_fine(self, page)
            page.locator("#initial-count").fill("2")
            page.get_by_label("Let conferences and discussions that have not met yet").check()
            page.get_by_role("button", name="Preview the change").click()
            self.assertIn("2 working days after", page.inner_text("main"))
            assert_fine(self, page)
            self.assertEqual(self.answer("SELECT COUNT(*) FROM rule_set"), [(1,)])
            page.get_by_role("button", name="Put it in force").click()
            self.assertIn("The change is made", page.inner_text("[role=status]"))
            self.assertEqual(self.answer("SELECT COUNT(*) FROM rule_set"), [(2,)])
            page.get_by_role("link", name="Take rule set 2 back").click()
            assert_fine(self, page)
            page.get_by_role("button", name="Take rule set 2 back").click()
            self.assertIn("taken back", page.inner_text("[role=status]"))
            assert_fine(self, page)
        self.assertEqual(self.answer("SELECT number FROM rule_set WHERE withdrawn_at IS NOT NULL"), [(2,)])
        self.assertEqual(self.answer("SELECT COUNT(*) FROM conference WHERE rule_set = 2"), [(0,)])

    def test_a_person_is_recorded_held_and_found_without_javascript(self):
        with self.page("/new-person?agency=HLT", scripts=False) as page:
            for field, text in (("reference", "HLT-77"), ("name", "Nia <b>Rees</b>"), ("email", "nowhere")):
                page.locator(f"#{field}").fill(text)
            page.get_by_role("button", name="Record them").click()
            self.assertIn("@", page.inner_text("[role=alert]"))
            page.locator("#email").fill("nia.rees@hlt.example.org")
            page.get_by_role("button", name="Record them").click()
            self.assertEqual(page.locator("h1 b").count(), 0)
            self.assertIn("Nia <b>Rees</b>", page.inner_text("h1"))
            page.locator("summary").click()
            page.locator("#until").fill("2099-01-05")
            page.locator("#reason").fill("On leave")
            page.get_by_role("button", name="Hold them back").click()
            self.assertIn("Monday 5 January 2099", page.inner_text("main"))
            page.goto(f"{self.site}/people?text=rees")
            self.assertEqual(page.locator("tbody tr").count(), 1)
            page.goto(f"{self.site}/silences")
            page.get_by_role("button", name="Release the reminders of HLT-77").click()
            self.assertIn("leave again", page.inner_text("[role=status]"))
        self.assertEqual(self.answer("SELECT COUNT(*) FROM person_hold WHERE person = 'HLT-77'"), [(0,)])

    def test_a_list_is_previewed_and_taken_in(self):
        header = "reference,agency,name,email\n"
        with self.page("/import") as page:
            page.locator("#list").fill(header + "HLT-90,HLT,Una Hill,nowhere\nHLT-91,NONE,Ivo Dale,ivo@example.org\n")
            page.get_by_role("button", name="Preview").click()
            self.assertEqual(page.locator("tbody tr").count(), 2)
            assert_fine(self, page)
            page.get_by_role("button", name="Back to the list").click()
            self.assertIn("Una Hill", page.locator("#list").input_value())
            page.locator("#list").fill(header + "HLT-90,HLT,Una Hill,una@example.org\n")
            page.get_by_role("button", name="Preview").click()
            assert_fine(self, page)
            self.assertEqual(self.answer("SELECT COUNT(*) FROM person WHERE reference = 'HLT-90'"), [(0,)])
            page.get_by_role("button", name="Take the list in").click()
            self.assertIn("1 row changed", page.inner_text("[role=status]"))
        self.assertEqual(self.answer("SELECT COUNT(*) FROM person WHERE reference = 'HLT-90'"), [(1,)])

    def test_the_chain_is_checked(self):
        with self.page("/trail", "audrey") as page:
            page.get_by_role("link", name="Check that nothing was").click()
            self.assertIn("The chain is whole", page.inner_text("[role=status]"))
            mark = page.inner_text("code")
            page.get_by_label("The mark as an earlier check gave it").fill(mark)
            page.get_by_role("button", name="Check again").click()
            self.assertIn("are the same", page.inner_text("[role=status]"))


if __name__ == "__main__":
    unittest.main()

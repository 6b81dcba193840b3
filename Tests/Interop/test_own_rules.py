"""An administrator's way with the rules, in a real browser: an obligation of one's own, from its form to a conference.

The demonstration runs, with its accounts. Each page is looked at at a phone's and a desk's width, light, dark and printed.
"""

import contextlib
import datetime
import os
import pathlib
import sqlite3
import tempfile
import unittest

from playwright.sync_api import sync_playwright

from barriers import assert_valid, assert_within_reach, assert_within_width, chromium, watched
from sign_in import PASSWORD, Demonstration

TITLE = "Chronology shared with the chair"
PAGES = ("/policy", "/policy/submitReport", "/policy/discussionMinutes", "/policy-new", "/policy-general", "/policy-quoracy",
         "/policy-sets/1")


class OwnRuleTests(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="own-rules-")
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name) / "demo"
        self.demonstration = Demonstration(self.folder)
        self.addCleanup(self.demonstration.close)
        browsing = self.enterContext(sync_playwright())
        browser = chromium(browsing)
        self.addCleanup(browser.close)
        self.page = watched(browser.new_context(viewport={"width": 375, "height": 740}).new_page())
        self.go("/sign-in")
        self.page.fill("input[name=name]", "anna")
        self.page.fill("input[type=password]", PASSWORD)
        self.page.locator("main button").first.click()
        self.page.wait_for_selector(".bar")

    def go(self, path):
        answer = self.page.goto(self.demonstration.site + path)
        self.assertEqual(answer.status, 200, path)

    def press(self, name):
        self.page.get_by_role("button", name=name).click()

    def said(self):
        return self.page.inner_text("main")

    def assert_fine(self):
        """No barrier, nothing cut off at the side, valid: narrow and wide, light, dark and printed."""
        page = self.page
        for width, scheme, media in ((375, "dark", "screen"), (1280, "light", "screen"), (1280, "light", "print")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme, media=media)
            if media == "screen":
                assert_within_reach(self, page)
            else:
                assert_within_width(self, page)
            if folder := os.environ.get("QUORATE_PICTURES"):
                name = page.url.split("/", 3)[3].replace("/", "_").replace("?", "-")
                page.screenshot(path=f"{folder}/{name}-{width}-{scheme}-{media}.png", full_page=True)
        page.emulate_media(color_scheme="light", media="screen")
        page.set_viewport_size({"width": 375, "height": 740})
        assert_valid(self, page)
        self.assertEqual(page.locator("h1").count(), 1)

    def answer(self, question, *values):
        with contextlib.closing(sqlite3.connect(f"file:{self.folder}/quorate.db?mode=ro", uri=True)) as database:
            return database.execute(question, values).fetchall()

    def test_every_page_is_fine(self):
        for path in PAGES:
            with self.subTest(path=path):
                self.go(path)
                self.assert_fine()

    def fill_in(self, day):
        """The form, with a second step, which is added, moved up and down again."""
        page = self.page
        self.go("/policy")
        page.get_by_role("link", name="Add an obligation").click()
        page.fill("#title", TITLE)
        page.select_option("#owner", "leadSocialWorker")
        page.fill("#initial-count", "2")
        page.fill("#step-1-days", "1")
        self.press("Add a step")
        self.assertEqual(page.input_value("#title"), TITLE)
        page.select_option("#step-2-when", "after-deadline")
        page.fill("#step-2-days", "1")
        page.locator("#step-2-chair").check()
        self.press("Move step 2 up")
        self.assertTrue(page.locator("#step-1-chair").is_checked())
        self.press("Move step 1 down")
        self.assertTrue(page.locator("#step-2-chair").is_checked())
        page.fill("#effective", day.isoformat())

    def put_in_force(self, day):
        self.fill_in(day)
        self.page.keyboard.press("Enter")  # previews: no button of a step is what Enter presses
        self.page.wait_for_url("**/policy-new/preview")
        said = self.said()
        for words in (f"{TITLE}: new", "owed by the lead social worker", "2 working days before the conference",
                      "reminder 1 working day before the deadline, to whoever owes it",
                      "reminder 1 working day after the deadline, to the chair"):
            self.assertIn(words, said)
        self.assert_fine()
        self.assertEqual(self.answer("SELECT COUNT(*) FROM rule_set WHERE withdrawn_at IS NULL"), [(1,)])
        self.press("Put it in force")
        self.assertIn("The change is made", self.page.inner_text("[role=status]"))

    def test_an_obligation_of_ones_own(self):
        # The demonstration's day, which is a working day, is the earliest from which a change may be in force.
        self.go("/policy-new")
        today = datetime.date.fromisoformat(self.page.get_attribute("#effective", "min"))
        self.put_in_force((today.replace(day=1) + datetime.timedelta(days=32)).replace(day=1))
        coming = self.page.locator(".coming")
        self.assertIn("To come: rule set 2", coming.inner_text())
        self.assertIn(TITLE, coming.inner_text())
        self.assertNotIn(TITLE, self.page.locator("section:has(#table)").inner_text())
        self.assert_fine()
        coming.get_by_role("link", name="The whole of rule set 2").click()
        self.assertIn(TITLE, self.said())
        self.go("/policy-sets/2/take-back")
        self.assert_fine()
        self.press("Take rule set 2 back")
        self.assertIn("taken back", self.page.inner_text("[role=status]"))
        self.assertEqual(self.page.locator(".coming").count(), 0)

        self.put_in_force(today)
        self.assertIn(TITLE, self.page.locator("section:has(#table)").inner_text())
        self.schedule(today + datetime.timedelta(days=70 - today.weekday()))
        self.assertIn(TITLE, self.page.locator(".timeline").inner_text())
        self.page.locator(".timeline").get_by_role("link", name=TITLE).click()
        self.assertIn("2 working days before", self.said())
        self.go("/conferences/HB-26-950")
        self.press("Record that it is done")
        self.assertIn("recorded that it is done", self.page.inner_text("[role=status]"))
        self.assertIn("met on", self.page.locator(".timeline li", has_text=TITLE).inner_text())
        self.end_it()

    def schedule(self, day):
        page = self.page
        self.go("/conferences/new")
        page.get_by_label("Initial child protection conference").check()
        for field, value in {
            "reference": "HB-26-950", "case": "C-950", "day": day.isoformat(), "at": "10:00", "place": "Room 2",
            "chair": "CSC-02", "administrator": "CSC-06", "family-mother": "1",
        }.items():
            page.fill(f"#{field}", value)
        self.press("Schedule the conference")
        page.wait_for_url("**/conferences/HB-26-950*")

    def end_it(self):
        page = self.page
        self.go("/policy")
        page.locator("section:has(#table)").get_by_role("link", name=TITLE).click()
        self.assert_fine()
        page.get_by_role("link", name="End it from a day on").click()
        self.assert_fine()
        self.press("Preview the change")
        self.assertIn("not asked for any more", self.said())
        self.press("Put it in force")
        page.locator("section:has(#table)").get_by_role("link", name=TITLE).click()
        self.assertIn("It ends on", self.said())
        self.assert_fine()

    def test_who_must_be_there(self):
        page = self.page
        self.go("/policy-quoracy")
        page.fill("#minimum", "none")
        self.press("Preview the change")
        page.locator("[role=alert] a").click()
        self.assertEqual(page.evaluate("document.activeElement.id"), "minimum")
        self.assert_fine()
        page.fill("#minimum", "4")
        page.locator("input[name^=group-]").first.fill("one group")
        page.get_by_role("checkbox", name="Education").check()
        self.press("Preview the change")
        self.assertIn("counts as one group", self.said())
        self.assert_fine()
        self.press("Put it in force")
        self.assertIn("Groups that make a conference quorate\n3\n4", page.inner_text(".coming") if page.locator(".coming").count() else self.said())

    def test_two_who_edit_the_same_rule(self):
        page = self.page
        other = page.context.new_page()
        other.goto(self.demonstration.site + "/policy/decisionLetter")
        self.go("/policy/decisionLetter")
        for one, count in ((other, "2"), (page, "3")):
            one.fill("#initial-count", count)
        other.get_by_role("button", name="Preview the change").last.click()
        other.get_by_role("button", name="Put it in force").click()
        self.press("Preview the change")
        self.assertIn("changed by somebody else", page.inner_text("[role=alert]"))
        self.assertIn("2 working days after the conference", page.locator("#base").inner_text())
        self.assertEqual(page.input_value("#initial-count"), "3")
        self.press("Preview the change")
        self.assertIn("3 working days after the conference", self.said())


if __name__ == "__main__":
    unittest.main()

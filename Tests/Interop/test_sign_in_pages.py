"""The pages around signing in, in a real browser: each at a phone's and a desk's width, light and dark, without barriers."""

import contextlib
import pathlib
import re
import sqlite3
import tempfile
import time
import unittest

from playwright.sync_api import sync_playwright

from barriers import assert_fine_everywhere, chromium, watched
from sign_in import PASSWORD, Browser, Demonstration, time_code

NEW_PASSWORD = "three wet umbrellas"


class SignInPageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sign-in-pages-")
        cls.addClassCleanup(scratch.cleanup)
        cls.demonstration = Demonstration(pathlib.Path(scratch.name) / "demo")
        cls.addClassCleanup(cls.demonstration.close)
        browsing = cls.enterClassContext(sync_playwright())
        cls.browser = chromium(browsing)
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        context = self.browser.new_context()
        self.addCleanup(context.close)
        self.page = watched(context.new_page())

    def go(self, path, expected=200):
        self.assertEqual(self.page.goto(self.demonstration.site + path).status, expected, path)

    def send(self, button, expected=200, **fields):
        """Fills in the form, presses its button, and looks at what comes back."""
        for field, text in fields.items():
            self.page.fill(f"#{field}", text)
        self.page.get_by_role("button", name=button, exact=True).click()
        self.look(expected)

    def look(self, expected=200):
        self.assertEqual(self.page.document.status, expected, self.page.url)
        self.assertEqual(self.page.locator("h1").count(), 1)
        assert_fine_everywhere(self, self.page)

    def said(self, role):
        return self.page.inner_text(f"[role={role}]")

    def add(self, name):
        """A new account with a role that asks for nothing else; the path of its link."""
        printed = self.demonstration.quorate("user", "add", name, "--role", "auditor").stdout
        return re.search(r"/set-up/\S+", printed)[0]

    def set_up(self, name):
        self.go(self.add(name))
        for field in ("password", "again"):
            self.page.fill(f"#{field}", NEW_PASSWORD)
        self.page.get_by_role("button", name="Save and sign in").click()
        self.page.wait_for_url("**/account*")

    def sign_out(self):
        self.page.get_by_role("button", name="Sign out", exact=True).click()
        self.page.wait_for_url("**/sign-in?said=out")

    def test_signing_in_and_out(self):
        self.go("/sign-in?to=/users")
        self.look()
        self.send("Sign in", 422)
        self.send("Sign in", 422, name="anna", password="not it")
        self.page.fill("#name", "anna")
        self.page.fill("#password", PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_selector(".bar")
        self.sign_out()
        self.assertIn("signed out", self.said("status"))
        self.look()

    def test_whoever_tries_links_too_often_has_to_wait(self):
        # Others look at links too, and one more may be tried each second.
        self.addCleanup(time.sleep, 6)
        browser, tried = Browser(self.demonstration.site), f"{self.demonstration.site}/set-up/nothing"
        self.assertIn(429, (browser.get("/set-up/nothing").status for _ in range(300)))
        self.assertIn(429, (self.page.goto(tried).status for _ in range(10)))
        self.look(429)

    def test_whoever_guesses_has_to_wait(self):
        self.go("/sign-in")
        for _ in range(5):
            self.page.fill("#name", "nobody-at-all")
            self.page.fill("#password", "a guess")
            self.page.get_by_role("button", name="Sign in", exact=True).click()
            self.page.wait_for_selector("[role=alert]")
        self.send("Sign in", 429, name="nobody-at-all", password="a guess")
        self.assertIn("again", self.said("alert"))

    def test_whoever_is_disabled_is_told(self):
        self.set_up("dora")
        self.demonstration.quorate("user", "disable", "dora")
        self.go("/sign-in")
        self.send("Sign in", 422, name="dora", password=NEW_PASSWORD)
        self.assertIn("disabled", self.said("alert"))

    def test_a_link_that_is_good_once(self):
        link = self.add("lena")
        self.go(link)
        self.look()
        self.send("Save and sign in", 422)
        self.send("Save and sign in", 422, password=NEW_PASSWORD, again="another one")
        self.send("Save and sign in", 200, password=NEW_PASSWORD, again=NEW_PASSWORD)
        for path in (link, self.run_out(self.add("late"))):
            self.go(path, 410)
            self.look(410)

    def run_out(self, link):
        path = f"{self.demonstration.folder}/quorate.db"
        with contextlib.closing(sqlite3.connect(path, timeout=20)) as database, database:
            database.execute("UPDATE set_up_link SET expires_at = 1 WHERE account = 'late'")
        return link

    def test_a_second_factor(self):
        self.set_up("ada")
        self.page.get_by_role("link", name="Set it up").click()
        self.page.wait_for_url("**/account/second-factor")
        self.look()
        self.send("Turn it on", 422, code="12", password="not it")
        secret = self.page.locator("input[name=secret]").input_value()
        self.send("Turn it on", code=time_code(secret), password=NEW_PASSWORD)
        self.assertEqual(self.page.inner_text("h1"), "Your recovery codes")
        code = self.page.locator(".codes li").first.inner_text()
        self.page.get_by_role("link", name="I have kept them").click()
        self.page.wait_for_url("**/account*")
        self.look()
        self.sign_out()
        self.send("Sign in", name="ada", password=NEW_PASSWORD)
        self.assertEqual(self.page.inner_text("h1"), "Enter your code")
        self.send("Go on", 422)
        self.send("Go on", 422, code="123")
        self.page.fill("#code", code)
        self.page.get_by_role("button", name="Go on").click()
        self.page.wait_for_selector(".bar")


if __name__ == "__main__":
    unittest.main()

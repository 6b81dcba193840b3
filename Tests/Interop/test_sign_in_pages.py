"""The pages around signing in, in a real browser: no barrier, valid, within the screen, in light and in dark."""

import base64
import contextlib
import hashlib
import hmac
import pathlib
import re
import struct
import tempfile
import time
import unittest

from playwright.sync_api import sync_playwright

from barriers import assert_fine, chromium, watched
from sign_in import PASSWORD, Demonstration

NEW_PASSWORD = "three wet umbrellas"
SIZES = [({"width": 375, "height": 740}, "dark"), ({"width": 1280, "height": 900}, "light")]


def code_of_the_hour(key):
    """What an authenticator app shows, by RFC 6238."""
    secret = base64.b32decode(key + "=" * (-len(key) % 8))
    digest = hmac.new(secret, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


class SignInPageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sign-in-pages-")
        cls.addClassCleanup(scratch.cleanup)
        cls.demonstration = Demonstration(pathlib.Path(scratch.name) / "demo")
        cls.addClassCleanup(cls.demonstration.close)
        cls.browser = chromium(cls.enterClassContext(sync_playwright()))
        cls.addClassCleanup(cls.browser.close)

    @contextlib.contextmanager
    def visit(self, path, size=SIZES[0]):
        with contextlib.closing(self.browser.new_context(viewport=size[0], color_scheme=size[1])) as context:
            page = watched(context.new_page())
            page.goto(self.demonstration.site + path)
            yield page

    def press(self, page, button, **typed):
        for field, text in typed.items():
            page.fill(f"#{field}", text)
        page.get_by_role("button", name=button).click()
        assert_fine(self, page)

    def link_for_somebody_new(self, name):
        printed = self.demonstration.quorate("user", "add", name, "--role", "auditor").stdout
        return re.search(r"/set-up/\S+", printed)[0]

    def test_signing_in_and_being_refused(self):
        for size in SIZES:
            with self.subTest(width=size[0]["width"]), self.visit("/sign-in", size) as page:
                assert_fine(self, page)
                self.press(page, "Sign in", name="anna", password="not it")
                self.assertIn("There is a problem", page.inner_text("[role=alert]"))
                self.press(page, "Sign in", name="anna", password=PASSWORD)
                page.get_by_role("button", name="Sign out", exact=True).click()
                assert_fine(self, page)

    def test_a_new_account_its_second_factor_and_signing_in_with_it(self):
        for number, size in enumerate(SIZES):
            link = self.link_for_somebody_new(f"uma{number}")
            with self.subTest(width=size[0]["width"]), self.visit(link, size) as page:
                assert_fine(self, page)
                self.press(page, "Save and sign in", password="short", again="short")
                self.assertIn("There is a problem", page.inner_text("[role=alert]"))
                self.press(page, "Save and sign in", password=NEW_PASSWORD, again=NEW_PASSWORD)
                page.goto(f"{self.demonstration.site}/account/second-factor")
                assert_fine(self, page)
                self.press(page, "Turn it on", code="000", password=NEW_PASSWORD)
                self.assertIn("There is a problem", page.inner_text("[role=alert]"))
                key = page.input_value("input[name=secret]")
                self.press(page, "Turn it on", code=code_of_the_hour(key), password=NEW_PASSWORD)
                codes = page.locator(".codes li").all_inner_texts()
                self.assertGreater(len(codes), 5)
                page.get_by_role("link", name="I have kept them").click()
                assert_fine(self, page)
                page.get_by_role("button", name="Sign out", exact=True).click()
                self.press(page, "Sign in", name=f"uma{number}", password=NEW_PASSWORD)
                self.assertEqual(page.inner_text("h1"), "Enter your code")
                self.press(page, "Go on", code="not one")
                self.assertIn("There is a problem", page.inner_text("[role=alert]"))
                self.press(page, "Go on", code=codes[0])
                self.assertTrue(page.get_by_role("button", name="Sign out", exact=True).is_visible())

    def test_a_link_that_is_no_good(self):
        used = self.link_for_somebody_new("ivo")
        self.demonstration.quorate("user", "reset", "ivo")
        for path in (used, "/set-up/AAAA", "/sign-in/code"):
            for size in SIZES:
                with self.subTest(path=path, width=size[0]["width"]), self.visit(path, size) as page:
                    assert_fine(self, page)
                    self.assertGreater(page.locator("main a, form").count() + len(page.inner_text("main p")), 0)


if __name__ == "__main__":
    unittest.main()

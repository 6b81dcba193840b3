"""The first administrator: a daemon without any account says how to make one."""

import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import unittest

from playwright.sync_api import sync_playwright

from barriers import assert_fine_everywhere, chromium, watched
from sign_in import PROGRAM, Browser, time_code

PASSWORD = "three wet umbrellas"
CONFIGURATION = """\
partnership:
  name: Test
  division: england-and-wales
database: quorate.db
commands:
  others: [administrator, auditor, operator]
encryption:
  masterKeyFiles: [master-key]
mail:
  transport: maildir
  maildir: mail
  from: reminders@example.org
web:
  address: http://127.0.0.1:{port}
  listen: 127.0.0.1:{port}
"""


class FirstAccountTests(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="first-account-")
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port = listener.getsockname()[1]
        self.site = f"http://127.0.0.1:{port}"
        subprocess.run([PROGRAM, "key", "new", self.folder / "master-key"], check=True, stdout=subprocess.DEVNULL)
        (self.folder / "quorate.yaml").write_text(CONFIGURATION.format(port=port))

    def start(self):
        """A daemon that serves, and what it said until then."""
        daemon = subprocess.Popen(
            [PROGRAM, "serve", "--config", self.folder / "quorate.yaml"], stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True)
        said = []
        for line in daemon.stderr:
            said.append(line)
            if "pages served" in line:
                return daemon, "".join(said)
        self.fail("".join(said))

    def stop(self, daemon):
        daemon.send_signal(signal.SIGTERM)
        daemon.communicate(timeout=20)

    def test_its_link_is_said_at_each_start_until_there_is_one(self):
        daemon, said = self.start()
        first = re.search(r"/set-up/[\w-]+", said)[0]
        self.stop(daemon)
        daemon, said = self.start()
        second = re.search(r"/set-up/[\w-]+", said)[0]
        browser = Browser(self.site)
        self.assertEqual(browser.get(first).status, 410)
        fields = {
            "form-token": browser.form_token(second), "name": "Anna.Evans", "displayName": "Anna Evans",
            "password": PASSWORD, "again": PASSWORD}
        self.assertEqual(browser.post(second, fields | {"name": "a b"}).status, 422)
        self.assertEqual(browser.post(second, fields | {"displayName": ""}).status, 422)
        self.assertEqual(browser.post(second, fields).status, 303)
        self.assertEqual(browser.get("/users").status, 200)
        self.assertEqual(Browser(self.site).get(second).status, 410)
        self.stop(daemon)
        daemon, said = self.start()
        self.assertNotIn("/set-up/", said)
        self.stop(daemon)

    def test_its_pages_have_no_barrier_where_everybody_signs_in_with_a_code(self):
        settings = self.folder / "quorate.yaml"
        settings.write_text(settings.read_text() + "  secondFactor: required\n")
        daemon, said = self.start()
        self.addCleanup(self.stop, daemon)
        browser = chromium(self.enterContext(sync_playwright()))
        self.addCleanup(browser.close)
        page = watched(browser.new_page())
        page.goto(self.site + re.search(r"/set-up/[\w-]+", said)[0])
        assert_fine_everywhere(self, page)
        page.get_by_role("button", name="Save and sign in").click()
        assert_fine_everywhere(self, page)
        for field, text in {"name": "anna", "displayName": "Anna Evans", "password": PASSWORD, "again": PASSWORD}.items():
            page.fill(f"#{field}", text)
        page.get_by_role("button", name="Save and sign in").click()
        page.wait_for_url("**/sign-in/second-factor*")
        assert_fine_everywhere(self, page)
        page.get_by_role("button", name="Turn it on").click()
        page.wait_for_selector("[role=alert]")
        assert_fine_everywhere(self, page)
        page.fill("#code", time_code(page.locator("input[name=secret]").input_value()))
        page.get_by_role("button", name="Turn it on").click()
        page.wait_for_selector(".codes")
        assert_fine_everywhere(self, page)


if __name__ == "__main__":
    unittest.main()

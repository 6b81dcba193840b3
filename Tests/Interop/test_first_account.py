"""The first administrator: a daemon without any account says how to make one."""

import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import unittest

from sign_in import PROGRAM, Browser

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
            "password": "three wet umbrellas", "again": "three wet umbrellas"}
        self.assertEqual(browser.post(second, fields | {"name": "a b"}).status, 422)
        self.assertEqual(browser.post(second, fields | {"displayName": ""}).status, 422)
        self.assertEqual(browser.post(second, fields).status, 303)
        self.assertEqual(browser.get("/users").status, 200)
        self.assertEqual(Browser(self.site).get(second).status, 410)
        self.stop(daemon)
        daemon, said = self.start()
        self.assertNotIn("/set-up/", said)
        self.stop(daemon)


if __name__ == "__main__":
    unittest.main()

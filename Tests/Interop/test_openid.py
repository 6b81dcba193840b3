"""Signing in through an identity provider that is not ours: the daemon, and oidc-provider-mock."""

import contextlib
import json
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse
import urllib.request

from sign_in import PROGRAM, Browser


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(address):
    for _ in range(300):
        with contextlib.suppress(OSError):
            return urllib.request.urlopen(address).read()
        # There is nothing to be told by: a server of another program is starting.
        time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


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
  openID:
    issuer: {issuer}
    clientID: quorate
    clientSecretFile: secret
    roles:
      - Conference team = administrator
      - Auditors = auditor
"""


class OpenIDTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="openid-")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        cls.provider_port, cls.port = free_port(), free_port()
        cls.issuer = f"http://127.0.0.1:{cls.provider_port}"
        cls.run_until_end(
            [pathlib.Path(sys.executable).with_name("oidc-provider-mock"), "--port", str(cls.provider_port)])
        wait_for(f"{cls.issuer}/.well-known/openid-configuration")
        (cls.folder / "secret").write_text("provider-secret\n")
        subprocess.run([PROGRAM, "key", "new", cls.folder / "master-key"], check=True, stdout=subprocess.DEVNULL)
        (cls.folder / "quorate.yaml").write_text(CONFIGURATION.format(port=cls.port, issuer=cls.issuer))
        cls.run_until_end([PROGRAM, "serve", "--config", cls.folder / "quorate.yaml"])
        cls.site = f"http://127.0.0.1:{cls.port}"
        wait_for(f"{cls.site}/health")

    @classmethod
    def run_until_end(cls, command):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        def end():
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)

        cls.addClassCleanup(end)

    def person(self, subject, **claims):
        """What the provider says of somebody."""
        request = urllib.request.Request(
            f"{self.issuer}/users/{subject}", json.dumps(claims).encode(), {"Content-Type": "application/json"},
            method="PUT")
        urllib.request.urlopen(request).close()

    def leave(self, to=None):
        """From our page to the provider's: the browser, and where it is sent."""
        browser = Browser(self.site)
        page = browser.get("/sign-in" + (f"?to={urllib.parse.quote(to, '')}" if to else "")).text
        path = re.search(r'href="(/sign-in/provider[^"]*)"', page)[1].replace("&amp;", "&")
        answer = browser.get(path)
        self.assertEqual(answer.status, 303, answer.text)
        return browser, answer.place

    def agree(self, place, subject):
        """At the provider: who it is; the path that it sends back to."""
        parts = urllib.parse.urlsplit(place)
        answer = Browser(self.issuer).post(f"{parts.path}?{parts.query}", {"sub": subject})
        self.assertEqual(answer.status, 302, answer.text)
        back = urllib.parse.urlsplit(answer.place)
        self.assertEqual(f"{back.scheme}://{back.netloc}{back.path}", f"{self.site}/sign-in/callback")
        return f"{back.path}?{back.query}"

    def sign_in(self, subject, to=None):
        browser, place = self.leave(to)
        return browser, browser.get(self.agree(place, subject))

    def accounts(self):
        printed = subprocess.run(
            [PROGRAM, "user", "list", "--json", "--config", self.folder / "quorate.yaml"], check=True,
            capture_output=True).stdout
        return {account["name"]: account for account in json.loads(printed)}

    def test_groups_become_roles_and_follow_them(self):
        self.person("s-1", preferred_username="Mary.Jones@council.example", name="Mary Jones",
                    groups=["Everybody", "Conference team"])
        browser, answer = self.sign_in("s-1", to="/users")
        self.assertEqual((answer.status, answer.place), (303, "/users"), answer.text)
        self.assertIn("Mary Jones", browser.get("/users").text)
        account = self.accounts()["mary.jones"]
        self.assertEqual((account["roles"], account["isProvided"]), (["administrator"], True))
        self.person("s-1", preferred_username="Mary.Jones@council.example", name="Mary Jones", groups=["Auditors"])
        self.sign_in("s-1")
        self.assertEqual(self.accounts()["mary.jones"]["roles"], ["auditor"])
        self.assertEqual(browser.get("/users").status, 403)
        self.person("s-1", preferred_username="Mary.Jones@council.example", groups=["Everybody"])
        _, answer = self.sign_in("s-1")
        self.assertEqual(answer.status, 403)
        self.assertEqual(browser.get("/account").status, 303)

    def test_a_name_that_is_taken_is_nobody_elses(self):
        self.person("s-2", preferred_username="sam", groups=["Auditors"])
        self.person("s-3", preferred_username="sam", groups=["Conference team"])
        self.sign_in("s-2")
        self.sign_in("s-3")
        accounts = self.accounts()
        self.assertEqual(accounts["sam"]["roles"], ["auditor"])
        self.assertEqual(accounts["sam-2"]["roles"], ["administrator"])

    def test_who_is_in_no_group_gets_no_account(self):
        self.person("s-4", preferred_username="nora", groups=["Everybody"])
        _, answer = self.sign_in("s-4")
        self.assertEqual(answer.status, 403)
        self.assertNotIn("nora", self.accounts())

    def test_it_leaves_with_a_challenge_and_nothing_secret(self):
        _, place = self.leave()
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(place).query)
        self.assertEqual(query["code_challenge_method"], ["S256"])
        self.assertEqual(query["response_type"], ["code"])
        for name in ("code_challenge", "state", "nonce"):
            self.assertGreaterEqual(len(query[name][0]), 43)
        self.assertNotIn("provider-secret", place)
        _, other = self.leave()
        again = urllib.parse.parse_qs(urllib.parse.urlsplit(other).query)
        for name in ("code_challenge", "state", "nonce"):
            self.assertNotEqual(query[name], again[name])

    def test_what_another_browser_brought_back_is_refused(self):
        self.person("s-5", preferred_username="eve", groups=["Auditors"])
        browser, place = self.leave()
        back = self.agree(place, "s-5")
        victim, _ = self.leave()
        for other in (Browser(self.site), victim):
            answer = other.get(back)
            self.assertEqual(answer.status, 400)
            self.assertNotIn("quorate", other.jar)
        for altered in (re.sub(r"state=[^&]*", "state=x", back), re.sub(r"code=[^&]*", "code=x", back),
                        re.sub(r"code=[^&]*&?", "", back)):
            spare, _ = Browser(self.site), None
            spare.jar = dict(browser.jar)
            self.assertEqual(spare.get(altered).status, 400, altered)
        self.assertEqual(browser.get(back).status, 303)

    def test_a_code_is_good_once(self):
        self.person("s-6", preferred_username="olive", groups=["Auditors"])
        browser, place = self.leave()
        kept = dict(browser.jar)
        back = self.agree(place, "s-6")
        self.assertEqual(browser.get(back).status, 303)
        again = Browser(self.site)
        again.jar = kept
        self.assertEqual(again.get(back).status, 400)

    def test_disabled_here_is_disabled(self):
        self.person("s-7", preferred_username="dan", groups=["Auditors"])
        browser, _ = self.sign_in("s-7")
        subprocess.run(
            [PROGRAM, "user", "disable", "dan", "--config", self.folder / "quorate.yaml"], check=True,
            stdout=subprocess.DEVNULL)
        self.assertEqual(browser.get("/account").status, 303)
        self.assertEqual(self.sign_in("s-7")[1].status, 403)
        # No password opens it.
        answer = Browser(self.site).sign_in("dan", "")
        self.assertEqual(answer.status, 422)


if __name__ == "__main__":
    unittest.main()

"""Signing in, as somebody would attack it."""

import pathlib
import re
import sqlite3
import statistics
import tempfile
import time
import unittest

from sign_in import PASSWORD, Browser, Demonstration

NEW_PASSWORD = "three wet umbrellas"


class SignInTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sign-in-")
        cls.addClassCleanup(scratch.cleanup)
        cls.demo = Demonstration(pathlib.Path(scratch.name) / "demo")
        cls.addClassCleanup(cls.demo.close)

    def browser(self):
        return Browser(self.demo.site)

    def signed_in(self, name, password=PASSWORD):
        browser = self.browser()
        answer = browser.sign_in(name, password)
        self.assertEqual(answer.status, 303, answer.text)
        return browser

    def add(self, name, *more):
        """A new account with a role that asks for nothing else; the path of its link."""
        printed = self.demo.quorate("user", "add", name, "--role", "auditor", *more).stdout
        return re.search(r"/set-up/\S+", printed)[0]

    def set_up(self, name):
        browser, link = self.browser(), self.add(name)
        answer = browser.post(
            link, {"form-token": browser.form_token(link), "password": NEW_PASSWORD, "again": NEW_PASSWORD})
        self.assertEqual(answer.status, 303, answer.text)
        return browser

    def rows(self, question, *values):
        database = sqlite3.connect(f"file:{self.demo.folder}/quorate.db?mode=ro", uri=True)
        try:
            return database.execute(question, values).fetchall()
        finally:
            database.close()

    def test_the_demonstration_says_who_may_sign_in(self):
        printed = "".join(self.demo.printed)
        self.assertIn(PASSWORD, printed)
        for name, start in (("anna", "/today"), ("oscar", "/messages")):
            self.assertRegex(printed, rf"\b{name}\b")
            self.assertEqual(self.signed_in(name).get("/").place, start)

    def test_cookies_are_for_this_host_and_no_script(self):
        browser = self.browser()
        answer = browser.sign_in("anna")
        value, attributes = answer.cookies["quorate"]
        self.assertEqual(attributes, ["httponly", "path=/", "samesite=lax"])
        self.assertGreaterEqual(len(value), 43)
        self.assertEqual(answer.headers["Cache-Control"], "no-store")

    def test_a_session_that_was_planted_is_not_taken_up(self):
        browser, planted = self.browser(), "A" * 43
        browser.jar["quorate"] = planted
        browser.sign_in("anna")
        self.assertNotEqual(browser.jar["quorate"], planted)
        self.assertEqual(self.browser().get("/today", jar={"quorate": planted}).status, 303)

    def test_each_sign_in_has_a_session_of_its_own_and_ends_the_earlier_one(self):
        browser = self.signed_in("anna")
        first = browser.jar["quorate"]
        fields = {"form-token": self.browser().form_token("/sign-in")}
        other = self.browser()
        other.jar["quorate"] = first
        token = re.search(r'name="form-token" value="([^"]*)"', other.get("/today").text)[1]
        self.assertNotEqual(token, fields["form-token"])
        # Signed in again in the same browser: its form page leads on, so the form is taken from another.
        fresh = self.browser()
        form = fresh.form_token("/sign-in")
        fresh.jar["quorate"] = first
        answer = fresh.post("/sign-in", {"form-token": form, "name": "anna", "password": PASSWORD})
        self.assertEqual(answer.status, 303)
        self.assertNotEqual(fresh.jar["quorate"], first)
        self.assertEqual(self.browser().get("/today", jar={"quorate": first}).status, 303)

    def test_two_cookies_of_the_name_count_as_none(self):
        browser = self.signed_in("anna")
        headers = {"Cookie": f"quorate={browser.jar['quorate']}; quorate={'B' * 43}"}
        self.assertEqual(self.browser().get("/today", headers=headers).status, 303)

    def test_forms_without_their_token_do_nothing(self):
        browser = self.browser()
        browser.get("/sign-in")
        for token in ({}, {"form-token": ""}, {"form-token": self.browser().form_token("/sign-in")}):
            answer = browser.post("/sign-in", token | {"name": "anna", "password": PASSWORD})
            self.assertEqual(answer.status, 403)
            self.assertNotIn("quorate", browser.jar)
        browser, other = self.signed_in("anna"), self.signed_in("oscar")
        foreign = other.form_token("/account")
        for token in ({}, {"form-token": foreign}):
            self.assertEqual(browser.post("/users/quentin/disable", token).status, 403)
        self.assertEqual(self.rows("SELECT state FROM account WHERE name = 'quentin'"), [("active",)])

    def test_another_sites_form_is_refused(self):
        browser = self.signed_in("anna")
        fields = {"form-token": browser.form_token("/account")}
        answer = browser.post("/account/sign-out-everywhere", fields, headers={"Sec-Fetch-Site": "cross-site"})
        self.assertEqual(answer.status, 403)
        self.assertEqual(browser.get("/today").status, 200)

    def test_nobody_learns_who_has_an_account(self):
        def attempt(name):
            browser = self.browser()
            started = time.monotonic()
            answer = browser.sign_in(name, "not the password")
            return answer, time.monotonic() - started

        # An account with a password of the real cost.
        self.set_up("ena")
        known, unknown = [], []
        for turn in range(3):
            known.append(attempt("ena"))
            unknown.append(attempt("enb"))
        for (one, _), (other, _) in zip(known, unknown):
            self.assertEqual(one.status, other.status)
            strip = lambda text: re.sub(r'value="[^"]*"', "", text)
            self.assertEqual(strip(one.text), strip(other.text))
        ratio = statistics.median(t for _, t in known) / statistics.median(t for _, t in unknown)
        self.assertTrue(0.4 < ratio < 2.5, ratio)

    def test_guessing_slows_down_the_same_for_everybody_and_keeps_nobody_out(self):
        home = self.set_up("gail")
        self.assertIn("quorate-device", self.signed_in("gail", NEW_PASSWORD).jar)
        known = self.browser()
        known.jar["quorate-device"] = self.signed_in("gail", NEW_PASSWORD).jar["quorate-device"]
        def guess(name):
            statuses = [self.browser().sign_in(name, f"guess {turn}").status for turn in range(6)]
            self.assertEqual(statuses, [422] * 5 + [429], name)

        guess("gail")
        # Even the right one has to wait there,
        answer = self.browser().sign_in("gail", NEW_PASSWORD)
        self.assertEqual(answer.status, 429)
        self.assertTrue(0 < int(answer.headers["Retry-After"]) <= 15)
        # also in a browser whose sign somebody made up,
        forged = self.browser()
        forged.jar["quorate-device"] = "0" * 32 + "." + "0" * 64
        self.assertEqual(forged.sign_in("gail", NEW_PASSWORD).status, 429)
        # but not in one in which she has signed in before; what is open stays so.
        self.assertEqual(known.sign_in("gail", NEW_PASSWORD).status, 303)
        self.assertEqual(home.get("/account").status, 200)
        guess("nobody-at-all")
        self.assertEqual(
            self.rows("SELECT COUNT(*) FROM event WHERE stream = 'user/gail' AND kind = 'signInFailed'"), [(5,)])

    def test_the_way_back_leads_nowhere_else(self):
        for to in ("//evil.example", "https://evil.example", "/\\evil.example", "\\/evil.example", "javascript:alert(1)",
                   "/a\r\nSet-Cookie: x=y", "/\tevil", "", "%2f%2fevil.example"):
            browser = self.browser()
            answer = browser.sign_in("anna", to=to)
            self.assertEqual((answer.status, answer.place), (303, "/"), to)
            self.assertNotIn("x", answer.cookies)
        self.assertEqual(self.browser().sign_in("anna", to="/users?x=1").place, "/users?x=1")
        self.assertEqual(self.browser().get("/users?x=1").place, "/sign-in?to=%2Fusers%3Fx%3D1")
        self.assertEqual(self.browser().get("/sign-in?to=%0d%0aSet-Cookie:%20x=y").cookies.keys() & {"x"}, set())

    def test_signing_out_ends_it(self):
        browser = self.signed_in("anna")
        kept = dict(browser.jar)
        answer = browser.post("/sign-out", {"form-token": browser.form_token("/account")})
        self.assertEqual((answer.status, answer.place), (303, "/sign-in?said=out"))
        self.assertNotIn("quorate", browser.jar)
        self.assertEqual(self.browser().get("/today", jar=kept).status, 303)

    def test_signing_out_everywhere_ends_all(self):
        one, other = self.set_up("ruth"), self.signed_in("ruth", NEW_PASSWORD)
        one.post("/account/sign-out-everywhere", {"form-token": one.form_token("/account")})
        self.assertEqual(other.get("/account").status, 303)

    def test_looking_changes_nothing(self):
        browser = self.signed_in("anna")
        before = self.rows("SELECT COUNT(*) FROM event") + self.rows("SELECT COUNT(*) FROM account_session")
        for path in ("/sign-in", "/account", "/account/second-factor", "/users", "/users/oscar", "/sign-out", "/users/oscar/reset"):
            for method in ("GET", "HEAD"):
                self.assertIn(browser.ask(method, path).status, (200, 303, 404, 405), path)
        self.assertEqual(
            self.rows("SELECT COUNT(*) FROM event") + self.rows("SELECT COUNT(*) FROM account_session"), before)

    def test_who_is_disabled_is_out_at_once(self):
        browser = self.set_up("dora")
        self.demo.quorate("user", "disable", "dora")
        self.assertEqual(browser.get("/account").status, 303)
        answer = self.browser().sign_in("dora", NEW_PASSWORD)
        self.assertEqual(answer.status, 422)
        self.assertIn("disabled", answer.text)
        self.assertNotIn("disabled", self.browser().sign_in("dora", "wrong").text)
        self.demo.quorate("user", "enable", "dora")
        self.assertEqual(self.browser().sign_in("dora", NEW_PASSWORD).status, 303)

    def test_a_link_is_good_once_and_not_when_replaced_or_run_out(self):
        link = self.add("lena")
        second = re.search(r"/set-up/\S+", self.demo.quorate("user", "reset", "lena").stdout)[0]
        self.assertEqual(self.browser().get(link).status, 410)
        browser = self.browser()
        form = browser.form_token(second)
        for password, again in (("short", "short"), (NEW_PASSWORD, "another"), ("Password123456", "Password123456"), ("lena lena lena", "lena lena lena")):
            answer = browser.post(second, {"form-token": form, "password": password, "again": again})
            self.assertEqual(answer.status, 422, password)
            self.assertNotIn(password, answer.text)
        fields = {"form-token": form, "password": NEW_PASSWORD, "again": NEW_PASSWORD}
        self.assertEqual(browser.post(second, fields).status, 303)
        other = self.browser()
        self.assertEqual(other.get(second).status, 410)
        third = self.add("late")
        self.assertEqual(self.browser().get(third).status, 200)
        database = sqlite3.connect(f"{self.demo.folder}/quorate.db", timeout=20)
        with database:
            database.execute("UPDATE set_up_link SET expires_at = 1 WHERE account = 'late'")
        database.close()
        self.assertEqual(self.browser().get(third).status, 410)

    def test_nothing_secret_is_stored_or_told(self):
        browser = self.set_up("sara")
        token = browser.jar["quorate"]
        link = self.add("sven").rsplit("/", 1)[1]
        stored = b"".join(path.read_bytes() for path in self.demo.folder.glob("quorate.db*"))
        for secret in (token, link, NEW_PASSWORD, PASSWORD):
            self.assertNotIn(secret.encode(), stored)
        told = self.demo.quorate("audit", "show", "--limit", "1000").stdout
        self.assertIn("chose a password for the account sara", told)
        for secret in (token, link, NEW_PASSWORD):
            self.assertNotIn(secret, told)
        self.demo.quorate("audit", "verify")

    def test_a_password_is_changed_by_whoever_knows_it(self):
        browser, other = self.set_up("paul"), self.signed_in("paul", NEW_PASSWORD)
        form = browser.form_token("/account")
        new = {"password": "four dry raincoats", "again": "four dry raincoats"}
        self.assertEqual(browser.post("/account/password", {"form-token": form, "current": "x"} | new).status, 422)
        self.assertEqual(
            browser.post("/account/password", {"form-token": form, "current": NEW_PASSWORD} | new).status, 303)
        self.assertEqual(browser.get("/account").status, 200)
        self.assertEqual(other.get("/account").status, 303)
        self.assertEqual(self.browser().sign_in("paul", NEW_PASSWORD).status, 422)

    def test_accounts_are_managed_on_their_page(self):
        browser = self.signed_in("oscar")
        form = browser.form_token("/users")
        refused = browser.post("/users", {"form-token": form, "name": "uma", "displayName": "Uma", "role-chair": "yes"})
        self.assertEqual(refused.status, 422)
        self.assertIn('value="uma"', refused.text)
        fields = {"form-token": form, "name": "uma", "displayName": "Uma <b>", "role-auditor": "yes"}
        made = browser.post("/users", fields)
        self.assertEqual(made.status, 200)
        link = re.search(r"/set-up/[\w-]+", made.text)[0]
        self.assertEqual(self.browser().get(link).status, 200)
        self.assertIn("Uma &lt;b&gt;", browser.get("/users").text)
        self.assertNotIn(link, browser.get("/users/uma").text)
        # Nobody makes themselves something else, or shuts themselves out.
        for what in ("roles", "disable", "reset"):
            answer = browser.post(
                f"/users/oscar/{what}", {"form-token": form, "displayName": "O", "role-administrator": "yes"})
            self.assertEqual(answer.status, 422, what)
        self.assertEqual(self.rows("SELECT roles, state FROM account WHERE name = 'oscar'"), [("operator", "active")])
        self.assertEqual(browser.get("/today").status, 403)

    def test_roles_are_changed_by_command_too(self):
        browser = self.set_up("rolf")
        self.assertEqual(browser.get("/users").status, 403)
        refused = self.demo.quorate("user", "roles", "rolf", "--role", "chair", check=False)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("say who of the directory", refused.stderr)
        self.demo.quorate("user", "roles", "rolf", "--role", "operator")
        self.assertEqual(browser.get("/users").status, 200)
        self.assertEqual(self.demo.quorate("user", "disable", "nobody-there", check=False).returncode, 1)
        self.assertIn('"name" : "rolf"', self.demo.quorate("user", "list", "--json").stdout)


if __name__ == "__main__":
    unittest.main()

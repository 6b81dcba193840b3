"""The pages in a real browser: what a practitioner does behind the link of a message, and what must not be possible.

The demonstration runs, its mail is captured in a folder, and links are taken from there.
"""

import contextlib
import email
import email.policy
import html.parser
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import tempfile
import unittest
import urllib.error
import urllib.parse
import urllib.request

import html5lib
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = ROOT / ".build/debug/quorate"
PHONE = {"width": 375, "height": 740}
DESK = {"width": 1280, "height": 900}


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        address = dict(attributes).get("href", "")
        if tag == "a" and "/a/" in address:
            self.found.append(address)


class PageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="pages-")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name) / "demo"
        cls.daemon = subprocess.Popen(
            [PROGRAM, "demo", "--folder", cls.folder], stdout=subprocess.PIPE, text=True, env=os.environ | {"TZ": "UTC"})
        cls.addClassCleanup(cls.stop)
        for line in cls.daemon.stdout:
            if match := re.search(r"(http://127\.0\.0\.1:\d+)/a/\S+", line):
                cls.site, cls.page_address = match[1], match[0]
                break
        else:
            raise AssertionError("the demonstration named no page")
        cls.browsing = cls.enterClassContext(sync_playwright())
        cls.browser = cls.browsing.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"] if os.geteuid() == 0 else [])
        cls.addClassCleanup(cls.browser.close)
        cls.links = cls.links_in_mail()

    @classmethod
    def stop(cls):
        cls.daemon.send_signal(signal.SIGINT)
        cls.daemon.communicate(timeout=20)
        cls.daemon.stdout.close()

    @classmethod
    def links_in_mail(cls):
        """The links of the newest mails, one for each invitation."""
        newest = {}
        for file in sorted((cls.folder / "mail/new").iterdir(), key=lambda file: file.stat().st_mtime):
            message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            reader = Links()
            reader.feed(message.get_body(("html",)).get_content())
            for link in reader.found:
                newest[cls.fields(link)[1:4]] = link
        return newest

    @staticmethod
    def fields(link):
        import base64

        text = link.rsplit("/", 1)[1].split(".")[1]
        return tuple(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().split("|"))

    def database(self):
        return contextlib.closing(sqlite3.connect(f"file:{self.folder}/quorate.db?mode=ro", uri=True))

    def answer(self, question, *values):
        with self.database() as database:
            return database.execute(question, values).fetchall()

    def waiting_for_a_reply(self):
        """A link whose invitee has not answered, and where somebody else of the agency could stand in."""
        rows = self.answer(
            "SELECT i.conference, i.number, i.person FROM invitation i JOIN conference c ON c.reference = i.conference"
            " WHERE c.status = 'scheduled' AND i.reply IS NULL AND i.report = 'requested' AND i.withdrawn_on IS NULL"
            " AND c.sits_on > '2000' AND (SELECT COUNT(*) FROM person p WHERE p.agency = i.agency) > 1")
        for conference, number, person in rows:
            if link := self.links.get((conference, str(number), person)):
                del self.links[(conference, str(number), person)]
                return link, conference, number, person
        self.fail("no message of the demonstration asks anybody who has not answered")

    @contextlib.contextmanager
    def open(self, link, size=PHONE):
        with contextlib.closing(self.browser.new_context(viewport=size, java_script_enabled=True)) as context:
            page = context.new_page()
            page.said = []
            page.on("console", lambda message: page.said.append(message.text))
            page.on("dialog", lambda dialog: self.fail(f"a dialog opened: {dialog.message}"))
            page.goto(link)
            yield page

    def assert_fine(self, page):
        """No barrier, nothing cut off at the side, valid, nothing that the policy had to block."""
        found = Axe().run(page).response["violations"]
        self.assertEqual([(one["id"], one["nodes"][0]["html"]) for one in found], [])
        self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), page.viewport_size["width"])
        html5lib.HTMLParser(strict=True).parse(page.content())
        self.assertEqual([line for line in page.said if "Content Security Policy" in line], [])

    def test_the_whole_of_an_absence(self):
        link, conference, number, person = self.waiting_for_a_reply()
        with self.open(link) as page:
            self.assert_fine(page)
            self.assertEqual(page.title(), "Your answer")
            self.assertIn(conference, page.inner_text("h1"))
            page.get_by_label("I unavoidably cannot attend").check()
            page.get_by_role("button", name="Send my reply").click()
            # Without a reason it is sent back, and what was chosen still stands.
            self.assertIn("Say why you cannot attend.", page.inner_text("[role=alert]"))
            self.assertTrue(page.get_by_label("I unavoidably cannot attend").is_checked())
            self.assert_fine(page)
            self.assertEqual(self.replies(conference, number), [(None,)])
            page.get_by_label("If you cannot attend").fill("A court hearing that cannot be moved.")
            page.get_by_role("button", name="Send my reply").click()
            missing = page.inner_text(".still")
            self.assertIn("written report", missing)
            self.assertIn("delegate", missing)
            self.assertNotIn("reason", missing)
            self.assert_fine(page)
            page.get_by_label("Your delegate").select_option(index=1)
            page.get_by_role("button", name="Name this delegate").click()
            page.get_by_role("button", name="Confirm that they are well briefed").click()
            self.assertNotIn("delegate", page.inner_text(".still"))
            page.locator("#covers-yes").check()
            page.get_by_label("Household members covered").fill("3")
            page.get_by_role("button", name="Record my report").click()
            self.assertEqual(page.locator(".still").count(), 0)
            self.assert_fine(page)
        self.assertEqual(self.replies(conference, number), [("apologies",)])
        self.assertEqual(
            self.answer(
                "SELECT report, delegate IS NOT NULL, briefed_on IS NOT NULL FROM invitation"
                " WHERE conference = ? AND number = ?", conference, number), [("submitted", 1, 1)])
        actors = self.answer("SELECT DISTINCT actor FROM event WHERE actor LIKE ?", f"{person} %")
        self.assertEqual(actors, [(f"{person} by link",)])

    def replies(self, conference, number):
        return self.answer("SELECT reply FROM invitation WHERE conference = ? AND number = ?", conference, number)

    def test_sharing_is_recorded_for_each_of_the_family(self):
        link, conference, number, _ = self.waiting_for_a_reply()
        with self.open(link, DESK) as page:
            family = page.locator("#with label").all_inner_texts()
            for label in family:
                page.locator("#with").get_by_label(label, exact=True).check()
                page.get_by_label("Discussed by telephone").check()
                page.get_by_role("button", name="Record this").click()
            self.assertEqual(page.locator(".family .tick").count(), len(family))
            self.assert_fine(page)

    def test_the_keyboard_alone_is_enough(self):
        link, conference, number, _ = self.waiting_for_a_reply()
        with self.open(link) as page:
            page.keyboard.press("Tab")
            self.assertEqual(page.evaluate("document.activeElement.className"), "skip")
            for _ in range(10):
                page.keyboard.press("Tab")
                if page.evaluate("document.activeElement.type") == "radio":
                    break
            page.keyboard.press("Space")
            for _ in range(5):
                page.keyboard.press("Tab")
                if page.evaluate("document.activeElement.type") == "submit":
                    break
            page.keyboard.press("Enter")
            page.wait_for_selector("[role=status]")
        self.assertEqual(self.replies(conference, number), [("accepted",)])

    def test_it_works_without_javascript(self):
        link, conference, number, _ = self.waiting_for_a_reply()
        with contextlib.closing(self.browser.new_context(java_script_enabled=False)) as context:
            page = context.new_page()
            page.goto(link)
            page.locator("#reply-tentative").check()
            page.locator("form[action$='/reply'] button").click()
            page.wait_for_selector("[role=status]")
        self.assertEqual(self.replies(conference, number), [("tentative",)])

    def events(self):
        return self.answer("SELECT COUNT(*) FROM event")

    def fetch(self, address, method="GET", body=None, **headers):
        request = urllib.request.Request(address, data=body, method=method, headers=headers)
        opener = urllib.request.build_opener(NoRedirect)
        try:
            with opener.open(request) as answer:
                return answer.status, dict(answer.headers), answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, dict(answer.headers), answer.read().decode()

    def test_opening_a_link_changes_nothing(self):
        before = self.events()
        for method in ("GET", "HEAD", "OPTIONS"):
            for link in list(self.links.values())[:5]:
                self.fetch(link, method)
                self.fetch(f"{link}/reply", method)
        self.assertEqual(self.events(), before)

    def test_links_tell_nothing_to_others(self):
        status, headers, _ = self.fetch(self.page_address)
        self.assertEqual(status, 200)
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(headers["Cache-Control"], "no-store")
        self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
        self.assertNotIn("unsafe", headers["Content-Security-Policy"])
        self.assertNotIn("Server", headers)

    def test_altered_links_lead_nowhere(self):
        key, body, signature = self.page_address.rsplit("/", 1)[1].split(".")
        before = self.events()
        for token in (
            f"{key}.{body}.{'A' * len(signature)}", f"{key}.{body[:-4]}AAAA.{signature}", f"{key}.{body}", "..", "x" * 5000,
            f"00000000.{body}.{signature}", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "' OR 1=1 --".replace(" ", "%20"),
        ):
            for method, body_sent in (("GET", None), ("POST", b"reply=accepted")):
                address = f"{self.site}/a/{token}" + ("/reply" if body_sent else "")
                status, _, text = self.fetch(address, method, body_sent)
                self.assertIn(status, (400, 404, 414, 431), token)
                self.assertNotIn("HB-26", text)
        self.assertEqual(self.events(), before)

    def test_another_sites_form_is_refused(self):
        before = self.events()
        status, _, _ = self.fetch(
            f"{self.page_address}/reply", "POST", b"reply=accepted", **{"Sec-Fetch-Site": "cross-site"})
        self.assertEqual((status, self.events()), (403, before))

    def test_what_is_too_long_or_no_form_is_refused(self):
        before = self.events()
        for body, expected in ((b"reply=apologies&reason=" + b"x" * 20_000, 413), (b"reply=apologies&reason=" + b"y" * 3000, 422),
                               (b"%ff%fe=%00", 422), (b"", 422)):
            status, _, text = self.fetch(f"{self.page_address}/reply", "POST", body)
            self.assertEqual(status, expected, body[:30])
            self.assertIn("<h1>", text)
        self.assertEqual(self.fetch(f"{self.page_address}/nothing", "POST", b"")[0], 404)
        self.assertEqual(self.events(), before)

    def test_what_is_typed_is_shown_as_it_was_typed(self):
        link, conference, number, _ = self.waiting_for_a_reply()
        typed = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(2)> '); DROP TABLE event;--"
        with self.open(link) as page:
            page.get_by_label("I unavoidably cannot attend").check()
            page.get_by_label("If you cannot attend").fill(typed)
            page.get_by_role("button", name="Send my reply").click()
            self.assertEqual(page.locator("script").count(), 0)
            self.assertEqual(page.get_by_label("If you cannot attend").input_value(), typed)
            self.assert_fine(page)
        self.assertEqual(self.replies(conference, number), [("apologies",)])

    def test_a_line_break_in_a_query_starts_no_header(self):
        status, headers, _ = self.fetch(f"{self.page_address}?done=reply%0d%0aSet-Cookie:%20a=b")
        self.assertEqual(status, 200)
        self.assertNotIn("Set-Cookie", headers)

    def test_a_moved_conference_asks_anew(self):
        link, conference, _, _ = self.waiting_for_a_reply()
        quorate = [PROGRAM, "conference", "cancel", conference, "--config", self.folder / "quorate.yaml"]
        subprocess.run([*quorate, "--reason", "No longer needed"], check=True, stdout=subprocess.DEVNULL)
        status, _, text = self.fetch(link)
        self.assertEqual(status, 410)
        self.assertIn("cancelled", text)
        with self.open(link) as page:
            self.assert_fine(page)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


if __name__ == "__main__":
    unittest.main()

"""The pages in a real browser: what a practitioner does behind the link of a message, and what must not be possible.

The demonstration runs, its mail is captured in a folder, and links are taken from there.
"""

import base64
import contextlib
import datetime
import email
import email.policy
import functools
import html.parser
import http.client
import itertools
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

import icalendar
from playwright.sync_api import sync_playwright

from barriers import assert_fine, assert_printable, chromium, watched

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
        if tag == "a" and re.search("/[adm]/", address):
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
        browsing = cls.enterClassContext(sync_playwright())
        cls.browser = chromium(browsing)
        cls.addClassCleanup(cls.browser.close)
        found = cls.links_in_mail()
        cls.links, cls.delegates, cls.participants = (
            {key[1:]: link for key, link in found.items() if key[0] == purpose}
            for purpose in ("answer", "delegate", "minutes"))

    @classmethod
    def stop(cls):
        cls.daemon.send_signal(signal.SIGINT)
        cls.daemon.communicate(timeout=20)
        cls.daemon.stdout.close()

    @classmethod
    def links_in_mail(cls):
        """The links of the newest mails, one for each purpose and place."""
        newest = {}
        for file in sorted((cls.folder / "mail/new").iterdir(), key=lambda file: file.stat().st_mtime):
            message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            reader = Links()
            reader.feed(message.get_body(("html",)).get_content())
            for link in reader.found:
                newest[cls.fields(link)[:4]] = link
        return newest

    @staticmethod
    def fields(link):
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
            page = watched(context.new_page())
            page.on("dialog", lambda dialog: self.fail(f"a dialog opened: {dialog.message}"))
            page.goto(link)
            yield page

    def test_the_whole_of_an_absence(self):
        link, conference, number, person = self.waiting_for_a_reply()
        with self.open(link) as page:
            assert_fine(self, page)
            self.assertEqual(page.title(), "Your answer")
            self.assertIn(conference, page.inner_text("h1"))
            page.get_by_role("button", name="I unavoidably cannot attend").click()
            # Without a reason it is sent back.
            self.assertIn("Say why you cannot attend.", page.inner_text("[role=alert]"))
            assert_fine(self, page)
            self.assertEqual(self.replies(conference, number), [(None,)])
            page.get_by_label("If you cannot attend").fill("A court hearing that cannot be moved.")
            page.get_by_role("button", name="I unavoidably cannot attend").click()
            missing = page.inner_text(".still")
            self.assertIn("written report", missing)
            self.assertIn("delegate", missing)
            self.assertNotIn("reason", missing)
            assert_fine(self, page)
            page.get_by_label("Your delegate").select_option(index=1)
            page.get_by_role("button", name="Name this delegate").click()
            page.get_by_role("button", name="Confirm that they are well briefed").click()
            self.assertNotIn("delegate", page.inner_text(".still"))
            page.locator("#covers-yes").check()
            page.get_by_label("Household members covered").fill("3")
            page.get_by_role("button", name="Record my report").click()
            self.assertEqual(page.locator(".still").count(), 0)
            assert_fine(self, page)
        self.assertEqual(self.replies(conference, number), [("apologies",)])
        self.assertEqual(
            self.answer(
                "SELECT report, delegate IS NOT NULL, briefed_on IS NOT NULL FROM invitation"
                " WHERE conference = ? AND number = ?", conference, number), [("submitted", 1, 1)])
        actors = self.answer("SELECT DISTINCT actor FROM event WHERE actor LIKE ?", f"{person} %")
        self.assertEqual(actors, [(f"{person} by link",)])

    def test_a_lead_says_who_attends_for_an_agency_without_a_name(self):
        rows = self.answer(
            "SELECT i.conference, i.number, a.lead FROM invitation i JOIN conference c ON c.reference = i.conference"
            " JOIN agency a ON a.code = i.agency"
            " WHERE c.status = 'scheduled' AND i.person IS NULL AND i.withdrawn_on IS NULL")
        link, conference, number, lead = next(
            (self.links[key], *key) for key in ((row[0], str(row[1]), row[2]) for row in rows) if key in self.links)
        with self.open(link) as page:
            page.get_by_role("button", name="Name who attends").click()
            self.assertIn("Choose who attends.", page.inner_text("[role=alert]"))
            assert_fine(self, page)
            chosen = page.get_by_label("Who attends", exact=True)
            name = next(one for one in chosen.evaluate("all => [...all.options].map(one => one.value)") if one not in ("", lead))
            chosen.select_option(name)
            page.get_by_role("button", name="Name who attends").click()
            self.assertEqual(page.title(), "All that is asked of you")
            self.assertIn("It is recorded who attends", page.inner_text("[role=status]"))
            assert_fine(self, page)
            page.goto(link)
            self.assertIn("Somebody else", page.inner_text("main"))
        self.assertEqual(
            self.answer("SELECT person FROM invitation WHERE conference = ? AND number = ?", conference, number), [(name,)])

    def replies(self, conference, number):
        return self.answer("SELECT reply FROM invitation WHERE conference = ? AND number = ?", conference, number)

    def test_every_page_behind_a_link_is_printed_for_reading(self):
        for link in (self.page_address, *self.some_of_each()):
            if "/c/" not in link:
                with self.subTest(link), self.open(link) as page:
                    assert_printable(self, page)

    def test_sharing_is_recorded_for_each_of_the_family(self):
        link, conference, number, _ = self.waiting_for_a_reply()
        with self.open(link, DESK) as page:
            family = page.locator("#with label").all_inner_texts()
            for label in family:
                page.locator("#with").get_by_label(label, exact=True).check()
                page.get_by_label("Discussed by telephone").check()
                page.get_by_role("button", name="Record this").click()
            self.assertEqual(page.locator(".family .tick").count(), len(family))
            assert_fine(self, page)

    def test_the_keyboard_alone_is_enough(self):
        link, conference, number, _ = self.waiting_for_a_reply()
        with self.open(link) as page:
            page.keyboard.press("Tab")
            self.assertEqual(page.evaluate("document.activeElement.className"), "skip")
            for _ in range(10):
                page.keyboard.press("Tab")
                if page.evaluate("document.activeElement.value") == "accepted":
                    break
            page.keyboard.press("Enter")
            page.wait_for_selector("[role=status]")
        self.assertEqual(self.replies(conference, number), [("accepted",)])

    def test_it_works_without_javascript(self):
        link, conference, number, _ = self.waiting_for_a_reply()
        with contextlib.closing(self.browser.new_context(java_script_enabled=False)) as context:
            page = context.new_page()
            page.goto(link)
            page.locator("button[value=tentative]").click()
            page.wait_for_selector("[role=status]")
        self.assertEqual(self.replies(conference, number), [("tentative",)])

    def events(self):
        return self.answer("SELECT COUNT(*) FROM event")

    def fetch(self, address, method="GET", body=None, **headers):
        request = urllib.request.Request(address, data=body, method=method, headers=headers)
        opener = urllib.request.build_opener(NoRedirect, FromAnotherPlace)
        try:
            with opener.open(request) as answer:
                return answer.status, dict(answer.headers), answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, dict(answer.headers), answer.read().decode()

    def test_opening_a_link_changes_nothing(self):
        before = self.events()
        for method in ("GET", "HEAD", "OPTIONS"):
            for link in self.some_of_each():
                self.fetch(link, method)
                self.fetch(f"{link}/reply", method)
                self.fetch(f"{link}?done=reply", method)
        self.assertEqual(self.events(), before)

    def some_of_each(self):
        """Links of every purpose."""
        found = [link for links in (self.links, self.delegates, self.participants) for link in list(links.values())[:4]]
        found += [self.list_of(self.page_address), self.calendar_of(self.list_of(self.page_address))]
        self.assertEqual({link.removeprefix(self.site)[:3] for link in found}, {"/a/", "/d/", "/m/", "/l/", "/c/"})
        return found

    def list_of(self, link):
        """Where a page leads that is behind a link: all that is asked of its reader."""
        _, _, text = self.fetch(link)
        return self.site + re.search(r'href="(/l/[^"]+)"', text)[1]

    def calendar_of(self, address):
        _, _, text = self.fetch(address)
        return re.search(r'href="webcal(://[^"]+\.ics)"', text)[1].replace("://", "http://", 1)

    def test_links_tell_nothing_to_others(self):
        for link in self.some_of_each():
            status, headers, text = self.fetch(link)
            if status == 410:
                continue
            self.assertEqual(status, 200)
            self.assertEqual(headers["Referrer-Policy"], "no-referrer")
            self.assertEqual(headers["Cache-Control"], "private, no-cache" if "/c/" in link else "no-store")
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
            self.assertNotIn("unsafe", headers["Content-Security-Policy"])
            self.assertNotIn("Server", headers)
            self.assertNotRegex((re.search("<title>(.*)</title>", text) or [""])[0], r"HB-|SD-|\d")

    def test_a_link_of_one_purpose_opens_no_page_of_another(self):
        before = self.events()
        for link in self.some_of_each():
            own, token = link.removeprefix(self.site)[1:].split("/")
            token = token.removesuffix(".ics")
            for other in {"a", "d", "m", "l", "c"} - {own}:
                address = f"{self.site}/{other}/{token}" + (".ics" if other == "c" else "")
                self.assertEqual(self.fetch(address)[0], 404, (own, other))
                for part in ("", "/reply", "/flag"):
                    body = b"reply=accepted&standsIn=yes&area=siblings"
                    self.assertEqual(self.fetch(address + part, "POST", body)[0], 404, (own, other, part))
        for code in ("A" * 20, "AAAAAAAAAAAAAAAAAAA%2f", "x", "..", "A" * 3000):
            self.assertIn(self.fetch(f"{self.site}/t/{code}")[0], (404, 414, 431))
        self.assertEqual(self.events(), before)

    def delegate(self):
        """A delegate's link to a conference that is still to come."""
        for (conference, number, person), link in list(self.delegates.items()):
            rows = self.answer(
                "SELECT 1 FROM invitation i JOIN conference c ON c.reference = i.conference"
                " WHERE c.status = 'scheduled' AND i.conference = ? AND i.number = ? AND i.delegate = ?",
                conference, number, person)
            if rows:
                del self.delegates[(conference, number, person)]
                return link, conference, int(number), person
        self.fail("no delegate of the demonstration waits to answer")

    def delegate_of(self, conference, number):
        return self.answer("SELECT delegate FROM invitation WHERE conference = ? AND number = ?", conference, number)

    def test_a_delegate_accepts_and_then_declines(self):
        link, conference, number, person = self.delegate()
        with self.open(link) as page:
            assert_fine(self, page)
            self.assertIn(conference, page.inner_text("h1"))
            self.assertIn("You stand in for", page.inner_text("dl"))
            page.get_by_role("button", name="Send my answer").click()
            self.assertIn("Say whether you will stand in.", page.inner_text("[role=alert]"))
            assert_fine(self, page)
            page.get_by_label("I will stand in").check()
            page.get_by_role("button", name="Send my answer").click()
            self.assertIn("you will stand in", page.inner_text("[role=status]"))
            page.get_by_role("button", name="Send my answer").click()
            self.assertIn("you will stand in", page.inner_text("[role=status]"), "said twice it is no mistake")
            self.assertEqual(self.delegate_of(conference, number), [(person,)])
            page.get_by_label("I cannot stand in").check()
            page.get_by_role("button", name="Send my answer").click()
            self.assertIn("Say why you cannot stand in.", page.inner_text("[role=alert]"))
            self.assertTrue(page.get_by_label("I cannot stand in").is_checked())
            self.assertEqual(self.delegate_of(conference, number), [(person,)])
            page.get_by_label("If you cannot").fill("On leave that week.")
            page.get_by_role("button", name="Send my answer").click()
            self.assertIn("Thank you", page.inner_text("h1"))
            assert_fine(self, page)
        self.assertEqual(self.delegate_of(conference, number), [(None,)])
        status, _, text = self.fetch(link)
        self.assertEqual(status, 410)
        self.assertIn("You do not stand in any more", text)
        accepted = self.answer(
            "SELECT kind FROM event WHERE actor = ? AND stream LIKE ? ORDER BY position", f"{person} by link", f"%{conference}")
        self.assertEqual([kind for (kind,) in accepted][-2:], ["delegateAccepted", "delegateDeclined"])

    def test_a_participant_says_that_minutes_are_missing_and_then_that_they_came(self):
        (discussion, number, _), link = next(iter(self.participants.items()))
        discussion = discussion.removeprefix("sd:")
        with self.open(link) as page:
            assert_fine(self, page)
            self.assertIn(discussion, page.inner_text("h1"))
            self.assertIn("Significant others", page.inner_text(".agenda"))
            page.get_by_role("button", name="No, they have not come").click()
            self.assertIn("have not come", page.inner_text("[role=status]"))
            self.assertEqual(page.get_by_role("button", name="No, they have not come").count(), 0)
            page.get_by_label("The day on which they came").fill("2999-01-01")
            page.evaluate("document.querySelector('[name=receivedOn]').removeAttribute('max')")
            page.get_by_role("button", name="Yes, I have them").click()
            self.assertIn("Give a day up to today", page.inner_text("[role=alert]"))
            assert_fine(self, page)
            page.get_by_role("button", name="Yes, I have them").click()
            self.assertIn("you have the minutes", page.inner_text("[role=status]"))
            page.get_by_label("The area").select_option("siblings")
            page.get_by_role("button", name="Tell the chair").click()
            self.assertIn("The chair can see", page.inner_text("[role=status]"))
            self.assertIn("Siblings", page.inner_text("[aria-labelledby=flagging] ul"))
            assert_fine(self, page)
            page.emulate_media(media="print")
            self.assertFalse(page.get_by_label("The area").is_visible(), "what is printed is for reading")
        self.assertEqual(
            self.answer(
                "SELECT minutes_received_on IS NOT NULL FROM participant WHERE discussion = ? AND number = ?", discussion,
                number), [(1,)])
        kinds = self.answer("SELECT kind FROM event WHERE stream LIKE ? ORDER BY position", f"%{discussion}")
        self.assertEqual(
            [kind for (kind,) in kinds][-3:], ["minutesReportedMissing", "minutesReceived", "areaFlagged"])

    def test_the_list_leads_to_each_thing_that_is_asked(self):
        link, conference, _, person = self.waiting_for_a_reply()
        with self.open(link) as page:
            page.get_by_role("link", name="All that is asked of you").click()
            self.assertEqual(page.title(), "All that is asked of you")
            assert_fine(self, page)
            owed = self.answer(
                "SELECT DISTINCT matter FROM obligation WHERE owed_by = ? AND standing = 'outstanding'", person)
            text = page.inner_text("main")
            for (matter,) in owed:
                self.assertIn(matter.removeprefix("sd:"), text)
            page.get_by_role("link", name=f"Answer for {conference}").click()
            self.assertIn(conference, page.inner_text("h1"))
            self.assertEqual(page.get_by_role("button", name="I will attend").count(), 1)

    def test_whoever_came_by_a_link_chooses_what_they_read(self):
        link, _, _, person = self.waiting_for_a_reply()
        with self.open(link) as page:
            page.get_by_role("button", name="Cymraeg").click()
            self.assertEqual((page.get_attribute("html", "lang"), page.title()), ("cy", "Eich ateb"))
            assert_fine(self, page)
            page.get_by_role("link", name="Popeth a ofynnir gennych").click()
            self.assertEqual(page.get_attribute("html", "lang"), "cy")
            assert_fine(self, page)
            page.get_by_role("button", name="English").click()
            self.assertEqual((page.get_attribute("html", "lang"), page.title()), ("en-GB", "All that is asked of you"))
        self.assertEqual(
            self.answer("SELECT actor FROM event WHERE kind = 'personLanguageChosen'"), [(f"{person} by link",)] * 2)

    def test_a_calendar_can_be_subscribed_to(self):
        link = next(
            link for (conference, number, _), link in self.links.items()
            if self.answer(
                "SELECT 1 FROM invitation o JOIN conference c ON c.reference = o.conference"
                " WHERE c.status = 'cancelled' AND o.sent_on IS NOT NULL AND o.capacity <> 'report-only' AND o.person ="
                " (SELECT person FROM invitation WHERE conference = ? AND number = ?)", conference, number)
            and self.fetch(link)[0] == 200)
        person = self.fields(link)[3]
        address = self.calendar_of(self.list_of(link))
        status, headers, text = self.fetch(address)
        self.assertEqual((status, headers["Cache-Control"]), (200, "private, no-cache"))
        self.assertEqual(headers["Content-Type"], "text/calendar; charset=utf-8; method=PUBLISH")
        calendar = icalendar.Calendar.from_ical(text)
        self.assertEqual([error for part in calendar.walk() for error in part.errors], [])
        self.assertEqual(calendar["METHOD"], "PUBLISH")
        events = {str(event["SUMMARY"]).removeprefix("Meeting "): event for event in calendar.walk("VEVENT")}
        invited = dict(self.answer(
            "SELECT c.reference, c.status FROM invitation i JOIN conference c ON c.reference = i.conference"
            " WHERE i.person = ? AND i.sent_on IS NOT NULL AND i.capacity <> 'report-only' AND i.withdrawn_on IS NULL",
            person))
        self.assertLessEqual(set(invited), set(events))
        for reference, state in invited.items():
            event = events[reference]
            self.assertEqual(event["STATUS"], "CANCELLED" if state == "cancelled" else "CONFIRMED")
            ((on, at),) = self.answer("SELECT sits_on, sits_at FROM conference WHERE reference = ?", reference)
            self.assertEqual(event["DTSTART"].params["TZID"], "Europe/London")
            self.assertEqual(event["DTSTART"].dt.strftime("%Y-%m-%dT%H:%M:%S"), f"{on}T{at}"[:16] + ":00")
            self.assertEqual(event["DTEND"].dt - event["DTSTART"].dt, datetime.timedelta(minutes=120))
            self.assertNotIn("ATTENDEE", event)
        self.assertIn("cancelled", invited.values())
        self.assertEqual(len({str(event["UID"]) for event in calendar.walk("VEVENT")}), len(calendar.walk("VEVENT")))
        self.assertNotRegex(text, "(?i)protection|child|/a/|C-4")
        for known in (headers["ETag"], f'"other", W/{headers["ETag"]}'):
            status, again, body = self.fetch(address, **{"If-None-Match": known})
            self.assertEqual((status, again["ETag"], body), (304, headers["ETag"], ""))
        self.assertEqual(self.fetch(address, **{"If-None-Match": '"other"'})[0], 200)
        self.assertEqual(self.fetch(address.removesuffix(".ics"))[0], 404)

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
            page.get_by_label("If you cannot attend").fill(typed)
            page.get_by_role("button", name="I unavoidably cannot attend").click()
            self.assertEqual(page.locator("script").count(), 0)
            self.assertEqual(page.get_by_label("If you cannot attend").input_value(), typed)
            assert_fine(self, page)
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
            assert_fine(self, page)

    @contextlib.contextmanager
    def served_anew(self, name, there, instead):
        """The address of the same pages over a copy of the database, with one part of the configuration replaced; and the
        copy's folder, in which `printed` has all that the program prints."""
        folder = self.folder / name
        folder.mkdir()
        with self.database() as live, contextlib.closing(sqlite3.connect(folder / "quorate.db")) as copy:
            live.backup(copy)
        shutil.copy2(self.folder / "master-key", folder)
        with contextlib.closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            host = f"127.0.0.1:{free.getsockname()[1]}"
        text = re.sub(r"127\.0\.0\.1:\d+", host, (self.folder / "quorate.yaml").read_text())
        (folder / "quorate.yaml").write_text(text.replace(there, instead, 1))
        with open(folder / "printed", "w") as printed:
            daemon = subprocess.Popen(
                [PROGRAM, "serve", "--config", folder / "quorate.yaml"], stdout=printed, stderr=subprocess.STDOUT)
        try:
            end = time.monotonic() + 60
            while "pages served" not in (folder / "printed").read_text():
                self.assertLess(time.monotonic(), end, "no pages were served")
                time.sleep(0.1)
            yield f"http://{host}", folder
        finally:
            daemon.send_signal(signal.SIGINT)
            daemon.wait(timeout=20)

    def test_no_key_of_a_link_is_ever_printed(self):
        keys = ["k" * 3000, "k" * 70_000]
        with self.served_anew("talkative", "mail:\n", "log:\n  level: trace\nmail:\n") as (site, folder):
            told = subprocess.run(
                [PROGRAM, "user", "add", "tess", "--role", "auditor", "--config", folder / "quorate.yaml"], check=True,
                capture_output=True, text=True).stdout
            paths = [link.removeprefix(self.site) for link in self.some_of_each()] + [re.search(r"/set-up/\S+", told)[0]]
            opened = [self.fetch(site + path)[0] for path in paths]
            self.assertLessEqual(set(opened), {200, 410})
            keys += [path.rsplit("/", 1)[1].removesuffix(".ics") for path in paths]
            for path in [*paths, *(f"/a/{key}" for key in keys)]:
                self.ask_in_every_way(site + path)
            # What cannot be answered is told of most readily.
            with contextlib.closing(sqlite3.connect(folder / "quorate.db", timeout=20)) as database:
                for table in ("conference", "discussion", "person", "set_up_link"):
                    database.execute(f"ALTER TABLE {table} RENAME TO {table}_that_is_gone")
            failed = {path.split("/")[1] for path in paths if self.fetch(site + path)[0] == 500}
            for path in paths:
                self.ask_in_every_way(site + path)
        printed = (folder / "printed").read_text()
        self.assertEqual(failed, {path.split("/")[1] for path in paths})
        self.assertIn("a page failed", printed)
        self.assertIn("HTTP parse error", printed)
        for key in keys:
            for part in key.split("."):
                self.assertNotIn(part[:30], printed)

    def ask_in_every_way(self, address):
        """Opened, altered, asked for a part that is not there, and its form sent."""
        for altered in (address, f"{address}x", f"{address[:-3]}AAA", f"{address}?done=reply", f"{address}/nothing"):
            self.fetch(altered)
        for part in ("", "/reply", "/received", "/nothing"):
            self.fetch(f"{address}{part}", "POST", b"reply=accepted&standsIn=yes&password=three+wet+umbrellas")

    def in_welsh(self):
        """Where the partnership writes in Welsh."""
        return self.served_anew("welsh", "mail:\n", "mail:\n  language: welsh\n")

    def test_pages_are_in_welsh_where_the_partnership_writes_so(self):
        titles = {"/a/": "Eich ateb", "/d/": "A fyddwch yn cymryd lle rhywun?", "/m/": "Cofnodion ac agenda",
                  "/l/": "Popeth a ofynnir gennych"}
        paths = [link.removeprefix(self.site) for link in self.some_of_each()]
        seen = set()
        with self.in_welsh() as (site, _):
            for path in paths:
                if path[:3] not in titles or self.fetch(site + path)[0] != 200:
                    continue
                seen.add(path[:3])
                for size in (PHONE, DESK):
                    with self.open(site + path, size) as page:
                        self.assertEqual(page.title(), titles[path[:3]])
                        self.assertEqual(page.get_attribute("html", "lang"), "cy")
                        assert_fine(self, page)
                        # What agencies are called, places, whom to ask and the button that leads back are no Welsh.
                        page.evaluate("document.querySelectorAll('.agenda > li > p, .bottom, .top').forEach(one => one.remove())")
                        self.assertNotRegex(page.inner_text("body"), r"(?i)\b(the|your|you|will|and)\b")
            status, _, text = self.fetch(f"{site}/a/nothing")
        self.assertEqual(seen, set(titles))
        self.assertEqual(status, 404)
        self.assertIn("Nid oes tudalen", text)


class FromAnotherPlace(urllib.request.HTTPHandler):
    """Each request comes from an address of its own: nobody asks so often by hand as this test does."""

    places = itertools.count(2)

    def http_open(self, request):
        place = next(self.places)
        source = (f"127.0.{place // 250}.{place % 250 + 1}", 0)
        return self.do_open(functools.partial(http.client.HTTPConnection, source_address=source), request)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


if __name__ == "__main__":
    unittest.main()

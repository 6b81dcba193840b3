"""The whole story in a real browser: an initial conference over Christmas, from its scheduling to its record.

A daemon runs from an empty folder, by a clock that the test sets; its mail lands in a folder, and practitioners answer
through the links that they find there.
"""

import contextlib
import email
import email.policy
import html.parser
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import unittest

from playwright.sync_api import sync_playwright

from barriers import assert_fine, chromium, watched
from sign_in import PROGRAM

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from Torture.clock import PREFIX, SetClock  # noqa: E402

CONFIGURATION = """\
partnership:
  name: Hackbridge Safeguarding Children Partnership
  division: england-and-wales
database: quorate.db
commands:
  others: [administrator, auditor, operator]
encryption:
  masterKeyFiles: [master-key]
mail:
  transport: maildir
  maildir: mail
  from: conferences@hackbridge.example
invitations:
  send: true
web:
  address: http://127.0.0.1:{port}
  listen: 127.0.0.1:{port}
"""
AGENCIES = """\
code,name,safeguarding_lead,kind
CSC,Children's Social Care,CSC-lead,social-care
POL,Police,POL-lead,police
HLT,Health visiting,HLT-lead,health
EDU,Primary school,EDU-lead,education
"""
PEOPLE = """\
reference,agency,name,email
CSC-lead,CSC,Lena Shaw,lena@csc.example
CSC-chair,CSC,Chidi Obi,chidi@csc.example
CSC-admin,CSC,Anna Evans,anna@csc.example
CSC-worker,CSC,Wanda Cole,wanda@csc.example
POL-lead,POL,Paul Gray,paul@police.example
POL-officer,POL,Olive Hart,olive@police.example
HLT-lead,HLT,Hana Bell,hana@health.example
HLT-nurse,HLT,Nora Finch,nora@health.example
HLT-other,HLT,Owen Pike,owen@health.example
EDU-lead,EDU,Ella Ford,ella@school.example
EDU-head,EDU,Harry Lowe,harry@school.example
"""
INVITATIONS = """\
conference,agency,person,sent_on
HB-27-001,CSC,CSC-worker,2026-12-14
HB-27-001,POL,POL-officer,2026-12-14
HB-27-001,HLT,HLT-nurse,2026-12-14
HB-27-001,EDU,EDU-head,2026-12-14
"""
PASSWORD = "seven quiet words make one long line"


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        address = dict(attributes).get("href", "")
        if tag == "a" and "/a/" in address:
            self.found.append(address)


class StoryTests(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="office-")
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port = listener.getsockname()[1]
        self.site = f"http://127.0.0.1:{port}"
        subprocess.run([PROGRAM, "key", "new", self.folder / "master-key"], check=True, stdout=subprocess.DEVNULL)
        (self.folder / "quorate.yaml").write_text(CONFIGURATION.format(port=port))
        self.clock = SetClock(self.folder)
        self.clock.set("2026-12-14T09:30:00+00:00")
        self.daemon = None
        self.addCleanup(self.stop)
        self.start()
        self.first = re.search(r"http://\S+/set-up/[\w-]+", self.said())[0]
        browsing = self.enterContext(sync_playwright())
        self.browser = chromium(browsing)
        self.addCleanup(self.browser.close)
        self.context = self.browser.new_context(viewport={"width": 1280, "height": 900})
        self.page = watched(self.context.new_page())

    def start(self):
        with open(self.folder / "said", "w") as said:
            self.daemon = subprocess.Popen(
                [*PREFIX, PROGRAM, "serve", "--config", self.folder / "quorate.yaml"], stdout=subprocess.DEVNULL,
                stderr=said, env=self.clock.environment)
        self.until(lambda: "pages served" in self.said())

    def stop(self):
        if self.daemon:
            self.daemon.terminate()
            self.daemon.wait(timeout=20)
            SetClock.forget(self.daemon.pid)
        self.daemon = None

    def go_on(self, moment=None):
        """Starts the daemon anew, at another time perhaps: the library that sets its clock sets no timers, so that its
        loops would rest for good once they have rested for a moment."""
        self.stop()
        if moment:
            self.clock.set(moment)
        self.start()

    def said(self):
        return (self.folder / "said").read_text()

    def until(self, find, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := find():
                return found
            time.sleep(0.1)
        self.fail(f"it did not come about; the daemon said: {self.said()[-2000:]}")

    # What the administrator does.

    def said_right(self):
        return self.page.inner_text("[role=status]")

    def set_up(self):
        self.page.goto(self.first)
        self.page.fill("#name", "anna")
        self.page.fill("#displayName", "Anna Evans")
        for field in self.page.locator("input[type=password]").all():
            field.fill(PASSWORD)
        self.page.locator("main button").first.click()
        self.page.wait_for_url("**/account*")

    def sign_in_again(self):
        """A session does not outlive the days that pass."""
        self.page.goto(f"{self.site}/today")
        self.assertIn("/sign-in", self.page.url)
        self.page.fill("input[name=name]", "anna")
        self.page.fill("input[type=password]", PASSWORD)
        self.page.locator("main button").first.click()
        self.page.wait_for_url("**/today")

    def bring_in(self, rows):
        self.page.goto(f"{self.site}/import")
        file = self.folder / "list.csv"
        file.write_text(rows)
        self.page.set_input_files("#file", file)
        self.page.get_by_role("button", name="Preview").click()
        assert_fine(self, self.page)
        self.assertIn("Take the list in", self.page.inner_text("main"))
        self.page.get_by_role("button", name="Take the list in").click()
        self.assertEqual(self.page.locator("[role=alert]").count(), 0, self.page.inner_text("main"))
        self.page.wait_for_selector("[role=status]")

    def schedule(self):
        page = self.page
        page.goto(f"{self.site}/conferences/new")
        page.get_by_label("Initial child protection conference").check()
        for field, value in {
            "reference": "HB-27-001", "case": "C-9001", "day": "2027-01-05", "at": "10:00", "place": "Town Hall, room 2",
            "chair": "CSC-chair", "administrator": "CSC-admin", "leadSocialWorker": "CSC-worker", "family-mother": "1",
            "children": "K-1",
        }.items():
            page.fill(f"#{field}", value)
        page.get_by_role("button", name="Show what follows").click()
        dates = page.inner_text(".beside")
        # Rulebook 3, worked examples: three working days before Tuesday 5 January 2027.
        self.assertRegex(dates, r"Submit the written report\s+Wednesday 30 December 2026")
        self.assertIn("Friday 25 December 2026 (Christmas Day)", dates)
        assert_fine(self, page)
        page.get_by_role("button", name="Schedule the conference").click()
        self.assertEqual(page.locator("[role=alert]").count(), 0, page.inner_text("main"))
        self.assertIn("scheduled", self.said_right())

    # What the practitioners find in their mail.

    def messages(self, address):
        found = []
        for file in sorted((self.folder / "mail/new").iterdir()):
            message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            if address in message["To"]:
                found.append(message)
        return found

    def links(self, message):
        reader = Links()
        reader.feed(message.get_body(("html",)).get_content())
        return reader.found

    @contextlib.contextmanager
    def answer(self, address):
        """The page behind the newest link to somebody, on a phone."""
        link = self.until(lambda: [one for mail in self.messages(address) for one in self.links(mail)])[-1]
        with contextlib.closing(self.browser.new_context(viewport={"width": 375, "height": 740})) as context:
            page = watched(context.new_page())
            page.goto(link)
            yield page
            assert_fine(self, page)

    def report(self, page, discussed):
        page.locator("#covers-yes").check()
        page.get_by_role("button", name="Record my report").click()
        page.locator("#with-mother").check()
        page.locator(f"#outcome-{discussed}").check()
        page.get_by_role("button", name="Record this").click()

    # The story.

    def test_an_initial_conference_over_christmas(self):
        self.set_up()
        # An agency's lead is somebody whom the directory knows.
        first = "".join(re.sub(r"^(\w+,[^,]+),[^,]+,", r"\1,", line) for line in AGENCIES.splitlines(keepends=True))
        for rows in (first, PEOPLE, AGENCIES):
            self.bring_in(rows)
        self.schedule()
        self.bring_in(INVITATIONS)
        self.go_on()
        conference = f"{self.site}/conferences/HB-27-001"
        self.replies()
        self.chasing(conference)
        self.reports()
        self.meeting(conference)
        self.afterwards(conference)

    def replies(self):
        with self.answer("olive@police.example") as page:
            page.get_by_role("button", name="I will attend").click()
            page.wait_for_selector("[role=status]")
        with self.answer("nora@health.example") as page:
            page.get_by_label("If you cannot attend").fill("A court hearing that cannot be moved.")
            page.get_by_role("button", name="I unavoidably cannot attend").click()
            self.assertIn("delegate", page.inner_text(".still"))
            page.get_by_label("Your delegate").select_option("HLT-other")
            page.get_by_role("button", name="Name this delegate").click()
            page.get_by_role("button", name="Confirm that they are well briefed").click()
        # The delegate has a letter too.
        self.go_on()
        self.until(lambda: self.messages("owen@health.example"))
        with self.answer("wanda@csc.example") as page:
            page.get_by_role("button", name="I will attend").click()
            page.wait_for_selector("[role=status]")

    def chasing(self, conference):
        """One stays silent: reminders leave, and climb to the agency's safeguarding lead."""
        silent, lead = "harry@school.example", "ella@school.example"
        invited = len(self.messages(silent))
        self.assertEqual(self.messages(lead), [])
        # Two working days to reply, then T+1, T+2, and T+3 to the lead, which is Monday 21 December.
        for day in ("16", "17", "18", "21"):
            self.go_on(f"2026-12-{day}T09:01:00+00:00")
            self.until(lambda: len(self.messages(silent)) > invited or self.messages(lead))
            invited = len(self.messages(silent))
        self.until(lambda: self.messages(lead))
        self.sign_in_again()
        self.page.goto(f"{self.site}/owed?by=overdue")
        self.assertIn("Harry Lowe", self.page.inner_text("main"))
        self.page.goto(conference)
        self.assertRegex(self.page.inner_text("#invitation-4"), r"no reply")
        assert_fine(self, self.page)

    def reports(self):
        self.go_on("2026-12-29T10:00:00+00:00")
        for address, how in (("olive@police.example", "telephone"), ("wanda@csc.example", "face-to-face")):
            with self.answer(address) as page:
                self.report(page, how)
                self.assertIn("recorded", page.inner_text("[role=status]"))

    def meeting(self, conference):
        self.go_on("2027-01-05T11:30:00+00:00")
        self.sign_in_again()
        self.assertIn("No register yet", self.page.inner_text("main"))
        page = self.page
        page.goto(f"{conference}/register")
        assert_fine(self, page)
        marks = []
        for number, word in ((4, "absent"), (1, "present"), (2, "present"), (3, "delegate")):
            page.locator(f"#attendance-{number}-{word}").check()
            marks.append(page.evaluate("getComputedStyle(document.querySelector('.live'), '::before').content"))
        # It counts while one ticks: three groups, social care among them.
        self.assertEqual(["✓" in mark for mark in marks], [False, False, False, True])
        page.get_by_role("button", name="Is it quorate?").click()
        self.assertIn("HB-27-001 is quorate", page.inner_text("main"))
        page.get_by_role("button", name="Record the register").click()
        self.assertIn("recorded", self.said_right())
        self.assertRegex(page.inner_text("main"), r"Quoracy\s+Quorate")

    def afterwards(self, conference):
        page = self.page
        page.get_by_label("A plan: neglect").check()
        page.get_by_role("button", name="Record the decision").click()
        self.assertIn("recorded", self.said_right())
        for step in ("letter", "draft-record", "record-to-chair", "approve-record", "circulate-record"):
            page.locator(f"form#{step} button").click()
            self.assertEqual(page.locator("[role=alert]").count(), 0, step)
        text = page.inner_text("main")
        self.assertRegex(text, r"Decision letter\s+Issued on Tuesday 5 January 2027")
        self.assertIn("Record issued", text)
        # Three months after the initial conference, or the last working day before.
        self.assertRegex(text, r"Monday 5 April 2027\s+Hold the review conference")
        assert_fine(self, page)
        # The category is no part of what a page shows unasked.
        self.assertNotIn("neglect", text.lower().replace("a plan: neglect", ""))
        with contextlib.suppress(FileNotFoundError):
            for file in (self.folder / "mail/new").iterdir():
                self.assertNotIn(b"neglect", file.read_bytes().lower())


if __name__ == "__main__":
    unittest.main()

"""Every kind of page, as every role, in a real browser: no barrier, valid, within the screen, small, and never a dead end."""

import concurrent.futures
import contextlib
import itertools
import math
import pathlib
import socket
import sqlite3
import tempfile
import time
import unittest
import urllib.parse

from playwright.sync_api import sync_playwright

from barriers import assert_fine, assert_printable, chromium, watched
from sign_in import PASSWORD, Demonstration
from walk import Routes, office_routes

ROLES = ("anna", "colin", "priya", "quentin", "audrey", "oscar")
PAGES = (
    "/today", "/owed?by=overdue", "/invitations?lacks=report", "/conferences", "/conferences/month", "/conferences/new",
    "/conferences/request",
    "/conferences/HB-26-015", "/conferences/HB-26-015?open=2&notes=1", "/conferences/HB-26-013", "/conferences/HB-26-019",
    "/conferences/HB-26-015/register", "/conferences/HB-26-016/move", "/conferences/NONE", "/discussions",
    "/discussions/new", "/discussions/SD-26-041?open=siblings", "/discussions/SD-26-041/agenda", "/agency", "/people", "/agencies",
    "/messages", "/messages/{message}", "/inbox", "/silences", "/policy", "/policy/submitReport", "/policy-general", "/policy-quoracy",
    "/policy-new", "/policy/submitReport/end",
    "/policy-sets/1", "/policy-sets/1/take-back", "/calendar", "/calendar/2028-12-29/take-back", "/templates", "/templates/submitReport?step=T-2", "/import",
    "/trail", "/trail/check", "/users", "/users/anna", "/account", "/account/second-factor", "/people/HLT-08", "/new-person",
    "/agencies/HLT", "/new-agency", "/explain?obligation={owed}", "/agency/HB-26-015/3",
    "/measures?from=2026-11-01&to=2026-12-31",
)
# Not for whoever arranges conferences, or not there for anybody.
NOT_FOR_ANNA = {"/conferences/NONE", "/agency", "/agency/HB-26-015/3", "/trail", "/trail/check", "/policy-sets/1/take-back",
                "/policy/submitReport/end"}
# Bytes of a page with its stylesheet.
LARGEST = 60 * 1024


class EveryPageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="every-page-")
        cls.addClassCleanup(scratch.cleanup)
        cls.demonstration = Demonstration(pathlib.Path(scratch.name) / "demo")
        cls.addClassCleanup(cls.demonstration.close)
        cls.demonstration.quorate("calendar", "close", "2028-12-29", "--reason", "Christmas closure")
        browsing = cls.enterClassContext(sync_playwright())
        cls.browser = chromium(browsing)
        cls.addClassCleanup(cls.browser.close)

    def site(self):
        return self.demonstration.site

    @contextlib.contextmanager
    def signed_in(self, name, **settings):
        with contextlib.closing(self.browser.new_context(**settings)) as context:
            page = watched(context.new_page())
            page.goto(f"{self.site()}/sign-in")
            page.fill("input[name=name]", name)
            page.fill("input[type=password]", PASSWORD)
            page.locator("main button").first.click()
            page.wait_for_selector(".bar")
            yield page

    def test_every_route_of_the_table_is_among_the_pages(self):
        routes = Routes()
        walked = {routes.of("GET", urllib.parse.urlsplit(page).path) for page in PAGES}
        listed = {pattern for method, pattern in office_routes() if method == "GET"}
        # The first leads on to one of the others, and the figures as a file are no page.
        self.assertEqual(listed - walked, {"/", "/measures/figures.csv"})

    def pages(self):
        """With a message and an obligation that there are."""
        with contextlib.closing(
                sqlite3.connect(f"file:{self.demonstration.folder}/quorate.db?mode=ro", uri=True)) as database:
            ((message,),) = database.execute("SELECT id FROM outbox ORDER BY slot_at DESC LIMIT 1").fetchall()
            ((owed,),) = database.execute(
                "SELECT id FROM obligation WHERE standing = 'outstanding' ORDER BY id LIMIT 1").fetchall()
        return [page.format(message=message, owed=urllib.parse.quote(owed, safe="")) for page in PAGES]

    def test_every_page_as_every_role(self):
        opened = {}
        pages = self.pages()
        # Whoever has all of the pages sees them at both ends.
        for index, name in enumerate((*ROLES, "anna")):
            width, scheme = ((1280, "light"), (375, "light"), (1280, "dark"), (375, "dark"))[index % 4 if index < len(ROLES) else 3]
            with self.signed_in(name, viewport={"width": width, "height": 900}, color_scheme=scheme) as page:
                opened[name] = [path for path in pages if self.visit(page, name, path)]
        # Nobody but whoever arranges conferences, and the chair of one, sees any of it.
        self.assertEqual(set(pages) - set(opened["anna"]), NOT_FOR_ANNA)
        for name in ("quentin", "audrey", "oscar", "priya"):
            self.assertEqual([path for path in opened[name] if "/conferences" in path or "/discussions" in path], [])

    def visit(self, page, name, path):
        """Whether it was opened; what is not, is a page too."""
        answer = page.goto(self.site() + path)
        with self.subTest(name=name, path=path):
            self.assertIn(answer.status, (200, 403, 404, 422))
            assert_fine(self, page)
            self.assertGreater(page.locator("main a, nav a").count(), 0, "a dead end")
            self.assertLess(len(answer.body()) + self.stylesheet(page), LARGEST)
            self.assertNotIn("HB-26", page.title() if answer.status != 200 else "")
        return answer.status == 200

    def test_the_register_is_printed_to_be_filled_in_by_hand(self):
        with self.signed_in("anna") as page:
            page.goto(f"{self.site()}/conferences/HB-26-015/register")
            assert_printable(self, page)
            choices, times = page.locator(".attends input[type=radio]"), page.locator(".attends input[type=time]")
            self.assertGreater(choices.count(), 20)
            for inputs in (choices, times):
                self.assertTrue(all(one.is_visible() for one in inputs.all()))
            self.assertFalse(page.locator(".live").is_visible())

    def test_every_page_is_printed_for_reading(self):
        with self.signed_in("anna") as page:
            for path in self.pages():
                page.goto(self.site() + path)
                with self.subTest(path=path):
                    assert_printable(self, page)

    def stylesheet(self, page):
        address = page.locator("link[rel=stylesheet]").get_attribute("href")
        return len(page.request.get(self.site() + address).body())

    def test_the_dates_that_follow_come_while_one_is_choosing(self):
        with self.signed_in("anna") as page:
            page.goto(f"{self.site()}/conferences/new")
            page.locator("#type-initial").check()
            page.fill("#day", "2027-01-05")
            page.locator("#follows", has_text="Wednesday 30 December 2026").wait_for()
            page.fill("#day", "2027-01-08")
            page.locator("#speaks", has_text="Friday 8 January 2027").wait_for()
            self.assertEqual(page.input_value("#day"), "2027-01-08")
            page.locator("#follows summary", has_text="Tuesday 5 January 2027").first.click()
            self.assertIn("3 working days before the conference", page.inner_text("#follows"))
            assert_fine(self, page)
        with self.signed_in("anna", java_script_enabled=False) as page:
            page.goto(f"{self.site()}/conferences/new")
            page.locator("#type-initial").check()
            page.fill("#day", "2027-01-05")
            page.get_by_role("button", name="Show what follows from this day").click()
            self.assertIn("Wednesday 30 December 2026", page.inner_text("#follows"))

    def test_two_who_edit_are_told_of_each_other(self):
        with self.signed_in("anna") as first, self.signed_in("anna") as second:
            for page in (first, second):
                page.goto(f"{self.site()}/conferences/HB-26-020?open=need")
            for page, text in ((first, "A Somali interpreter"), (second, "A Polish interpreter")):
                page.locator("details", has_text="Record a need").locator("summary").first.evaluate(
                    "summary => summary.parentElement.open = true")
                page.locator("#kind-interpreter").check()
                page.fill("#need-detail", text)
                page.get_by_role("button", name="Record the need").click()
            self.assertIn("recorded", first.inner_text("[role=status]"))
            self.assertIn("Somebody else recorded something meanwhile", second.inner_text("[role=alert]"))
            self.assertEqual(second.input_value("#need-detail"), "A Polish interpreter")
            second.get_by_role("button", name="Record the need").click()
            self.assertIn("recorded", second.inner_text("[role=status]"))

    def test_what_belongs_to_others_is_not_there(self):
        with self.signed_in("priya") as page:
            page.goto(f"{self.site()}/agency")
            own = page.locator("main tbody th a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
            self.assertGreater(len(own), 0)
            conference, number = own[0].rsplit("/", 1)
            others = [f"{conference}/{other}" for other in range(1, 9) if f"{conference}/{other}" not in own]
            self.assertGreater(len(others), 2)
            for path in others:
                self.assertEqual(page.goto(self.site() + path).status, 404)
            self.assertEqual(page.goto(self.site() + own[0]).status, 200)
            token = page.locator("main input[name=form-token]").first.input_value()
            for path, expected in ((others[0], 404), (own[0].replace("HB-26", "HB-99"), 404)):
                answer = page.request.post(
                    f"{self.site()}{path}/reply", form={"form-token": token, "reply": "accepted"}, max_redirects=0)
                self.assertEqual(answer.status, expected)
        with self.signed_in("colin") as page:
            page.goto(f"{self.site()}/conferences?from=2020-01-01&to=&status=")
            own = page.locator("main tbody th a").all_inner_texts()
            self.assertGreater(len(own), 0)
            others = [f"HB-26-{number:03}" for number in range(1, 31) if f"HB-26-{number:03}" not in own]
            for reference in (*others[:3], own[0]):
                self.assertEqual(
                    page.goto(f"{self.site()}/conferences/{reference}").status, 200 if reference in own else 404)
                self.assertEqual(
                    page.goto(f"{self.site()}/conferences/{reference}/register").status, 200 if reference in own else 404)
            token = page.locator("main input[name=form-token]").first.input_value()
            answer = page.request.post(
                f"{self.site()}/conferences/{others[0]}/rule", form={"form-token": token, "ruling": "delay-harmful"},
                max_redirects=0)
            self.assertEqual(answer.status, 404)

    def test_every_page_of_a_case_is_entered_in_the_trail(self):
        def reads():
            told = self.demonstration.quorate("audit", "show", "--conference", "HB-26-020").stdout
            return told.count("user/anna")

        with self.signed_in("anna") as page:
            for path in ("", "/move", "/register"):
                before = reads()
                self.assertEqual(page.goto(f"{self.site()}/conferences/HB-26-020{path}").status, 200)
                self.assertEqual(reads(), before + 1, path)

    def test_what_is_too_long_or_not_from_here_is_refused(self):
        with self.signed_in("anna") as page:
            page.goto(f"{self.site()}/conferences/HB-26-021")
            token = page.locator("main input[name=form-token]").first.input_value()
            address = f"{self.site()}/conferences/HB-26-021/need"
            for fields, headers, expected in (
                ({"form-token": token, "detail": "x" * 400_000}, {}, 413), ({"form-token": "another"}, {}, 403),
                ({}, {}, 403), ({"form-token": token}, {"Sec-Fetch-Site": "cross-site"}, 403), ({"form-token": token}, {}, 422),
            ):
                answer = page.request.post(address, form=fields, headers=headers, max_redirects=0)
                self.assertEqual(answer.status, expected, (list(fields), headers))

    def test_whoever_takes_long_over_a_request_is_let_go(self):
        begun = {
            "its headers": b"GET /sign-in HTTP/1.1\r\nHost: here\r\n",
            "its form": b"POST /sign-in HTTP/1.1\r\nHost: here\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        b"Content-Length: 100000\r\n\r\n",
        }
        with concurrent.futures.ThreadPoolExecutor() as pool:
            waits = list(pool.map(self.seconds_until_let_go, begun.values()))
        for what, seconds in zip(begun, waits):
            with self.subTest(what):
                self.assertLess(seconds, 45)
        with self.signed_in("anna") as page:
            self.assertEqual(page.goto(f"{self.site()}/today").status, 200)

    def seconds_until_let_go(self, request):
        """A little more of it every second, so that it is never quiet: lines of a header, or a form that says nothing."""
        address = urllib.parse.urlsplit(self.site())
        begun = time.monotonic()
        with socket.create_connection((address.hostname, address.port), timeout=60) as slow:
            slow.sendall(request)
            for one in itertools.cycle(b"a: b\r\n"):
                if time.monotonic() > begun + 60:
                    return math.inf
                try:
                    slow.sendall(bytes([one]))
                except OSError:
                    return time.monotonic() - begun
                time.sleep(1)

    def test_the_keyboard_alone_is_enough_from_signing_in_to_the_register(self):
        with contextlib.closing(self.browser.new_context()) as context:
            page = watched(context.new_page())
            page.goto(f"{self.site()}/sign-in")
            self.sign_in_by_keyboard(page)
            self.schedule_by_keyboard(page)
            self.invite_by_keyboard(page)
            self.reply_by_keyboard(page)
            self.take_the_register_by_keyboard(page)

    def sign_in_by_keyboard(self, page):
        self.tab_to(page, "one.id === 'password'")
        page.keyboard.type(PASSWORD)
        self.tab_to(page, "one.id === 'name'", "Shift+Tab")
        page.keyboard.type("anna")
        self.press_by_keyboard(page, "Sign in", "Space")
        page.wait_for_url("**/today")

    def schedule_by_keyboard(self, page):
        self.press_by_keyboard(page, "Conferences")
        page.wait_for_url("**/conferences")
        self.press_by_keyboard(page, "Schedule a conference")
        page.wait_for_url("**/conferences/new")
        self.tab_to(page, "one.type === 'radio'")
        page.keyboard.press("Space")
        for field, keys in (
            ("reference", "HB-26-900"), ("case", "C-900"), ("day", "01152027"), ("at", "1000AM"), ("place", "Room 2"),
            ("chair", "CSC-02"), ("administrator", "CSC-06"), ("family-mother", "1"),
        ):
            self.tab_to(page, f"one.id === '{field}'")
            if field == "family-mother":
                page.keyboard.press("Control+a")
            page.keyboard.type(keys)
        self.tab_to(page, "one.value === 'schedule'")
        page.keyboard.press("Enter")
        page.wait_for_url("**/conferences/HB-26-900*")
        self.assertIn("Friday 15 January 2027 at 10:00", page.inner_text(".state"))

    def invite_by_keyboard(self, page):
        self.tab_to(page, "one.matches('#invite summary')")
        if not page.locator("#invite details").evaluate("details => details.open"):
            page.keyboard.press("Space")
        for field, keys in (("agency", "Health v"), ("invite-person", "HLT-08")):
            self.tab_to(page, f"one.id === '{field}'")
            page.keyboard.type(keys)
        self.tab_to(page, "one.name === 'capacity'")
        page.keyboard.press("ArrowDown")
        self.assertEqual(page.evaluate("document.activeElement.value"), "no-direct-contact")
        page.keyboard.press("ArrowUp")
        self.press_by_keyboard(page, "Invite")
        page.wait_for_selector("#invitation-1")
        self.assertIn("HLT-08", page.inner_text("#invitation-1"))

    def reply_by_keyboard(self, page):
        self.tab_to(page, "one.ariaLabel === 'Change invitee 1'")
        page.keyboard.press("Enter")
        page.wait_for_selector("#reply")
        self.tab_to(page, "one.name === 'reply'")
        page.keyboard.press("Space")
        self.assertEqual(page.evaluate("document.activeElement.value"), "accepted")
        self.press_by_keyboard(page, "Record the reply")
        page.wait_for_selector("#invitation-1 .met")
        self.assertIn("attends", page.inner_text("#invitation-1"))

    def take_the_register_by_keyboard(self, page):
        """Of a conference of the day: somebody stays away, and the others are there."""
        self.press_by_keyboard(page, "Conferences")
        page.wait_for_url("**/conferences")
        self.press_by_keyboard(page, "HB-26-015")
        page.wait_for_url("**/conferences/HB-26-015")
        self.press_by_keyboard(page, "Register")
        page.wait_for_url("**/register")
        people = page.locator("fieldset.attends").count()
        self.assertGreater(people, 3)
        for number in range(people):
            self.tab_to(page, "one.type === 'radio' && !document.querySelector(`[name=${one.name}]:checked`)")
            page.keyboard.press("Space")
            if number == 0:
                page.keyboard.press("ArrowUp")
                self.assertEqual(page.evaluate("document.activeElement.value"), "absent")
        self.press_by_keyboard(page, "Record the register")
        page.wait_for_selector("[role=status]")
        self.assertIn("recorded", page.inner_text("[role=status]"))
        marks = page.locator(".invitees tbody tr:not(.opened) td:last-child").all_inner_texts()
        self.assertEqual(sorted(set(marks)), ["absent without apologies", "present"])
        self.assertEqual(marks.count("present"), people - 1)

    def press_by_keyboard(self, page, text, key="Enter"):
        """A link or a button that says just that."""
        self.tab_to(page, f"one.matches('a, button') && one.textContent.trim() === '{text}'")
        page.keyboard.press(key)

    def tab_to(self, page, reached, key="Tab"):
        """One sees where the keyboard is, all the way there; of a field's own parts the browser sees to that."""
        for _ in range(200):
            page.keyboard.press(key)
            is_there, unmarked = page.evaluate(f"""() => {{
                const one = document.activeElement;
                const isMarked = !one.matches("body *:focus") || getComputedStyle(one).outlineStyle !== "none";
                return [{reached}, isMarked ? null : one.outerHTML.slice(0, 200)];
            }}""")
            self.assertIsNone(unmarked)
            if is_there:
                return
        self.fail(f"the keyboard does not come to where {reached}")

    def test_what_is_typed_does_no_harm(self):
        typed = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(2)> '); DROP TABLE event;-- {{x}}"
        with self.signed_in("anna") as page:
            page.on("dialog", lambda dialog: self.fail(f"a dialog opened: {dialog.message}"))
            page.goto(f"{self.site()}/conferences/new")
            for field in page.locator("main input:not([type=hidden]):not([type=radio]):not([type=date]):not([type=time])").all():
                field.fill(typed[: int(field.get_attribute("maxlength") or 100)])
            page.get_by_role("button", name="Schedule the conference").click()
            self.assertEqual(page.locator("script:not([src]), main img").count(), 0)
            self.assertEqual(page.input_value("#place"), typed)
            page.goto(f"{self.site()}/conferences/HB-26-021?open=need")
            page.locator("#kind-access").check()
            page.fill("#need-detail", typed)
            page.get_by_role("button", name="Record the need").click()
            page.goto(f"{self.site()}/conferences/HB-26-021?notes=1")
            self.assertIn(typed, page.inner_text("main"))
            self.assertEqual(page.locator("script:not([src]), main img").count(), 0)
            for path in (
                f"/conferences?reference={typed}", f"/owed?agency={typed}&by={typed}", f"/messages?about={typed}",
                f"/people?find={typed}", "/conferences/..%2F..%2Fetc%2Fpasswd", f"/discussions?from={typed}",
                f"/conferences/month?month={typed}", f"/explain?obligation={typed}",
            ):
                answer = page.goto(self.site() + path)
                self.assertIn(answer.status, (200, 404, 422), path)
                self.assertEqual(page.locator("script:not([src]), main img").count(), 0, path)


if __name__ == "__main__":
    unittest.main()

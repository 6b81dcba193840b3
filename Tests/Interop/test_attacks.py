"""Every field of every form, and every query and path, as somebody hostile would use them: in the name of every role, and
behind every kind of link in a message. Afterwards a real browser looks at all of it as everybody."""

import base64
import contextlib
import email
import email.policy
import itertools
import pathlib
import re
import sqlite3
import tempfile
import time
import unittest
import urllib.parse

from playwright.sync_api import sync_playwright

import hostile
from attack import Attack
from barriers import chromium
from forms import COUNTER, Field, Form, PageReader, sensible, working_day
from sign_in import PASSWORD, Demonstration, time_code
from visitor import Visitor
from walk import Routes, Walk

# The lead of an agency first: what anna does ends much of what she could answer.
ROLES = ("priya", "anna", "colin", "quentin", "audrey", "oscar")
# Somebody whose reminders are held back by nothing but the page of silences, which therefore has a silence to release.
SILENT = "VCS-09"
# Pages of a kind that are gone to: the arranging ones show other forms from case to case.
MOST = {
    None: 2, ("/conferences/:reference",): 60, ("/conferences/:reference", "open"): 60, ("/discussions/:reference",): 60,
    ("/discussions/:reference", "open"): 6, ("/agency/:reference/:number",): 12, ("/templates/:sample", "to"): 1,
    ("/policy/:kind",): 20, ("/policy/:kind/end",): 6, ("/policy-sets/:number",): 12,
}
OTHERS_MOST = {None: 2, ("/agency/:reference/:number",): 40, ("/conferences/:reference",): 8}
# One after the other is asked to a discussion.
ASKED = itertools.cycle(("POL", "EDU", "YOT"))
# What a sensible person writes there, whatever stands in the field: a function of the form where it is not always the same.
KNOWN = {
    "/silences": {"reference": SILENT, "scope": "person"},
    "/users": {"name": lambda form: f"user{time.monotonic_ns()}", "person": "CSC-05", "agency": "HLT"},
    "/users/:name/roles": {"person": "CSC-05", "agency": "HLT"},
    "/import/preview": {"list": lambda form: f"code,name\nZ{next(COUNTER)},Zebra crossing patrol\n"},
    "/conferences/new": {"family-mother": "1", "family-father": "1"},
    "/conferences/:reference/move": {"day": lambda form: working_day(75)},
    # In draft.
    "/conferences/:reference/invite": {"agency": "SUB", "person": "", "sent": ""},
    "/conferences/:reference/invitations/:number/reply": {"reply": "apologies"},
    "/conferences/:reference/split": {"part-mother": "1", "part-father": "2"},
    "/conferences/:reference/decide": {"plan": "neglect", "dissent": ""},
    "/conferences/:reference/correct-decision": {"plan": "none", "dissent": "", "dissenter": ""},
    "/agency/:reference/:number/reply": {"reply": "apologies"}, "/agency/:reference/:number/delegate": {"colleague": "HLT-07"},
    "/discussions/:reference/add": {"agency": lambda form: next(ASKED), "person": ""},
    # Of the first it stays unknown whether they came.
    "/discussions/:reference/attendance": {"attendance-1": ""},
    "/discussions/:reference/consider": {"outcome": "action", "owner": "CSC-09"},
    "/discussions/:reference/move": {"place": "Room 9"},
    "/discussions/:reference/section-47": {"section47": "no", "leadSocialWorker": ""},
    "/conferences/:reference/register": {"attendance-1": "absent"},
    "/policy-general/preview": {"cutOff": "17:00"}, "/policy/:kind/preview": {"title": "Another title"},
    "/policy-new/preview": {"name": lambda form: f"own{next(COUNTER)}"},
    "/new-agency": {"approver": "", "exemption": ""}, "/agencies/:agency": {"approver": "", "exemption": ""},
    "/set-up/:key": {"password": PASSWORD, "again": PASSWORD},
    "/account/second-factor": {"password": PASSWORD}, "/account/recovery-codes": {"codesPassword": PASSWORD},
}
WRONG_PASSWORDS = {
    "/set-up/:key": {"again": "three wet umbrellas"}, "/account/second-factor": {"password": "not it"},
    "/account/recovery-codes": {"codesPassword": "not it"}, "/account/second-factor/off": {"offPassword": "not it"},
    "/account/password": {"current": "not it"},
}
# Forms after which others are no longer there: these come last.
LAST = ("/close", "/finalise", "/withdraw", "/cancel", "/disable", "/sign-out", "/password", "/reset", "/second-factor")
# No page of the demonstration shows a form for these: no rule of the partnership's own holds there yet, nothing has failed
# or waits, and no mailbox is read. They are asked all the same, with the fields that they read.
WITHOUT_FORM = {
    "/conferences/:reference/tick": ("/conferences/HB-26-021/tick", {"name": "chronology", "place": "1", "on": ""}),
    "/discussions/:reference/tick": ("/discussions/SD-26-041/tick", {"name": "chronology", "on": ""}),
    "/messages/:id/address": ("/messages/{message}/address", {"email": "nia@example.org", "mobile": ""}),
    "/messages/:id/cancel": ("/messages/{message}/cancel", {}),
    "/messages/resend": ("/messages/resend", {"destination": "mail", "since": "2026-01-05"}),
    "/inbox/:mail/read": ("/inbox/1/read", {}),
}
# What would end what others need comes after them.
AFTER = {
    "/policy-sets/:number/take-back": ("/policy/:kind/end",), "/discussions/:reference/add": ("/discussions/new",), "/discussions/:reference/withdraw": ("attendance",),
    "/discussions/:reference/hold": ("attendance", "withdraw", "move"),
    # Each ends a silence by which the page of silences has one to release.
    "/people/:person/release": ("/silences/release",),
    "/discussions/:reference/approve-minutes": ("return-minutes",),
    "/discussions/:reference/close": ("complete-action", "withdraw-action", "release", "circulate-minutes"),
    "/discussions/:reference/cancel": ("hold", "move"),
    "/conferences/:reference/approve-record": ("return-record",),
    "/conferences/:reference/send": ("invitations/:number/send",),
    "/conferences/:reference/invitations/:number/briefed": ("delegate-declines",),
    "/conferences/:reference/cancel": (
        "send", "release", "decide-exclusion", "invitations/:number/send", "invitations/:number/name",
        "invitations/:number/withdraw", "invitations/:number/delegate-accepts"),
}
# What leads to other forms is sent once more each time round, so that there are some for all who need them.
ONWARDS = {
    "/discussions/:reference/draft-minutes", "/discussions/:reference/submit-minutes",
    "/conferences/:reference/draft-record", "/conferences/:reference/record-to-chair",
    "/conferences/:reference/circulate-record", "/conferences/:reference/invite", "/discussions/:reference/add",
    "/discussions/:reference/attendance", "/discussions/:reference/section-47",
}
# These are the same for everybody, and one that is signed out cannot go on: they are somebody's of their own.
OWN_ACCOUNT = (
    "/account/second-factor", "/account/recovery-codes", "/account/second-factor/off", "/account/password",
    "/account/sign-out-everywhere", "/sign-out")
# What no link leads to: it leads elsewhere, is asked by calendar programs, stands in texts, or was printed once.
NOT_WALKED = {("GET", "/"), ("GET", "/c/:key"), ("GET", "/t/:key"), ("GET", "/set-up/:key")}
# Nobody sensible knows the password of "Nia Rees", or what an app shows for a secret that is altered each time, and whoever
# was wrong often has to wait before being right. For the others nothing is there, or nothing is left once the hostile ones of
# a form without fields were taken.
NEVER_TAKEN = {"/sign-in", "/sign-in/code", "/account/second-factor", "/account/password", "/account/recovery-codes",
               "/account/second-factor/off", "/conferences/:reference/tick", "/discussions/:reference/tick",
               "/messages/:id/cancel", "/messages/resend", "/inbox/:mail/read", "/conferences/:reference/send"}
# A conference to which an agency whose lead has an account is invited once more, without a name.
WITHOUT_NAME = "/conferences/HB-26-028"
# Each form that sends drafts out leaves none for the next.
DRAFTS = 8
# By the time that the walk's own discussions have minutes, nobody is left to whom they could go; each that is sent out is
# one less for what is still to be tried.
MINUTES_TO_SEND_OUT = 10
PIECES = (
    "..%2f..%2fetc%2fpasswd", "%2e%2e", "%00", "x%0d%0aSet-Cookie:%20hit-mark=1", urllib.parse.quote(hostile.MARKUP, safe=""),
    "%ff%fe", "-1", "99999999999999999999", "'%20OR%201=1--", "x" * 3000)


def is_of_silent(form):
    return any(one.value == SILENT for one in form.fields)


class AttackTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="attacks-")
        cls.addClassCleanup(scratch.cleanup)
        cls.demonstration = Demonstration(pathlib.Path(scratch.name) / "demo")
        cls.addClassCleanup(cls.demonstration.close)
        cls.site = cls.demonstration.site
        cls.routes = Routes()
        cls.demonstration.quorate("user", "add", "bob", "--role", "auditor")
        cls.everybody = {name: Visitor(cls.site, name).sign_in() for name in ROLES}
        for number in range(MINUTES_TO_SEND_OUT):
            cls.approve_minutes(f"HELD-{number}")
        cls.fill_in(WITHOUT_NAME, f"{WITHOUT_NAME}/invite", {"agency": "HLT", "person": "", "sent": "yes"})
        for number in range(DRAFTS):
            page = f"/conferences/HB-26-0{39 - number}"
            cls.fill_in(page, f"{page}/invite", {"agency": "VCS", "person": "", "sent": ""})

    @classmethod
    def approve_minutes(cls, reference):
        """A discussion with somebody who came and can be sent its minutes."""
        page = f"/discussions/{reference}"
        cls.fill_in("/discussions/new", "/discussions/new", {"reference": reference, "day": cls.today()})
        for part, instead in (
            ("add", {"agency": "POL", "person": "POL-06"}), ("attendance", {"attendance-1": "present"}), ("hold", {}),
            ("draft-minutes", {}), ("submit-minutes", {}), ("approve-minutes", {}),
        ):
            cls.fill_in(page, f"{page}/{part}", instead)

    @classmethod
    def fill_in(cls, page, action, instead):
        anna = cls.everybody["anna"]
        form = next(one for one in PageReader(anna.get(page).text, page).forms if one.action == action)
        answer = anna.post(action, sensible(form, instead))
        assert answer.status == 303, (action, answer.status, answer.text)

    @classmethod
    def today(cls):
        """The demonstration's."""
        return re.search(r'max="(\S+)"', cls.everybody["anna"].get("/conferences/request").text)[1]

    def answer(self, question, *values):
        with contextlib.closing(
                sqlite3.connect(f"file:{self.demonstration.folder}/quorate.db?mode=ro", uri=True)) as database:
            return database.execute(question, values).fetchall()

    def count(self):
        return self.answer("SELECT COUNT(*) FROM event WHERE actor LIKE 'user/%' OR actor LIKE '% by link'")

    def tables(self):
        return self.answer("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")

    def test_all_of_it(self):
        """In the order in which it has to be: what is stored first is looked at last."""
        tables = self.tables()
        attack = Attack(self.routes, KNOWN | self.known(), WRONG_PASSWORDS, self.count)
        attack.token_of_another = Visitor(self.site, "audrey").sign_in().form_token("/account")
        attacked, pages = set(), {}
        walks = self.attack_links(attack, attacked)
        walks += self.attack_accounts(attack, attacked)
        while fresh := self.attack_forms(attack, attacked, pages):
            walks += fresh
        self.attack_without_form(attack, attacked)
        self.attack_addresses(attack, walks)
        with self.subTest("every page and form was found"):
            found = {("GET", one) for walk in walks for one in walk.pages} | {("POST", one) for one in attacked}
            missing = [route for route in self.routes.all if route not in found]
            self.assertEqual({route for route in missing if route not in NOT_WALKED}, set())
            self.assertEqual(attacked - attack.taken - NEVER_TAKEN, set(), "no sensible version was ever taken")
        with self.subTest("nothing took hold"):
            self.maxDiff = None
            self.assertEqual(attack.wrong, [])
        with self.subTest("the database is whole"):
            self.assertEqual(self.tables(), tables)
            self.assertEqual(self.answer("PRAGMA integrity_check"), [("ok",)])
            self.demonstration.quorate("audit", "verify")
        with self.subTest("nothing left by mail"):
            self.look_at_mail()
        with self.subTest("a real browser"):
            self.look_at_pages(walks)

    def known(self):
        """What hangs on the demonstration's day, and on whose invitation a form is about."""
        def of_agency(form):
            conference, number = re.fullmatch(r"/conferences/(.*)/invitations/(\d+)/[a-z]+", form.action).groups()
            return self.answer(
                "SELECT p.reference FROM person p JOIN invitation i ON i.agency = p.agency WHERE i.conference = ? "
                "AND i.number = ? AND p.reference NOT IN (SELECT COALESCE(person, '') FROM invitation WHERE conference = ?) "
                "ORDER BY p.reference DESC LIMIT 1", conference, int(number), conference)[0][0]

        return {
            "/discussions/new": {"day": self.today()},
            "/conferences/:reference/invitations/:number/name": {"person": of_agency},
            "/conferences/:reference/invitations/:number/delegate": {"colleague": of_agency},
        }

    def arranging(self, attack):
        """Pages at which some of the forms are, that a walk might not come to: what was recorded last, the invitations that
        are drafts, name nobody, or were to somebody who did not come, and the newest rules."""
        invitations = [row for condition in ("sent_on IS NULL", "person IS NULL", "attendance = 'absent'")
                       for row in self.answer(
                           "SELECT conference, number FROM invitation JOIN conference c ON c.reference = conference "
                           f"WHERE withdrawn_on IS NULL AND {condition} AND c.status NOT IN ('cancelled', 'closed') ORDER BY c.sits_on DESC LIMIT 6")]
        led = [re.sub(r"\?done=[^#]*", "", one) for one in reversed(attack.led)]
        return [*led, *(f"/conferences/{one}?open={number}" for one, number in invitations), *self.newest_rules()]

    def unnamed(self):
        """What an agency's lead answers while nobody is named."""
        rows = self.answer(
            "SELECT conference, number FROM invitation WHERE agency = 'HLT' AND person IS NULL AND withdrawn_on IS NULL")
        return [f"/agency/{conference}/{number}" for conference, number in rows]

    def newest_rules(self):
        """The last rule set that stands, and the partnership's own obligations in it."""
        ((number, policy),) = self.answer(
            "SELECT number, policy FROM rule_set WHERE withdrawn_at IS NULL ORDER BY number DESC LIMIT 1")
        own = re.findall(r'"kind":"(own\d+)"', policy)
        return [f"/policy-sets/{number}/take-back", *(f"/policy/{kind}/end" for kind in own[-6:])]

    def attack_offered(self, attack, attacked, pages):
        """What stands on pages that answer forms, such as previews, for as long as that leads to more."""
        while fresh := attack.offered.keys() - attacked:
            # Whoever looks at it again does so before it is taken.
            for pattern in sorted(fresh, key=lambda one: not one.endswith("/again")):
                visitor = attack.offered[pattern][0][0]
                if attack.on(visitor, pattern, [(place, form) for _, place, form in attack.offered[pattern]]):
                    pages["fresh"] = True
                attacked.add(pattern)

    def attack_forms(self, attack, attacked, pages):
        """Each kind of form that was not attacked yet, by whoever finds it first, and once by everybody else.

        What was done lets other forms appear: it is done again until there are none.
        """
        walks = []
        for name, visitor in self.everybody.items():
            starts = self.arranging(attack) if name == "anna" else self.unnamed() if name == "priya" else []
            walk = Walk(visitor, self.routes, MOST if name == "anna" else OTHERS_MOST).go(
                *starts, "/", "/users/bob", "/account")
            walks.append(walk)
            for pattern in sorted(walk.forms, key=lambda one: any(word in one for word in LAST)):
                first = [one if one.startswith("/") else f"{pattern.rsplit('/', 1)[0]}/{one}" for one in AFTER.get(pattern, ())]
                if pattern in OWN_ACCOUNT or not attacked.issuperset(first):
                    continue
                if pattern.startswith("/users/:name"):
                    walk.forms[pattern] = [("/users/bob", form) for place, form in walk.forms[pattern] if place == "/users/bob"]
                if walk.forms[pattern] and (pattern not in attacked or (name, pattern) not in pages):
                    # What was made meanwhile comes first: least has been done to it yet.
                    instances = sorted(
                        walk.forms[pattern], key=lambda found: ("/NEW-" not in found[1].action, not is_of_silent(found[1])))
                    was_there = attack.on(visitor, pattern, instances, thoroughly=pattern not in attacked)
                    pages[(name, pattern)] = True
                    if pattern not in attacked and was_there:
                        attacked.add(pattern)
                        pages["fresh"] = True
                elif pattern in ONWARDS:
                    attack.once_more(visitor, pattern, walk.forms[pattern])
            self.attack_offered(attack, attacked, pages)
        return walks if pages.pop("fresh", False) else []

    def attack_links(self, attack, attacked):
        """What is behind the links in messages, without an account."""
        visitor, walks = Visitor(self.site), []
        for _ in range(2):
            # What one does there lets other forms appear.
            walks.append(Walk(visitor, self.routes, {None: 2, ("/a/:key",): 12, ("/d/:key",): 6, ("/m/:key",): 6}).go(
                *self.links_in_mail(), "/sign-in"))
            for pattern in sorted(walks[-1].forms.keys() - attacked):
                attack.on(visitor, pattern, walks[-1].forms[pattern])
                attacked.add(pattern)
        return walks

    def links_in_mail(self):
        found = {}
        for file in sorted((self.demonstration.folder / "mail/new").iterdir(), key=lambda file: file.stat().st_mtime):
            text = email.message_from_bytes(file.read_bytes(), policy=email.policy.default).get_body(("html",)).get_content()
            for link in re.findall(r'href="http://[^/"]+(/[adm]/[^"]+)"', text):
                # The newest of each: older ones may be closed.
                found.pop(link, None)
                found[link] = None
        # Those of leads whose agency has nobody named come first.
        links = sorted(reversed(found), key=lambda link: not self.is_of_lead(link))
        return [link for kind in "adm" for link in [one for one in links if one.startswith(f"/{kind}/")][:20]]

    def is_of_lead(self, link):
        fields = link.rsplit("/", 1)[1].split(".")[1]
        purpose, matter, number, *_ = base64.urlsafe_b64decode(fields + "=" * (-len(fields) % 4)).decode().split("|")
        return purpose == "answer" and self.answer(
            "SELECT 1 FROM invitation WHERE conference = ? AND number = ? AND person IS NULL", matter, int(number)) != []

    def attack_accounts(self, attack, attacked):
        """One's own account, from its one-time link to signing out, in the name of somebody of whom nothing else hangs."""
        link = re.search(
            r"/set-up/\S+", self.demonstration.quorate("user", "add", "ada", "--role", "auditor").stdout)[0]
        ada = Visitor(self.site, "ada", PASSWORD)
        walk = Walk(ada, self.routes, {None: 1}).go(link)
        attack.on(ada, "/set-up/:key", walk.forms["/set-up/:key"])
        reader = PageReader(ada.get("/account/second-factor").text, "/account/second-factor")
        form = next(form for form in reader.forms if form.action == "/account/second-factor")
        secret = next(one.value for one in form.fields if one.name == "secret")
        attack.on(ada, "/account/second-factor", [("/account/second-factor", form)])
        fields = {"form-token": reader.form_token, "secret": secret, "code": time_code(secret), "password": PASSWORD}
        self.assertIn(ada.post("/account/second-factor", fields).status, (200, 303))
        walk = Walk(ada, self.routes, {None: 1}).go("/account")
        for pattern in (*OWN_ACCOUNT[1:3], "/account/password", "/account/sign-out-everywhere"):
            attack.on(ada, pattern, walk.forms[pattern])
        door = Visitor(self.site)
        answer = door.post("/sign-in", {
            "form-token": door.form_token("/sign-in"), "name": "ada", "password": PASSWORD})
        self.assertEqual(answer.headers["Location"], "/sign-in/code")
        code = Walk(door, self.routes, {None: 1}).go("/sign-in/code")
        attack.on(door, "/sign-in/code", code.forms["/sign-in/code"])
        colin = Visitor(self.site, "colin").sign_in()
        attack.on(colin, "/sign-out", Walk(colin, self.routes, {None: 1}).go("/account").forms["/sign-out"])
        attacked.update((*OWN_ACCOUNT, "/set-up/:key", "/sign-in/code"))
        return [walk, code]

    def attack_without_form(self, attack, attacked):
        anna = self.everybody["anna"].sign_in()
        message = self.answer("SELECT id FROM outbox LIMIT 1")[0][0]
        for pattern, (action, fields) in WITHOUT_FORM.items():
            form = Form(action.format(message=message), "post", False, [Field(name, "text", value) for name, value in fields.items()])
            form.fields.append(Field("form-token", "hidden"))
            attack.on(anna, pattern, [("/account", form)], needs_form=False)
            attacked.add(pattern)

    def attack_addresses(self, attack, walks):
        """Each name in a query, and each part of a path that varies."""
        for _, pattern in NOT_WALKED:
            self.attack_path(attack, Visitor(self.site), pattern, pattern.replace(":key", "x"))
        asked = set()
        for walk in walks:
            # Whose account asks for a second factor by now is not signed in by a password.
            if walk.visitor.name and walk.visitor.sign_in().get("/account").status != 200:
                continue
            for pattern, names in walk.queries.items():
                place = next((one for one in walk.pages.get(pattern, [])), None)
                for name in names if place else []:
                    if (pattern, name) not in asked:
                        asked.add((pattern, name))
                        self.attack_query(attack, walk.visitor, pattern, place.split("?")[0], name)
            for pattern, places in walk.pages.items():
                if ":" in pattern and pattern not in asked:
                    asked.add(pattern)
                    self.attack_path(attack, walk.visitor, pattern, places[0].split("?")[0])
            for pattern, places in walk.forms.items():
                if ":" in pattern and ("POST", pattern) not in asked:
                    asked.add(("POST", pattern))
                    self.attack_path(attack, walk.visitor, pattern, places[0][1].action.split("?")[0], places[0])

    def attack_query(self, attack, visitor, pattern, path, name):
        texts = hostile.TEXTS | {"address": hostile.ADDRESS, "long": hostile.LONG[:6000]}
        for what, text in texts.items():
            answer = visitor.get(f"{path}?{urllib.parse.urlencode({name: text})}")
            attack.judge(f"{pattern}?{name}", f"{what} markup", answer)
        answer = visitor.get(f"{path}?{name}={urllib.parse.quote(hostile.SHORT)}&{name}=2&{name}[]=3&{name}")
        attack.judge(f"{pattern}?{name}", "twice", answer)

    def attack_path(self, attack, visitor, pattern, path, form=None):
        parts, own = path.split("/"), pattern.split("/")
        token = visitor.form_token("/account") if form and visitor.name else ""
        before = self.count()
        for place, part in enumerate(own):
            if not part.startswith(":"):
                continue
            for piece in PIECES:
                altered = "/".join(parts[:place] + [piece] + parts[place + 1:])
                if form:
                    answer = visitor.post(altered, {"form-token": token})
                else:
                    answer = visitor.get(altered)
                attack.judge(altered[:80], f"{pattern} markup", answer)
                if answer.status in (200, 303) and pattern != "/templates/:sample":
                    attack.say(pattern, altered[:80], f"answered {answer.status}")
        if form and self.count() != before:
            attack.say(pattern, "altered paths", "something was recorded")

    def look_at_mail(self):
        """No header of anybody's making, and no markup, in what left meanwhile."""
        for file in (self.demonstration.folder / "mail/new").iterdir():
            message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            self.assertEqual([name for name in message if name.lower() in ("bcc", "cc", "set-cookie")], [])
            self.assertEqual(len(message.get_all("To")), 1)
            self.assertNotIn(hostile.MARK, message["To"].addresses[0].addr_spec)
            for part in message.walk():
                if part.get_content_type() == "text/html":
                    # Its own style alone may stand in it.
                    body = re.sub(r"<style>.*?</style>", "", part.get_content(), count=1, flags=re.DOTALL).encode()
                    found = hostile.took_hold(body, hostile.MARK.encode() in body)
                    self.assertEqual(found, [], file.name)

    def look_at_pages(self, walks):
        browsing = self.enterContext(sync_playwright())
        browser = chromium(browsing)
        self.addCleanup(browser.close)
        for visitor in (*self.everybody.values(), Visitor(self.site)):
            if visitor.name:
                visitor.sign_in()
            starts = ("/", "/account") if visitor.name else self.links_in_mail()
            walk = Walk(visitor, self.routes, {None: 2, ("/conferences/:reference",): 12}).go(*starts)
            with contextlib.closing(browser.new_context()) as context:
                context.add_cookies([
                    {"name": name, "value": value, "url": self.site} for name, value in visitor.jar.items()])
                self.look_as(context.new_page(), visitor.name, [one for places in walk.pages.values() for one in places])

    def look_as(self, page, name, places):
        trouble = []
        page.on("dialog", lambda dialog: (trouble.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda said: trouble.append(said.text) if "Content Security Policy" in said.text else None)
        page.on("request", lambda asked: None if asked.url.startswith(self.site + "/") and hostile.MARK not in asked.url
                else trouble.append(f"asked for {asked.url}"))
        shown = 0
        for place in places:
            # No page: a browser would keep it as a file.
            if place.startswith(("/c/", "/measures/figures.csv")):
                continue
            page.goto(self.site + place)
            if page.evaluate("window.hit"):
                trouble.append("a script ran")
            shown += hostile.MARK in page.content()
            self.assertEqual(trouble, [], (name, place))
        if name == "anna":
            self.assertGreater(shown, 2, "little of what was typed is ever shown")


if __name__ == "__main__":
    unittest.main()

"""Every field of every form, and every query and path, as somebody hostile would use them: in the name of every role, and
behind every kind of link in a message. Afterwards a real browser looks at all of it as everybody."""

import contextlib
import email
import email.policy
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

from playwright.sync_api import sync_playwright

import hostile
from attack import Attack
from forms import Field, Form, PageReader, working_day
from sign_in import PASSWORD, Demonstration
from visitor import Visitor
from walk import Routes, Walk

ROLES = ("anna", "colin", "priya", "quentin", "audrey", "oscar")
# Pages of a kind that are gone to: the arranging ones show other forms from case to case.
MOST = {
    None: 2, ("/conferences/:reference",): 45, ("/conferences/:reference", "open"): 8, ("/discussions/:reference",): 20,
    ("/discussions/:reference", "open"): 4, ("/agency/:reference/:number",): 12, ("/templates/:sample", "to"): 1,
}
OTHERS_MOST = {None: 2, ("/agency/:reference/:number",): 12, ("/conferences/:reference",): 8}
# What a sensible person writes there where the field's name alone does not tell.
KNOWN = {
    "/silences": {"reference": "HLT-08", "scope": "person"},
    "/users": {"name": lambda: f"user{time.monotonic_ns()}", "person": "CSC-05", "agency": "HLT"},
    "/users/:name/roles": {"person": "CSC-05", "agency": "HLT"},
    "/import/preview": {"list": "code,name\nZZA,Zebra crossing patrol\n"},
    "/conferences/:reference/move": {"day": lambda: working_day(75)},
    "/account/password": {"current": PASSWORD, "password": "three wet umbrellas", "again": "three wet umbrellas"},
}
# Forms after which others are no longer there: these come last.
LAST = ("/close", "/finalise", "/withdraw", "/cancel", "/disable", "/sign-out", "/password", "/reset", "/second-factor")
# No page has a form for these; they are asked all the same, with the fields that they read.
WITHOUT_FORM = {
    "/conferences/:reference/assign": ("/conferences/HB-26-021", {"role": "chair", "person": "CSC-03"}),
    "/discussions/:reference/assign-chair": ("/discussions/SD-26-041", {"person": "CSC-03"}),
    "/discussions/:reference/withdraw-action": ("/discussions/SD-26-041", {"action": "1", "reason": "Done already"}),
    "/inbox/:mail/read": ("/inbox", {}),
}


class AttackTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="attacks-")
        cls.addClassCleanup(scratch.cleanup)
        cls.demonstration = Demonstration(pathlib.Path(scratch.name) / "demo")
        cls.addClassCleanup(cls.demonstration.close)
        cls.site = cls.demonstration.site
        cls.routes = Routes()
        cls.everybody = {name: Visitor(cls.site, name).sign_in() for name in ROLES}

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
        attack = Attack(self.routes, KNOWN, self.count)
        attack.token_of_another = Visitor(self.site, "audrey").sign_in().form_token("/account")
        attacked, pages = set(), {}
        self.begun = begun = time.monotonic()
        for round in range(4):
            fresh = self.attack_forms(attack, attacked, pages)
            print(f"# round {round}: {fresh} kinds of form, {attack.requests} requests, {time.monotonic() - begun:.0f} s",
                  file=sys.stderr, flush=True)
            if not fresh:
                break
        missing = [pattern for method, pattern in self.routes.all if method == "POST" and pattern not in attacked]
        print("# missing", missing, file=sys.stderr)
        print("# not taken", sorted(attacked - attack.taken), file=sys.stderr)
        print("\n".join(attack.wrong), file=sys.stderr)
        self.assertEqual(self.tables(), tables)
        self.assertEqual(self.answer("PRAGMA integrity_check"), [("ok",)])
        self.demonstration.quorate("audit", "verify")

    def attack_forms(self, attack, attacked, pages):
        """Each kind of form that was not attacked yet, by whoever finds it first."""
        fresh = 0
        for name, visitor in self.everybody.items():
            walk = Walk(visitor, self.routes, MOST if name == "anna" else OTHERS_MOST).go("/", "/account")
            pages.setdefault(name, {}).update(walk.pages)
            for pattern in sorted(walk.forms, key=lambda one: any(word in one for word in LAST)):
                if pattern not in attacked:
                    attacked.add(pattern)
                    fresh += 1
                    attack.on(visitor, pattern, walk.forms[pattern])
                    print(f"# {time.monotonic() - self.begun:.0f} s {attack.requests} {name} {pattern} {len(attack.wrong)}",
                          *attack.wrong[-3:], file=sys.stderr, flush=True)
        return fresh


if __name__ == "__main__":
    unittest.main()

"""What a page offers: its links and its forms, as a browser reads them, and how somebody sensible fills them in."""

import datetime
import html.parser
import itertools
import re
import urllib.parse
from dataclasses import dataclass, field


@dataclass
class Field:
    name: str
    kind: str
    value: str = ""
    is_checked: bool = False
    offered: list = field(default_factory=list)


@dataclass
class Form:
    action: str
    method: str
    is_multipart: bool
    fields: list = field(default_factory=list)
    # What the last of its named buttons sends.
    button: tuple = ()

    def names(self):
        """Of what can be altered; of several that differ in a number alone, the first."""
        found = {}
        for one in self.fields:
            if one.name != "form-token":
                found.setdefault(alike(one.name), one.name)
        return list(found.values()) + ([self.button[0]] if self.button else [])


class PageReader(html.parser.HTMLParser):
    """Reads `links`, `forms` and the `form_token` of a page."""

    def __init__(self, text, path):
        super().__init__()
        self.path = path
        self.links, self.forms = [], []
        self.form = self.selected = self.area = None
        self.others = []
        self.feed(text)
        self.form_token = next(
            (one.value for form in self.forms for one in form.fields if one.name == "form-token"), None)
        # A button may send the same fields elsewhere.
        for form, action in self.others:
            self.forms.append(Form(action, form.method, form.is_multipart, form.fields))

    def to(self, address):
        return urllib.parse.urljoin(self.path, address)

    def handle_starttag(self, tag, pairs):
        given = {name: value or "" for name, value in pairs}
        if tag == "a" and "href" in given:
            self.links.append(self.to(given["href"]))
        elif tag == "form":
            self.form = Form(
                self.to(given.get("action") or self.path), given.get("method", "get").lower(), "enctype" in given)
            self.forms.append(self.form)
        elif self.form is not None:
            self.handle_part(tag, given)

    def handle_part(self, tag, given):
        name = given.get("name", "")
        if tag == "input" and name:
            self.form.fields.append(
                Field(name, given.get("type", "text"), given.get("value", ""), "checked" in given))
        elif tag == "textarea":
            self.area = Field(name, "textarea")
            self.form.fields.append(self.area)
        elif tag == "select":
            self.selected = Field(name, "select")
            self.form.fields.append(self.selected)
        elif tag == "option" and self.selected is not None:
            value = given.get("value")
            self.selected.offered.append(value)
            if "selected" in given:
                self.selected.value = value or ""
        elif tag == "button" and name:
            self.form.button = (name, given.get("value", ""))
        if tag == "button" and "formaction" in given:
            self.others.append((self.form, self.to(given["formaction"])))

    def handle_data(self, text):
        if self.area is not None:
            self.area.value += text
        elif self.selected is not None and self.selected.offered and self.selected.offered[-1] is None and text.strip():
            self.selected.offered[-1] = text.strip()

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.selected = None


def working_day(days):
    day = datetime.date.today() + datetime.timedelta(days=days)
    while day.weekday() > 4:
        day += datetime.timedelta(days=1)
    return day.isoformat()


COUNTER = itertools.count(1)
# What somebody who knows the partnership writes into a field of that name, digits read as #; a function of the form where
# it must be new each time.
KNOWN = {
    "reference": lambda form: f"NEW-{next(COUNTER)}", "case": lambda form: f"C-9{next(COUNTER)}", "code": lambda form: f"A{next(COUNTER)}",
    "child": lambda form: f"CH-9{next(COUNTER)}", "day": lambda form: working_day(60), "at": "10:00", "place": "Room 2",
    "videoLink": "https://video.example.org/room", "chair": "CSC-02", "administrator": "CSC-06",
    "leadSocialWorker": "CSC-09", "agency": "HLT", "person": "HLT-08", "owner": "HLT-08", "by": "CSC-09",
    "approver": "CSC-01", "due": lambda form: working_day(30), "until": lambda form: working_day(60), "name": "Nia Rees",
    "displayName": "Nia Rees", "email": lambda form: f"nia{next(COUNTER)}@example.org", "mobile": "", "lead": "",
    "exemption": "", "householdMembers": "2", "significantAdults": "1", "dissenter": "", "discussion": "",
    "from": lambda form: working_day(60), "joined-#": "", "left-#": "", "requestedBy": "CSC-09",
    "children": lambda form: f"CH-9{next(COUNTER)}", "initial-count": "3", "review-count": "5", "limit-count": "", "cutOff": "",
    "on": "",
}


def alike(name):
    """Fields that differ in a number alone have this in common."""
    return re.sub(r"\d+", "#", name)


def given(name, known, form):
    value = known.get(name, known.get(alike(name)))
    return value(form) if callable(value) else value


def typed(one, known, form):
    if (value := given(one.name, known, form)) is not None:
        return value
    if one.kind == "date":
        return working_day(60)
    return "A few sensible words"


def sensible(form, instead=()):
    """The fields as somebody sensible fills them in: what is there already stays.

    `instead` names what is written all the same, by the field's name; "" leaves a box empty, and none of several chosen.
    """
    instead = dict(instead)
    known = KNOWN | instead
    sent, groups = {}, {}
    for one in form.fields:
        if one.kind == "radio":
            groups.setdefault(one.name, []).append(one)
        elif one.kind == "checkbox":
            if one.is_checked:
                sent[one.name] = one.value or "on"
        elif one.kind == "select":
            offered = [value for value in one.offered if value]
            sent[one.name] = one.value or (offered[0] if offered and one.name != "dissenter" else "")
        elif one.kind == "file":
            sent[one.name] = ""
        else:
            sent[one.name] = one.value or typed(one, known, form)
    for name, choices in groups.items():
        chosen = next((one for one in choices if one.is_checked), None) or choices[0]
        wanted = given(name, known, form)
        if wanted == "":
            continue
        sent[name] = wanted if wanted in [one.value for one in choices] else chosen.value
    if not any(one.is_checked for one in form.fields if one.kind == "checkbox"):
        first = next((one for one in form.fields if one.kind == "checkbox"), None)
        if first is not None:
            sent[first.name] = first.value or "on"
    kinds = {one.name: one.kind for one in form.fields}
    for name, kind in kinds.items():
        value = given(name, instead, form)
        if kind == "checkbox" and value == "":
            sent.pop(name, None)
        elif value is not None and kind not in ("radio", "hidden"):
            sent[name] = value
    if form.button:
        sent[form.button[0]] = form.button[1]
    return sent

"""Sends each field of a form something hostile while the others are as somebody sensible fills them in, and judges what
comes back."""

import collections
import re
import urllib.parse
from dataclasses import dataclass

import hostile
from forms import PageReader, sensible

# Seconds that no answer may take, on a machine that does other things beside; where a password is looked at, which is meant
# to be slow and is slower still in a program that was built for tests.
LONGEST, LONGEST_OF_PASSWORDS = 5, 25
PASSWORDS = ("/sign-in", "/account", "/set-up", "/users")
# Of these also the page is looked at that one is led to.
FOLLOWED = ("markup", "attribute", "address", "twice", "sensible", "all")
EXPECTED = {200, 303, 400, 403, 404, 409, 410, 413, 422}


def is_stamp(name):
    """Whether a field says what a form was opened with: sent again it would be out of date."""
    return name == "version" or name.startswith("was-")


@dataclass(frozen=True)
class Asked:
    """A page that answers a form, such as a preview; the form stands on a page of its own."""
    page: str
    action: str
    fields: tuple
    is_multipart: bool

    def ask(self, visitor):
        """With what the page has hidden in the form by now, such as what it was filled in against."""
        asking = PageReader(visitor.get(self.page).text, self.page)
        fresh = {one.name: one.value for form in asking.forms if form.action == self.action for one in form.fields
                 if one.kind == "hidden"}
        return visitor.post(self.action, dict(self.fields) | fresh, self.is_multipart)


class Attack:
    """What was found is in `wrong`; the forms that were taken when no more than one field was hostile, in `taken`; the
    forms on pages that answer forms, in `offered`, by pattern; where what was taken led to, in `led`."""

    def __init__(self, routes, known, wrong_passwords, count):
        self.routes, self.known = routes, known
        # What stands in the fields for passwords while others are attacked: what is refused by its password takes little
        # time, and what is taken ends a link.
        self.wrong_passwords = wrong_passwords
        # Says how many things are recorded as somebody's doing.
        self.count = count
        self.wrong, self.taken = [], set()
        self.offered, self.led = collections.defaultdict(list), []
        self.requests = 0

    def on(self, visitor, pattern, instances, thoroughly=True, needs_form=True):
        """Attacks one kind of form wherever the walk found it; one that is on no page, with any page's token.

        Whether it was there still.
        """
        known = self.known.get(pattern, {})
        forms = Instances(visitor, pattern, instances, self, needs_form)
        if forms.form is None:
            return False
        self.from_elsewhere(visitor, forms, known)
        for fields, what in self.cases(forms.form, known | self.wrong_passwords.get(pattern, {}), thoroughly):
            self.send(visitor, forms, fields, what)
        for attempt in range(4):
            fields = sensible(forms.form, known)
            answer = self.send(visitor, forms, fields, "sensible")
            if answer.status == 200:
                self.offer(visitor, forms, fields, answer)
            if answer.status == 303:
                self.led.append(answer.headers["Location"])
            if answer.status in (200, 303) or not forms.move_on():
                break
        return True

    def once_more(self, visitor, pattern, instances):
        forms = Instances(visitor, pattern, instances, self, needs_form=True)
        if forms.form is not None:
            self.send(visitor, forms, sensible(forms.form, self.known.get(pattern, {})), "sensible")

    def offer(self, visitor, forms, fields, answer):
        if isinstance(forms.place, Asked):
            return
        form = forms.form
        for found in PageReader(answer.text, form.action).forms:
            pattern = self.routes.of("POST", urllib.parse.urlsplit(found.action).path)
            if found.method == "post" and pattern not in (None, "/sign-out"):
                place = Asked(forms.place, form.action, tuple(sorted(fields.items())), form.is_multipart)
                self.offered[pattern].append((visitor, place, found))

    def cases(self, form, known, thoroughly):
        """Each with the other fields as somebody sensible fills them in, and what must be new each time is."""
        def every():
            return sensible(form, known)

        if not thoroughly:
            return [({name: hostile.MARKUP for name in every() if name != "form-token" and not is_stamp(name)}, "all")]
        kinds = {one.name: one.kind for one in form.fields}
        found = []
        for name in form.names():
            is_text = kinds.get(name) in ("text", "textarea", "search", "email", "tel", "file")
            texts = hostile.TEXTS if is_text else hostile.CHOICES
            if "link" in name.lower():
                texts = texts | {"address": hostile.ADDRESS}
            for what, text in texts.items():
                found.append((every() | {name: text}, f"{name}: {what}"))
            found.append(({one: value for one, value in every().items() if one != name}, f"{name}: missing"))
            found.append(([*every().items(), (name, hostile.MARKUP)], f"{name}: twice"))
            if kinds.get(name) == "file":
                for what in ("markup", "control", "no utf-8", "long"):
                    text = hostile.TEXTS[what]
                    found.append((every() | {name: (text, text)}, f"{name}: file of {what}"))
        return found

    def from_elsewhere(self, visitor, forms, known):
        """Without a token or with another's, and from a page of another site: refused, and nothing is done."""
        before = self.count()
        fields = sensible(forms.form, known)
        own = fields.get("form-token") is not None
        attempts = [({}, {"Origin": "https://evil.example"}), ({}, {"Sec-Fetch-Site": "cross-site"})]
        if own:
            attempts += [({"form-token": ""}, {}), ({"form-token": forms.token_of_another}, {}), (None, {})]
        for altered, headers in attempts:
            sent = {name: value for name, value in fields.items() if name != "form-token"} if altered is None \
                else fields | forms.current(altered)
            answer = visitor.post(forms.form.action, sent, forms.form.is_multipart, headers)
            if answer.status != 403:
                self.say(forms.pattern, f"from elsewhere {altered} {headers}", f"answered {answer.status}")
        if self.count() != before:
            self.say(forms.pattern, "from elsewhere", "something was recorded")

    def send(self, visitor, forms, fields, what):
        self.requests += 1
        for attempt in (1, 2):
            fresh = forms.current()
            pairs = fields if isinstance(fields, list) else fields.items()
            sent = [(name, value if what.startswith(f"{name}:") else fresh.get(name, value)) for name, value in pairs
                    if not is_stamp(name) or what == "sensible" or what.startswith(f"{name}:")]
            answer = visitor.post(forms.form.action, sent, forms.form.is_multipart)
            if not (answer.status == 303 and answer.headers["Location"].startswith("/sign-in?to") or answer.status == 403
                    and "form-token" in fresh) or not visitor.name:
                break
            visitor.sign_in()
            forms.look()
        self.judge(forms.pattern, what, answer)
        asked_to_sign_in = (answer.headers["Location"] or "").startswith("/sign-in?to")
        # What a button says chooses what is done, such as to show a preview.
        is_about_button = forms.form.button and what.startswith(f"{forms.form.button[0]}:")
        if answer.status in (200, 303) and not asked_to_sign_in and what != "all" and not is_about_button:
            self.taken.add(forms.pattern)
        body = answer
        if answer.status == 303 and not any(word in what for word in FOLLOWED):
            if not forms.look():
                forms.move_on()
            return answer
        if answer.status == 303:
            place = answer.headers["Location"]
            if urllib.parse.urlsplit(place).netloc:
                self.say(forms.pattern, what, f"leads to {place}")
            body = visitor.get(place)
            self.judge(forms.pattern, f"{what}, then {place}", body)
        forms.came_back(body)
        return answer

    def judge(self, pattern, what, answer):
        # Whoever guesses passwords has to wait.
        if answer.status not in EXPECTED and not (answer.status == 429 and pattern.startswith(PASSWORDS)):
            self.say(pattern, what, f"answered {answer.status}")
        if answer.seconds > (LONGEST_OF_PASSWORDS if pattern.startswith(PASSWORDS) else LONGEST):
            self.say(pattern, what, f"took {answer.seconds:.1f} s")
        if "default-src 'none'" not in (answer.headers["Content-Security-Policy"] or ""):
            self.say(pattern, what, "has no policy for its content")
        for name, value in answer.headers.items():
            if name == "Bcc" or name == "Set-Cookie" and not re.match(r"quorate[\w-]*=|__Host-quorate", value):
                self.say(pattern, what, f"has the header {name}: {value}")
        came_back = hostile.MARK.encode() in answer.body
        thoroughly = came_back and any(word in what for word in FOLLOWED)
        for found in sorted(set(hostile.took_hold(answer.body, thoroughly))):
            self.say(pattern, what, f"holds {found}")

    def say(self, pattern, what, found):
        self.wrong.append(f"{pattern} [{what}] {found}")


class Instances:
    """One form that is found on several pages: where one cannot be sent any more, the next is taken."""

    def __init__(self, visitor, pattern, places, attack, needs_form):
        self.visitor, self.pattern, self.attack = visitor, pattern, attack
        self.waiting = list(places)
        self.token_of_another = attack.token_of_another
        self.place = self.form = None
        self.needs_form = needs_form
        self.fresh = {}
        if not self.move_on():
            self.form = None

    def move_on(self):
        while self.waiting:
            self.place, self.form = self.waiting.pop(0)
            if self.look(exactly=True):
                return True
        return False

    def look(self, exactly=False):
        """Goes to the page; whether the form is there still, or exactly one that is about the same."""
        if isinstance(self.place, Asked):
            answer, path = self.place.ask(self.visitor), self.place.action
        else:
            answer, path = self.visitor.get(self.place), self.place
        if answer.status == 303 and answer.headers["Location"].startswith("/sign-in") and self.visitor.name:
            self.visitor.sign_in()
            return self.look(exactly)
        return answer.status == 200 and self.found_in(answer, path, exactly)

    def found_in(self, answer, path, exactly=False):
        reader = PageReader(answer.text, path)
        own = [form for form in reader.forms if form.action == self.form.action and form.method == "post"]
        if exactly and not isinstance(self.place, Asked):
            # A page may hold several with one address, each about something else.
            own = [form for form in own if self.subject(form) == self.subject(self.form)]
        for form in own or reader.forms:
            # What an answer was filled in against is hidden in it.
            self.fresh |= {one.name: one.value for one in form.fields if one.name == "form-token" or is_stamp(one.name)
                           or isinstance(self.place, Asked) and one.kind == "hidden"}
            if own:
                break
        return bool(own) or not self.needs_form

    @staticmethod
    def subject(form):
        """What the page has written into it, but for what changes each time: where one language was chosen, the other is
        offered."""
        return {(one.name, one.value) for one in form.fields
                if one.kind == "hidden" and one.name not in ("form-token", "language") and not is_stamp(one.name)}

    def came_back(self, answer):
        if answer.body and not self.found_in(answer, self.form.action):
            self.move_on()

    def current(self, altered=None):
        return self.fresh | (altered or {})

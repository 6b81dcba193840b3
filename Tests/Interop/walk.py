"""A walk by links over every page that somebody can reach, noting each kind of page and each form."""

import collections
import pathlib
import re
import urllib.parse

from forms import PageReader, alike

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# Behind a link in a message, and around signing in.
OPEN_ROUTES = [
    ("GET", "/a/:key"), ("POST", "/a/:key/name"), ("POST", "/a/:key/reply"), ("POST", "/a/:key/delegate"), ("POST", "/a/:key/briefed"),
    ("POST", "/a/:key/report"), ("POST", "/a/:key/sharing"), ("GET", "/d/:key"), ("POST", "/d/:key"), ("GET", "/m/:key"),
    ("POST", "/m/:key/received"), ("POST", "/m/:key/missing"), ("POST", "/m/:key/flag"), ("GET", "/l/:key"),
    ("GET", "/c/:key"), ("GET", "/t/:key"), ("GET", "/set-up/:key"), ("POST", "/set-up/:key"), ("GET", "/sign-in"),
    ("POST", "/sign-in"), ("GET", "/sign-in/code"), ("POST", "/sign-in/code"),
]


def office_routes():
    """Each page and form behind the sign-in as docs/access.md lists them: (method, pattern)."""
    table = (ROOT / "docs/access.md").read_text()
    return re.findall(r"^\| `(GET|POST) (/[^`]*)` \|", table, re.MULTILINE)


class Routes:
    def __init__(self):
        self.all = office_routes() + OPEN_ROUTES
        # A word of a path before what varies.
        self.patterns = sorted(
            ((method, pattern, re.compile(re.sub(r":\w+", "[^/]+", pattern) + "$")) for method, pattern in self.all),
            key=lambda one: one[1].count(":"))

    def of(self, method, path):
        return next((pattern for verb, pattern, shape in self.patterns if verb == method and shape.match(path)), None)


class Walk:
    """What somebody found: `pages`, by pattern, `forms`, by pattern, and the names in queries, by pattern."""

    def __init__(self, visitor, routes, most):
        self.visitor, self.routes, self.most = visitor, routes, most
        self.pages = collections.defaultdict(list)
        self.forms = collections.defaultdict(list)
        self.queries = collections.defaultdict(dict)
        self.strange = []
        self.seen = set()
        self.shapes = collections.Counter()

    def go(self, *starts):
        waiting = collections.deque(starts)
        while waiting:
            place = waiting.popleft().split("#")[0]
            if place in self.seen or urllib.parse.urlsplit(place).netloc:
                continue
            self.seen.add(place)
            if (pattern := self.wanted(place)) is None:
                continue
            answer = self.visitor.get(place)
            if answer.status == 303:
                waiting.append(answer.headers["Location"])
            if answer.status != 200:
                continue
            self.pages[pattern].append(place)
            waiting.extend(self.read(answer.text, place))
        return self

    def wanted(self, place):
        """The pattern of a page that is worth going to: there are not too many of its kind yet."""
        parts = urllib.parse.urlsplit(place)
        if parts.scheme:
            return None
        pattern = self.routes.of("GET", parts.path)
        if pattern is None:
            self.strange.append(place)
            return None
        names = {name: value for name, value in urllib.parse.parse_qsl(parts.query, keep_blank_values=True)}
        self.queries[pattern].update(names)
        shape = (pattern, *sorted(names))
        # What is opened in place, and of several of a kind on one page two.
        kind = (shape, alike(names.get("open", "")))
        same = (kind, parts.path)
        if self.shapes[kind] >= self.most.get(shape, self.most[None]) or names and self.shapes[same] >= 2:
            return None
        self.shapes.update((kind, same))
        return pattern

    def read(self, text, place):
        reader = PageReader(text, place)
        for form in reader.forms:
            pattern = self.routes.of(form.method.upper(), urllib.parse.urlsplit(form.action).path)
            if form.method == "get":
                self.queries[pattern].update({one.name: one.value for one in form.fields})
            else:
                self.forms[pattern or form.action].append((place, form))
        return reader.links

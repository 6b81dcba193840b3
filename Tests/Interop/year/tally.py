"""Lives through the facts once more, and says which reminders must have left."""

import collections
import csv
import dataclasses
import datetime

from .days import Days, london, months_after
from .duties import Reckoner
from .meetings import Conference, Discussion, Partnership

FOR_EVER = datetime.datetime.max


@dataclasses.dataclass
class Fact:
    """One line of facts.csv."""

    at: datetime.datetime | None
    matter: str
    name: str
    on: datetime.date | None
    number: int | None
    agency: str
    person: str
    word: str
    about: str
    sits_on: datetime.date | None
    sits_at: tuple | None
    case: str
    chair: str
    administrator: str
    family: str
    is_second_absence: bool = False

    @classmethod
    def of(cls, row):
        at, matter, name, on, number, agency, person, word, about, sits_on, sits_at, *rest = row
        return cls(
            moment(at) if at else None, matter, name, day(on), int(number) if number else None, agency, person, word,
            about, day(sits_on), tuple(int(part) for part in sits_at.split(":")) if sits_at else None, *rest)


def moment(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def read(path, make):
    with open(path, encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        for row in lines:
            yield make(row)


class Tally:
    """The reminders that must have left: a counter of (obligation, turn, step, audience, recipient, London day)."""

    def __init__(self, facts, bank_holidays, until):
        self.facts = list(read(facts, Fact.of))
        self.days = Days(bank_holidays, [fact.on for fact in self.facts if fact.name == "closed-day"])
        self.reckoner = Reckoner(self.days)
        self.partnership = Partnership()
        self.meetings = {}
        self.of_case = collections.defaultdict(list)
        self.following = collections.defaultdict(list)
        # By matter: since when its present steps hold, and which they are.
        self.present = {}
        # By matter and kind: when what was arranged in time ceased to be so.
        self.arranged = {}
        self.sent_keys = set()
        self.expected = collections.Counter()
        self.live()
        for matter in self.meetings:
            self.send(matter, until)

    def live(self):
        group, at = [], None
        for fact in self.facts:
            if fact.at is None:
                self.record(fact)
                continue
            if (fact.at, fact.matter) != at and group:
                self.happen(group)
                group = []
            at = (fact.at, fact.matter)
            group.append(fact)
        if group:
            self.happen(group)

    def record(self, fact):
        if fact.name == "agency":
            self.partnership.leads[fact.agency] = fact.person
        elif fact.name == "post":
            self.partnership.posts[fact.word] = fact.person

    def happen(self, facts):
        """What is recorded at one moment of one meeting, and what follows for the others of its case."""
        at, matter = facts[0].at, facts[0].matter
        if matter not in self.meetings:
            self.begin(facts[0])
        touched = self.related(self.meetings[matter])
        for other in touched:
            self.send(other, at)
        for fact in facts:
            self.note_absence(fact)
            self.meetings[matter].take(fact)
        for other in touched:
            self.reckon(other, at)

    def begin(self, fact):
        is_discussion = fact.word == "discussion"
        meeting = self.meetings[fact.matter] = Discussion(fact) if is_discussion else Conference(fact)
        if not is_discussion:
            self.of_case[fact.case].append(meeting)
            if fact.about:
                self.following[fact.about].append(meeting)

    def related(self, meeting):
        """Itself, and what it may concern: the discussion before it, the other conferences of its case."""
        related = [meeting.matter]
        if isinstance(meeting, Conference):
            related += [other.matter for other in self.of_case[meeting.case] if other is not meeting]
            related += [meeting.discussion] if meeting.discussion else []
        return related

    def note_absence(self, fact):
        """A second absence of an agency within six months, at another conference that stands in its register."""
        if fact.name != "attendance" or fact.matter.startswith("sd:"):
            return
        meeting = self.meetings[fact.matter]
        agency = meeting.invitees[fact.number].agency
        if fact.word == "absent":
            first = months_after(meeting.day, -6)
            fact.is_second_absence = any(
                other is not meeting and first <= other.day <= meeting.day
                and other.invitees[number].attendance == "absent"
                for other, number in self.partnership.absences[agency])
            self.partnership.absences[agency].append((meeting, fact.number))

    # What is owed from now on, and what has left until now.

    def reckon(self, matter, at):
        meeting = self.meetings[matter]
        if isinstance(meeting, Discussion):
            followed = [other for other in self.following[matter] if not other.is_cancelled]
            duties = self.reckoner.of_discussion(meeting, followed)
            arranged = [other.day for other in followed]
        else:
            reviews = self.reviews_after(meeting)
            duties = self.reckoner.of_conference(meeting, any(other.has_met for other in reviews))
            # Of several the one arranged last is the one that is meant.
            arranged = [other.day for other in reviews[-1:]]
        steps = []
        for duty in duties:
            if duty.kind in ("conveneInitial", "holdReview") and not self.is_wanting(matter, duty, arranged, at):
                continue
            place = f"#{duty.number}" if duty.number else ""
            identity = (f"{matter}{place}/{duty.kind}", duty.turn)
            steps += [(*step, identity, duty) for step in self.reckoner.steps(duty)]
        self.present[matter] = (at, steps)

    def is_wanting(self, matter, duty, arranged, at):
        """Whether nothing is arranged in time; the ladder of what ceased to be arranged starts then."""
        is_arranged = any(on <= duty.due for on in arranged)
        was_arranged, since = self.arranged.get(matter, (False, duty.since))
        if was_arranged and not is_arranged:
            since = at
        self.arranged[matter] = (is_arranged, since)
        duty.since = max(duty.since, since)
        return not is_arranged

    def reviews_after(self, plan):
        """The reviews for which this conference is the latest with a plan before them."""
        if plan.plan_at is None or not plan.has_met:
            return []
        case = self.of_case[plan.case]
        plans = [other for other in case if other.plan_at and other.has_met]
        return [
            review for review in case
            if review.is_review and not review.is_cancelled and review.day > plan.day
            and max((other.day for other in plans if other.day < review.day), default=None) == plan.day]

    def send(self, matter, until):
        """What left before a moment. Steps for one obligation that reach one person together are one line of a digest."""
        since, steps = self.present.get(matter, (until, []))
        due = collections.defaultdict(list)
        for leaves_at, place, step, audience, identity, duty in steps:
            key = (*identity, step, audience)
            if since <= leaves_at < until and key not in self.sent_keys:
                recipient = self.recipient(self.meetings[matter], duty, audience)
                due[leaves_at, identity, recipient].append((place, audience == "owner", audience, key))
        for (leaves_at, _, recipient), together in due.items():
            for *_, key in together:
                self.sent_keys.add(key)
            self.expected[(*max(together)[-1], recipient, london(leaves_at).date())] += 1
        self.present.pop(matter, None)
        self.present[matter] = (until, [step for step in steps if step[0] >= until])

    def recipient(self, meeting, duty, audience):
        """Who that is: whoever owes, or their agency's lead while nobody is named, or else the administrator."""
        stand_in = getattr(meeting, "administrator", meeting.chair)
        if audience == "chair":
            return meeting.chair
        if audience in self.partnership.posts:
            return self.partnership.posts[audience]
        if duty.number is None:
            by_worker = duty.kind in ("conveneInitial", "coreGroup")
            return by_worker and meeting.lead_worker or stand_in
        invitee = meeting.invitees[duty.number]
        if audience == "owner" and duty.kind == "discussionMinutes":
            return meeting.chair
        person = invitee.person if audience in ("owner", "participant") else ""
        return person or self.partnership.leads.get(invitee.agency) or stand_in

"""Conferences and strategy discussions as the facts make them: what the deadlines depend on, and no more."""

import collections
import dataclasses
import datetime


@dataclasses.dataclass
class Invitee:
    number: int
    agency: str
    person: str
    capacity: str = ""
    sent_on: datetime.date | None = None
    sent_at: datetime.datetime | None = None
    # Since when they have known the conference's day.
    known_on: datetime.date | None = None
    is_withdrawn: bool = False
    times_resent: int = 0
    reply: str = ""
    # How often a delegate has been looked for, and since when.
    searches: int = 0
    searched_at: datetime.datetime | None = None
    has_briefed_delegate: bool = False
    apologised_on: datetime.date | None = None
    report: str = ""
    first_report_on: datetime.date | None = None
    times_returned: int = 0
    returned_at: datetime.datetime | None = None
    sharing: dict = dataclasses.field(default_factory=dict)
    shared_on: dict = dataclasses.field(default_factory=dict)
    times_reshared: int = 0
    reshared_at: datetime.datetime | None = None
    attendance: str = ""
    absent_at: datetime.datetime | None = None
    is_second_absence: bool = False
    is_explained: bool = False
    record_sent: tuple | None = None
    record_received_on: datetime.date | None = None
    has_corrected: bool = False
    minutes_on: datetime.date | None = None

    @property
    def attends(self):
        return self.capacity != "report-only"

    @property
    def reports(self):
        return self.capacity != "note-taker"

    @property
    def has_apologised(self):
        return self.reply.startswith("apologies")

    @property
    def has_minutes(self):
        return self.minutes_on is not None

    def ask_anew(self, on, at):
        self.sent_on, self.sent_at = on, at
        self.reply, self.has_briefed_delegate = "", False

    def search(self, at):
        self.has_briefed_delegate = False
        self.searches += 1
        self.searched_at = at


class Meeting:
    """What conferences and strategy discussions share: a day that may move, people invited, a register."""

    def __init__(self, fact):
        self.matter, self.case = fact.matter, fact.case
        self.day, self.time = fact.sits_on, fact.sits_at
        self.chair = fact.chair
        self.invitees = {}
        self.moves = 0
        self.dated_on, self.dated_at = fact.on, fact.at
        self.is_cancelled = False

    def take(self, fact):
        getattr(self, "on_" + fact.name.replace("-", "_"), lambda fact: None)(fact)

    def on_cancel(self, fact):
        self.is_cancelled = True

    def on_invite(self, fact):
        self.invitees[fact.number] = Invitee(
            fact.number, fact.agency, fact.person, fact.word, fact.on, fact.at, max(fact.on, self.dated_on))

    def on_name(self, fact):
        self.invitees[fact.number].person = fact.person

    def on_withdraw(self, fact):
        self.invitees[fact.number].is_withdrawn = True


class Discussion(Meeting):
    """A strategy discussion."""

    def __init__(self, fact):
        super().__init__(fact)
        self.held_at = None
        self.enquiry_at = None
        self.lead_worker = ""

    def on_move(self, fact):
        if (fact.sits_on, fact.sits_at) != (self.day, self.time):
            self.moves += 1
        self.day, self.time = fact.sits_on, fact.sits_at

    def on_attendance(self, fact):
        self.invitees[fact.number].attendance = fact.word

    def on_held(self, fact):
        self.held_at = fact.at

    def on_section_47(self, fact):
        self.enquiry_at = fact.at if fact.word == "begins" else None
        self.lead_worker = fact.person

    def on_minutes_received(self, fact):
        self.invitees[fact.number].minutes_on = fact.on


class Conference(Meeting):
    """A child protection conference."""

    def __init__(self, fact):
        super().__init__(fact)
        self.is_review = fact.word == "review"
        self.administrator = fact.administrator
        self.lead_worker = fact.person
        self.discussion = fact.about
        self.family = fact.family.split()
        self.held_at = None
        self.plan_at = None
        self.is_adjourned = False
        self.adjournments = []
        self.is_redated = False
        self.letter_on = self.core_group_on = self.record_on = None
        self.is_record_final = False

    @property
    def has_met(self):
        return self.held_at is not None and not self.is_adjourned

    def on_move(self, fact):
        """Another day or time asks everybody anew; another room alone does not, unless it was adjourned."""
        is_another = self.is_adjourned or (fact.sits_on, fact.sits_at) != (self.day, self.time)
        is_earlier = fact.sits_on < self.day
        self.day, self.time = fact.sits_on, fact.sits_at
        if self.is_adjourned:
            self.sit_again()
        if not is_another:
            return
        self.moves += 1
        self.dated_at = fact.at
        if is_earlier:
            self.dated_on = fact.on
        for invitee in self.invitees.values():
            if invitee.sent_on is None or invitee.is_withdrawn:
                continue
            invitee.ask_anew(fact.on, fact.at)
            # Who knew of an earlier day had notice of a later one.
            if is_earlier:
                invitee.known_on = fact.on

    def sit_again(self):
        self.is_adjourned, self.is_redated, self.held_at = False, True, None
        self.letter_on, self.record_on, self.is_record_final = None, None, False
        for invitee in self.invitees.values():
            invitee.attendance, invitee.absent_at = "", None
            invitee.is_second_absence = invitee.is_explained = False
            invitee.record_sent = invitee.record_received_on = None
            invitee.has_corrected = False

    def on_assign(self, fact):
        if fact.word == "chair":
            self.chair = fact.person
        elif fact.word == "administrator":
            self.administrator = fact.person
        else:
            self.lead_worker = fact.person

    def on_list(self, fact):
        self.on_invite(fact)
        self.invitees[fact.number].sent_on = self.invitees[fact.number].sent_at = None

    def on_send(self, fact):
        invitee = self.invitees[fact.number]
        if invitee.sent_on is None:
            invitee.known_on = max(fact.on, invitee.known_on)
        else:
            invitee.times_resent += 1
        invitee.sent_on, invitee.sent_at = fact.on, fact.at

    def on_reply(self, fact):
        invitee = self.invitees[fact.number]
        had_apologised, invitee.reply = invitee.has_apologised, fact.word
        if not invitee.has_apologised:
            invitee.has_briefed_delegate = False
        else:
            invitee.apologised_on = fact.on
            if not had_apologised:
                invitee.search(fact.at)

    def on_delegate(self, fact):
        self.invitees[fact.number].has_briefed_delegate = False

    def on_delegate_declined(self, fact):
        self.invitees[fact.number].search(fact.at)

    def on_delegate_briefed(self, fact):
        self.invitees[fact.number].has_briefed_delegate = True

    def on_report(self, fact):
        invitee = self.invitees[fact.number]
        invitee.report = "submitted"
        invitee.first_report_on = invitee.first_report_on or fact.on
        if fact.word == "share-again":
            invitee.times_reshared += 1
            invitee.reshared_at = fact.at
            invitee.sharing = {who: word for who, word in invitee.sharing.items() if word != "discussed"}

    def on_report_returned(self, fact):
        invitee = self.invitees[fact.number]
        invitee.report, invitee.returned_at = "returned", fact.at
        invitee.times_returned += 1

    def on_report_exempt(self, fact):
        self.invitees[fact.number].report = "exempt"

    def on_sharing(self, fact):
        invitee = self.invitees[fact.number]
        invitee.sharing[fact.about], invitee.shared_on[fact.about] = fact.word, fact.on

    def on_attendance(self, fact):
        self.held_at = self.held_at or fact.at
        invitee = self.invitees[fact.number]
        was_absent, invitee.attendance = invitee.attendance == "absent", fact.word
        if fact.word != "absent":
            invitee.absent_at, invitee.is_second_absence = None, False
        elif not was_absent:
            invitee.absent_at, invitee.is_second_absence = fact.at, fact.is_second_absence

    def on_absence_explained(self, fact):
        self.invitees[fact.number].is_explained = True

    def on_ruling(self, fact):
        if fact.word == "adjourned":
            self.is_adjourned, self.is_redated = True, False
            self.adjournments.append((fact.on, fact.at))

    def on_decision(self, fact):
        if fact.word == "plan":
            self.plan_at = self.plan_at or fact.at

    def on_letter(self, fact):
        self.letter_on = self.letter_on or fact.on

    def on_core_group(self, fact):
        self.core_group_on = self.core_group_on or fact.on

    def on_record_sent(self, fact):
        self.record_on = self.record_on or fact.on
        self.invitees[fact.number].record_sent = (fact.on, fact.at)

    def on_record_received(self, fact):
        self.invitees[fact.number].record_received_on = fact.on

    def on_correction(self, fact):
        self.invitees[fact.number].has_corrected = True

    def on_record_final(self, fact):
        self.is_record_final = True


@dataclasses.dataclass
class Partnership:
    """Who leads each agency, and who fills each post."""

    leads: dict = dataclasses.field(default_factory=dict)
    posts: dict = dataclasses.field(default_factory=dict)
    # Absences without apologies that stand in a register, by agency: the conference of each.
    absences: dict = dataclasses.field(default_factory=lambda: collections.defaultdict(list))

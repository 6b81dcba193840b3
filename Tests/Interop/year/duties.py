"""Who owes what by when, and the ladder of each (Rulebook 4): the table, applied to one meeting."""

import dataclasses
import datetime

from . import days as calendar

# A step is counted from: O, at once; T, the deadline; C, the conference; A, what the deadline is counted from.
REPORT = [("T", -5, ["owner"]), ("T", -2, ["owner"]), ("T", 0, ["owner"]), ("T", 1, ["owner", "agencyLead"]),
          ("C", -1, ["chair"])]
LADDERS = {
    "conveneInitial": [("A", 3, ["owner"]), ("A", 5, ["owner"]), ("A", 7, ["teamManager"]),
                       ("A", 10, ["headOfService"])],
    "holdReview": [("T", -30, ["owner"]), ("T", -20, ["owner"]), ("T", -15, ["chair"])],
    "sendInvitations": [("T", 0, ["owner"]), ("T", 1, ["chair"])],
    "reply": [("T", 0, ["owner"]), ("T", 1, ["owner"]), ("T", 2, ["owner"]), ("T", 3, ["agencyLead"])],
    "submitReport": REPORT,
    "shareWithFamily": REPORT,
    "nameDelegate": [("O", 0, ["owner"]), ("T", 0, ["agencyLead"])],
    "decisionLetter": [("T", 0, ["owner"]), ("T", 1, ["serviceManager"])],
    "coreGroup": [("A", 5, ["owner"]), ("A", 8, ["owner"]), ("T", 1, ["chair"])],
    "conferenceRecord": [("A", 10, ["owner"]), ("A", 13, ["owner"]), ("T", 1, ["serviceManager"])],
    "corrections": [("A", 8, ["owner"])],
    "discussionMinutes": [("T", 0, ["owner"]), ("T", 1, ["owner", "participant"]), ("T", 2, ["teamManager"])],
    "explainAbsence": [("O", 0, ["agencyLead"]), ("O", 0, ["partnership"]), ("T", 1, ["agencyLead"])],
    # Section 6: adjourned inquorate, the new date is due within 10 WD; the ladder is config/quorate.yaml's.
    "redate": [("T", -5, ["owner"]), ("T", 0, ["owner"]), ("T", 1, ["chair"])],
}


@dataclasses.dataclass
class Duty:
    """Something owed just now, of which somebody may be reminded."""

    kind: str
    turn: int
    counted_from: datetime.date
    due: datetime.date
    # When it came to be owed: what had passed by then is not made up for.
    since: datetime.datetime
    number: int | None = None
    # From then on nothing leaves.
    ends_at: datetime.datetime | None = None
    conference: datetime.date | None = None
    is_second: bool = False


class Reckoner:
    """Applies the table."""

    def __init__(self, days):
        self.days = days
        self.hours = calendar.Hours(days)

    # Strategy discussions.

    def of_discussion(self, meeting, followed):
        """followed: the conferences that name it, of which those cancelled count for nothing."""
        if meeting.is_cancelled or meeting.held_at is None:
            return
        due = self.days.after(1, meeting.day)
        for invitee in meeting.invitees.values():
            if invitee.attendance == "present" and not invitee.is_withdrawn and not invitee.has_minutes:
                yield Duty("discussionMinutes", meeting.moves, meeting.day, due, meeting.held_at, invitee.number)
        if meeting.enquiry_at and not any(other.has_met for other in followed):
            yield Duty("conveneInitial", meeting.moves, meeting.day, self.days.after(15, meeting.day),
                       meeting.enquiry_at)

    # Conferences as a whole.

    def of_conference(self, meeting, reviewed):
        """reviewed: whether the review that follows has been held."""
        if meeting.is_cancelled:
            return
        yield from self.preparing(meeting)
        for invitee in meeting.invitees.values():
            if not invitee.is_withdrawn and invitee.sent_on:
                yield from self.of_invitee(meeting, invitee)
        yield from self.following(meeting, reviewed)
        if meeting.is_adjourned and not meeting.is_redated:
            on, at = meeting.adjournments[-1]
            yield Duty("redate", len(meeting.adjournments), on, self.days.after(10, on), at)

    def preparing(self, meeting):
        standing = [invitee for invitee in meeting.invitees.values() if not invitee.is_withdrawn]
        due = self.days.before(20 if meeting.is_review else 7, meeting.day)
        if (not standing or any(invitee.sent_on is None for invitee in standing)) and due >= meeting.dated_on:
            yield Duty("sendInvitations", meeting.moves, meeting.day, due, meeting.dated_at,
                       ends_at=begins(meeting), conference=meeting.day)

    def following(self, meeting, reviewed):
        if not meeting.has_met:
            return
        turn = len(meeting.adjournments)
        if not meeting.letter_on:
            yield Duty("decisionLetter", turn, meeting.day, self.days.after(1, meeting.day), meeting.held_at,
                       conference=meeting.day)
        if not meeting.record_on:
            yield Duty("conferenceRecord", turn, meeting.day, self.days.after(15, meeting.day), meeting.held_at,
                       conference=meeting.day)
        if meeting.plan_at is None:
            return
        if not meeting.is_review and not meeting.core_group_on:
            yield Duty("coreGroup", turn, meeting.day, self.days.after(10, meeting.day), meeting.plan_at,
                       conference=meeting.day)
        if not reviewed:
            yield Duty("holdReview", turn, meeting.day, calendar.months_after(meeting.day, 6 if meeting.is_review else 3),
                       meeting.plan_at, conference=meeting.day)

    # What every invitee owes.

    def of_invitee(self, meeting, invitee):
        def duty(kind, turn, counted_from, due, since):
            return Duty(kind, turn, counted_from, due, since, invitee.number, begins(meeting), meeting.day)

        if invitee.attends and invitee.reply in ("", "apologies-without-reason"):
            yield duty("reply", meeting.moves + invitee.times_resent, invitee.sent_on,
                       self.days.after(2, invitee.sent_on), invitee.sent_at)
        due = self.days.before(5 if meeting.is_review else 3, meeting.day)
        since = max(meeting.dated_at, invitee.sent_at)
        # The deadline had passed when they came to know the day: impossible notice.
        if invitee.reports and due >= invitee.known_on:
            if invitee.report in ("", "returned"):
                yield duty("submitReport", meeting.moves + invitee.times_returned, meeting.day, due,
                           max(since, invitee.returned_at or since))
            if invitee.report != "exempt" and not self.is_shared(meeting, invitee):
                yield duty("shareWithFamily", meeting.moves + invitee.times_reshared, meeting.day, due,
                           max(since, invitee.reshared_at or since))
        if invitee.attends and invitee.has_apologised and not invitee.has_briefed_delegate:
            latest = self.days.before(1, meeting.day)
            due = min(self.days.after(1, invitee.apologised_on), max(latest, invitee.apologised_on))
            yield duty("nameDelegate", meeting.moves + invitee.searches, invitee.apologised_on, due,
                       max(invitee.searched_at, invitee.sent_at))
        yield from self.after_meeting(meeting, invitee)

    @staticmethod
    def is_shared(meeting, invitee):
        return all(invitee.sharing.get(recipient, "sent-only") != "sent-only" for recipient in meeting.family)

    def after_meeting(self, meeting, invitee):
        turn = len(meeting.adjournments)
        if meeting.has_met and invitee.attendance == "absent" and invitee.attends and not invitee.is_explained:
            yield Duty("explainAbsence", turn, meeting.day, self.days.after(1, meeting.day), invitee.absent_at,
                       invitee.number, is_second=invitee.is_second_absence)
        if invitee.record_sent and not invitee.has_corrected and not meeting.is_record_final:
            sent_on, sent_at = invitee.record_sent
            received = invitee.record_received_on or sent_on
            yield Duty("corrections", turn, received, self.days.after(10, received), sent_at, invitee.number)

    # Ladders.

    def steps(self, duty):
        """(moment, place in the ladder, step, audience) of whatever is to leave, in the order of leaving."""
        steps = []
        for place, (origin, count, audiences) in enumerate(LADDERS[duty.kind]):
            moment = self.moment(duty, origin, count)
            name = "at-once" if origin == "O" else origin + (f"{count:+}" if count else "")
            for audience in audiences:
                if audience != "partnership" or duty.is_second:
                    steps.append((moment, place, name, audience))
        steps = self.late_start(steps, duty.since)
        if duty.ends_at:
            steps = [step for step in steps if step[0] < duty.ends_at]
        # Of several for one audience that leave together, only the last of the ladder does.
        last = {}
        for step in steps:
            last[step[0], step[3]] = max(step, last.get((step[0], step[3]), step))
        return sorted(last.values())

    def late_start(self, steps, since):
        """Of those that had passed, only the latest, at once."""
        passed = [step for step in steps if step[0] < since]
        if not passed:
            return steps
        latest = max(step[0] for step in passed)
        at_once = self.hours.at_once(since)
        return [(at_once, *step[1:]) if step[0] == latest else step for step in steps if step[0] >= latest]

    def moment(self, duty, origin, count):
        if origin == "O":
            return self.hours.at_once(duty.since)
        if origin == "A":
            day = self.days.after(count, duty.counted_from)
            # Up to the deadline, what falls on a closed day leaves before it; afterwards, on the next open day.
            day = self.days.open_until(day) if day <= duty.due else self.days.open_from(day)
        else:
            work_to = self.days.open_until(duty.due) if duty.kind == "holdReview" else duty.due
            start = duty.conference if origin == "C" else work_to
            day = (self.days.open_from(self.days.after(count, start)) if count > 0
                   else self.days.before(-count, start))
        return self.hours.opening(day)


def begins(meeting):
    hour, minute = meeting.time
    return calendar.utc(meeting.day, hour, minute)

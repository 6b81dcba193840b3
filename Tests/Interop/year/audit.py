"""The audit of a period, from what the meetings of a tally became (Rulebook 8)."""

import collections
import statistics

from .days import months_after
from .meetings import Conference, Discussion


class Shares(collections.defaultdict):
    """Of each measure [how many, of how many]."""

    def __init__(self):
        super().__init__(lambda: [0, 0])

    def count(self, measure, is_so):
        self[measure][0] += bool(is_so)
        self[measure][1] += 1


class Audit:
    """agencies: by code, the shares; partnership: the shares; days: on which initial conferences were held."""

    def __init__(self, tally, first, last, today):
        self.tally, self.days, self.first, self.last, self.today = tally, tally.days, first, last, today
        self.agencies = collections.defaultdict(Shares)
        self.partnership = Shares()
        self.held_on_day = []
        for meeting in tally.meetings.values():
            if isinstance(meeting, Discussion):
                self.of_discussion(meeting)
            else:
                self.of_conference(meeting)

    @property
    def median_day(self):
        return statistics.median(self.held_on_day) if self.held_on_day else None

    def is_in(self, day):
        return self.first <= day <= self.last

    def kept(self, measure, due, done_on):
        """Done in time, where it fell due in the period and was done, or should have been."""
        if self.is_in(due) and (done_on or due < self.today):
            self.partnership.count(measure, done_on and done_on <= due)

    def of_discussion(self, meeting):
        if meeting.is_cancelled or meeting.held_at is None:
            return
        if self.is_in(meeting.day):
            due = self.days.after(1, meeting.day)
            for invitee in meeting.invitees.values():
                if invitee.attendance == "present" and not invitee.is_withdrawn and (invitee.minutes_on or due < self.today):
                    self.partnership.count("minutesInTime", invitee.minutes_on and invitee.minutes_on <= due)
        if meeting.enquiry_at:
            held = [other.day for other in self.tally.following[meeting.matter] if other.has_met and not other.is_cancelled]
            due = self.days.after(15, meeting.day)
            self.kept("initialConferenceOnTime", due, min(held, default=None))
            if held and self.is_in(due):
                self.held_on_day.append(self.working_days(meeting.day, min(held)))

    def working_days(self, day, end):
        count = 0
        while self.days.after(count + 1, day) <= end:
            count += 1
        return count

    def of_conference(self, meeting):
        if meeting.is_cancelled or not meeting.has_met:
            return
        self.kept("decisionLetterOnTime", self.days.after(1, meeting.day), meeting.letter_on)
        self.kept("recordOnTime", self.days.after(15, meeting.day), meeting.record_on)
        if meeting.plan_at:
            if not meeting.is_review:
                self.kept("coreGroupOnTime", self.days.after(10, meeting.day), meeting.core_group_on)
            reviews = [review.day for review in self.tally.reviews_after(meeting) if review.has_met]
            self.kept("reviewOnTime", months_after(meeting.day, 6 if meeting.is_review else 3), min(reviews, default=None))
        if self.is_in(meeting.day):
            for invitee in meeting.invitees.values():
                if invitee.sent_on and not invitee.is_withdrawn:
                    self.of_invitee(meeting, invitee, self.agencies[invitee.agency])

    def of_invitee(self, meeting, invitee, shares):
        has_report = invitee.first_report_on is not None and invitee.first_report_on <= meeting.day
        if invitee.capacity in ("direct-contact", "no-direct-contact") and invitee.attendance:
            came = invitee.attendance
            shares.count("attended", came in ("present", "part"))
            shares.count("delegate", came == "delegate")
            shares.count("apologiesWithReport", came == "apologies" and has_report and invitee.report != "exempt")
            shares.count("apologiesWithoutReport", came == "apologies" and not (has_report and invitee.report != "exempt"))
            shares.count("absent", came == "absent")
        if not invitee.reports:
            return
        due = self.days.before(5 if meeting.is_review else 3, meeting.day)
        has_notice = due >= invitee.known_on
        if invitee.report != "exempt":
            shares.count("report", has_report)
            if has_notice:
                shares.count("reportOnTime", has_report and invitee.first_report_on <= due)
            self.of_sharing(meeting, invitee, shares, due, has_notice)

    def of_sharing(self, meeting, invitee, shares, due, has_notice):
        words = [invitee.sharing.get(recipient, "") for recipient in meeting.family]
        if all(word == "exempt" for word in words):
            return
        on = None
        if all(word not in ("", "sent-only") for word in words):
            on = max(invitee.shared_on[recipient] for recipient in meeting.family)
        shares.count("discussed", on and on <= meeting.day)
        if has_notice:
            shares.count("discussedOnTime", on and on <= due)

import Conferences
import TestValues
import Testing
import WorkingDays

/// A command on a strategy discussion that is refused, and the sentence that says so.
struct RefusedDiscussion: Sendable, CustomTestStringConvertible {
    let reason: String
    let given: [DiscussionEvent]
    let when: DiscussionCommand
    let today: CalendarDate
    let refusal: DiscussionRefusal
    let sentence: String

    var testDescription: String { reason }

    init(
        _ reason: String, given: [DiscussionEvent] = SD.invited, when: DiscussionCommand,
        today: CalendarDate = SD.today, _ refusal: DiscussionRefusal, _ sentence: String
    ) {
        self.reason = reason
        self.given = given
        self.when = when
        self.today = today
        self.refusal = refusal
        self.sentence = sentence
    }

    static let all =
        ofArranging + ofTexts + ofDays + ofParticipants + ofAttendance + ofHolding + ofClosing + ofConferences
        + ofAreas + ofActions + ofFlags + ofMinutes + ofAdministration

    static let cancelled = SD.invited + [.cancelled(on: "2026-10-01", reason: SD.secret)]
    static let tomorrow: CalendarDate = "2026-10-06"
    static let inTheFuture = DiscussionRefusal.inTheFuture(tomorrow, today: SD.today)
    static let futureSentence =
        "2026-10-06 has not come yet (today is 2026-10-05); give the day on which it happened."
    /// The secret, and more: longer than `count`.
    static func long(_ count: Int) -> Note { Note(SD.secret.shown + String(repeating: "x", count: count)) }

    static func consider(
        _ area: AgendaAreaName = .legal, _ agency: AgencyCode? = nil, note: Note = SD.secret,
        outcome: AreaOutcome = .noActionNeeded, on: CalendarDate = "2026-10-01"
    ) -> DiscussionCommand {
        .considerArea(area, agency: agency, note: note, outcome, on: on)
    }

    static func act(_ what: Note, owner: PersonReference = "csc-2", dueOn: CalendarDate = "2026-10-08")
        -> AreaOutcome
    {
        .actions(agreed: [AgreedAction(what: what, owner: owner, dueOn: dueOn)])
    }
}

import Conferences
import TestValues
import Testing
import WorkingDays

/// A command that is refused, and what its sentence says, or at least must name.
struct RefusedCase: Sendable, CustomTestStringConvertible {
    let reason: String
    let given: [ConferenceEvent]
    let when: ConferenceCommand
    let context: DecisionContext
    let refusal: ConferenceRefusal
    let names: [String]
    /// The sentence to the letter.
    let says: String?

    var testDescription: String { reason }

    init(
        _ reason: String, given: [ConferenceEvent] = [Sample.scheduled, Sample.invited], when: ConferenceCommand,
        today: CalendarDate = Sample.today, in context: DecisionContext? = nil, refusal: ConferenceRefusal,
        names: [String] = [], says: String? = nil
    ) {
        self.reason = reason
        self.given = given
        self.when = when
        self.context = context ?? Sample.context(today: today)
        self.refusal = refusal
        self.names = names
        self.says = says
    }
}

extension RefusedCase {
    static let all =
        ofTheConference + ofTexts + ofDays + ofInviting + ofReplies + ofReports + ofAttendance + ofEnds + ofRoles
        + ofReminders + ofDrafts + ofVersions + ofTheMeeting + ofTheRegister + ofDecisions + ofTheRecord + ofPapers

    static let cancelled = [
        Sample.scheduled, Sample.invited, .cancelled(on: "2026-09-25", reason: Sample.personalNote),
    ]
    static let held = [
        Sample.scheduled, Sample.invited, .attendanceRecorded(invitation: 1, attendance: .present),
    ]
    static let apologised = [Sample.scheduled, Sample.invited, Sample.apologised]
    static let reported = [Sample.scheduled, Sample.invited, Sample.reported]
    static let exempted = [Sample.scheduled, Sample.invited, Sample.exempted]
    static let first = InvitationID(conference: Sample.reference, number: 1)
    static let accept = ConferenceCommand.reply(invitation: 1, .accepted, on: "2026-10-01")
    static let submit = ConferenceCommand.submitReport(
        invitation: 1, coversSignificantOthers: true, on: "2026-10-01")
    static let exempt = ConferenceCommand.exemptReport(
        invitation: 1, approvedBy: "csc-3", reason: Sample.personalNote, on: "2026-10-01")

    static func share(
        _ outcome: SharingOutcome, with recipient: FamilyRecipient = "mother", on: CalendarDate = "2026-10-01"
    ) -> ConferenceCommand {
        .recordSharing(invitation: 1, with: recipient, outcome, on: on)
    }

    static func schedule(
        on: CalendarDate = "2026-10-16", settledOn: CalendarDate = "2026-09-14", place: String = "Town Hall",
        chair: PersonReference = "csc-1", family: [FamilyRecipient] = ["mother"]
    ) -> ConferenceCommand {
        .schedule(
            Sample.scheduling(
                .initial, Sample.sitting(on, place: place), settledOn: settledOn, chair: chair, family: family))
    }

    static let ofTheConference = [
        RefusedCase(
            "nothing is scheduled yet", given: [], when: accept, refusal: .notScheduled(Sample.reference),
            says: "No conference HK-26-014 is scheduled; schedule it first."),
        RefusedCase(
            "it is scheduled already", when: schedule(), refusal: .alreadyScheduled(Sample.reference),
            says: "Conference HK-26-014 is scheduled already; reschedule it to move it."),
        RefusedCase(
            "it was cancelled", given: cancelled, when: accept,
            refusal: .cancelled(Sample.reference, on: "2026-09-25"),
            says: "Conference HK-26-014 was cancelled on 2026-09-25; schedule a new one under a new reference."),
        RefusedCase(
            "it was cancelled, and is to be scheduled under the same reference", given: cancelled, when: schedule(),
            refusal: .cancelled(Sample.reference, on: "2026-09-25"), names: ["HK-26-014", "new reference"]),
        RefusedCase(
            "it has been held and is to move", given: held,
            when: .reschedule(Sample.sitting("2026-10-19"), on: "2026-10-01"),
            refusal: .alreadyHeld(Sample.reference),
            says: "Conference HK-26-014 has been held; it can no longer be moved or cancelled, nor can an "
                + "invitation be made or withdrawn."),
        RefusedCase(
            "it has been held and is to be cancelled", given: held,
            when: .cancel(on: "2026-10-01", reason: Sample.personalNote),
            refusal: .alreadyHeld(Sample.reference), names: ["HK-26-014"]),
        RefusedCase(
            "it has been held and somebody is to be invited", given: held,
            when: .invite(agency: "HEA", person: "hea-1", on: "2026-10-01"), refusal: .alreadyHeld(Sample.reference),
            names: ["HK-26-014"]),
        RefusedCase(
            "it moves to where it is", when: .reschedule(Sample.sitting(), on: "2026-10-01"),
            refusal: .sittingUnchanged(Sample.reference),
            says: "Conference HK-26-014 already has that day, time and place; give another to move it."),
        RefusedCase(
            "no family recipient is named", given: [], when: schedule(family: []),
            refusal: .noFamilyRecipient(Sample.reference),
            says: "Conference HK-26-014 names no family recipient; name at least one, for example \"mother\"."),
        RefusedCase(
            "a family recipient is named twice", given: [], when: schedule(family: ["carer", "mother", "carer:1"]),
            refusal: .repeatedFamilyRecipient("carer"),
            says: "The family recipient \"carer\" is named twice; write a second one like \"carer:2\"."),
        RefusedCase(
            "the chair is unknown", given: [], when: schedule(chair: "nobody-7"),
            refusal: .unknownPerson("nobody-7"), says: "Nobody is known as nobody-7; record the person first."),
    ]

    static let ofTexts = [
        RefusedCase(
            "the place is blank", given: [], when: schedule(place: " \u{A0} "), refusal: .emptyPlace,
            says: "The place is empty; give a venue or \"video\"."),
        RefusedCase(
            "the place is too long",
            when: .reschedule(
                Sample.sitting(place: Sample.personalText + String(repeating: "x", count: 200)), on: "2026-10-01"),
            refusal: .tooLong(what: "The place", limit: 200),
            says: "The place is longer than 200 characters; shorten it."),
        RefusedCase(
            "the place hides its length in combining marks",
            when: .reschedule(
                Sample.sitting(place: "e" + String(repeating: "\u{301}", count: 200)), on: "2026-10-01"),
            refusal: .tooLong(what: "The place", limit: 200), names: ["The place", "200"]),
        RefusedCase(
            "the place would begin another header", given: [],
            when: schedule(place: "Town Hall\r\nBcc: \(Sample.personalText)"), refusal: .lineBreak(what: "The place"),
            says: "The place contains a line break or another control character; write it in one line."),
        RefusedCase(
            "the place contains a Unicode line separator", given: [], when: schedule(place: "Town\u{2028}Hall"),
            refusal: .lineBreak(what: "The place"), names: ["The place"]),
        RefusedCase(
            "a cancellation has no reason", when: .cancel(on: "2026-10-01", reason: ""),
            refusal: .emptyReason(of: "Cancelling a conference"),
            says: "Cancelling a conference needs a reason; give it in a few words."),
        RefusedCase(
            "apologies have a blank reason",
            when: .reply(invitation: 1, .apologies(reason: "\u{A0} "), on: "2026-10-01"),
            refusal: .emptyReason(of: "Sending apologies"), names: ["Sending apologies"]),
        RefusedCase(
            "an exemption has no reason",
            when: .exemptReport(invitation: 1, approvedBy: "csc-3", reason: " ", on: "2026-10-01"),
            refusal: .emptyReason(of: "Exempting an invitee from a report"), names: ["Exempting an invitee"]),
        RefusedCase(
            "a family recipient's exemption has no reason", when: share(.exempt(approvedBy: "csc-3", reason: "")),
            refusal: .emptyReason(of: "Exempting a family recipient"), names: ["Exempting a family recipient"]),
        RefusedCase(
            "a reason is too long",
            when: .cancel(on: "2026-10-01", reason: Note(Sample.personalText + String(repeating: "x", count: 500))),
            refusal: .tooLong(what: "The reason", limit: 500), names: ["The reason", "500"]),
        RefusedCase(
            "a reason has two lines", when: .cancel(on: "2026-10-01", reason: Note("\(Sample.personalText)\nToday")),
            refusal: .lineBreak(what: "The reason"), names: ["The reason"]),
    ]

    static let ofDays = [
        RefusedCase(
            "it was settled in the future", given: [], when: schedule(settledOn: "2026-10-02"),
            refusal: .inTheFuture("2026-10-02", today: "2026-10-01"),
            says: "2026-10-02 has not come yet (today is 2026-10-01); give the day on which it happened."),
        RefusedCase(
            "it moves before the day on which that is settled",
            when: .reschedule(Sample.sitting("2026-09-29"), on: "2026-09-30"),
            refusal: .sittingInThePast("2026-09-29", settledOn: "2026-09-30"),
            says: "A conference cannot be set on 2026-09-30 for 2026-09-29, which had passed; give that day or a "
                + "later one."),
        RefusedCase(
            "it moves in the future", when: .reschedule(Sample.sitting("2026-10-19"), on: "2026-10-02"),
            refusal: .inTheFuture("2026-10-02", today: "2026-10-01"), names: ["2026-10-02"]),
        RefusedCase(
            "it is cancelled in the future", when: .cancel(on: "2026-10-02", reason: Sample.personalNote),
            refusal: .inTheFuture("2026-10-02", today: "2026-10-01"), names: ["2026-10-02"]),
        RefusedCase(
            "it lies too late for its deadlines", given: [], when: schedule(on: "2100-01-04"),
            refusal: .outsideCalendar("2100-01-04", first: "2012-03-01", last: "2099-11-26"),
            says: "2100-01-04 lies outside the calendar; give a day from 2012-03-01 to 2099-11-26, leaving room "
                + "for the deadlines."),
        RefusedCase(
            "it was settled before the calendar begins", given: [], when: schedule(settledOn: "1926-09-14"),
            refusal: .outsideCalendar("1926-09-14", first: "2012-03-01", last: "2099-11-26"), names: ["1926-09-14"]),
        RefusedCase(
            "it moved before the calendar begins", when: .reschedule(Sample.sitting("2026-10-19"), on: "1926-09-14"),
            refusal: .outsideCalendar("1926-09-14", first: "2012-03-01", last: "2099-11-26"), names: ["1926-09-14"]),
        RefusedCase(
            "an invitation went out before the calendar begins",
            when: .invite(agency: "HEA", person: "hea-1", on: "1926-09-14"),
            refusal: .outsideCalendar("1926-09-14", first: "2012-03-01", last: "2099-11-26"), names: ["1926-09-14"]),
    ]

    static let ofInviting = [
        RefusedCase(
            "the agency is unknown", when: .invite(agency: "ZOO", person: nil, on: "2026-10-01"),
            refusal: .unknownAgency("ZOO"), says: "No agency is known as ZOO; record the agency first."),
        RefusedCase(
            "the invitee is unknown", when: .invite(agency: "POL", person: "pol-9", on: "2026-10-01"),
            refusal: .unknownPerson("pol-9"), names: ["pol-9"]),
        RefusedCase(
            "the invitee belongs elsewhere", when: .invite(agency: "POL", person: "hea-1", on: "2026-10-01"),
            refusal: .ofAnotherAgency("hea-1", agency: "HEA", invitedFor: "POL"),
            says: "hea-1 belongs to HEA, not to POL; invite them for their own agency."),
        RefusedCase(
            "the person is invited already", when: .invite(agency: "POL", person: "pol-1", on: "2026-10-01"),
            refusal: .alreadyInvited("POL", "pol-1"),
            says: "pol-1 is invited for POL already; withdraw that invitation first."),
        RefusedCase(
            "the agency is invited by role already",
            given: [Sample.scheduled, .invited(invitation: 1, agency: "POL", person: nil, on: "2026-09-21")],
            when: .invite(agency: "POL", person: nil, on: "2026-10-01"), refusal: .alreadyInvited("POL", nil),
            names: ["The agency", "POL"]),
        RefusedCase(
            "the invitation goes out after the conference",
            when: .invite(agency: "HEA", person: "hea-1", on: "2026-10-17"), today: "2026-10-20",
            refusal: .invitedAfterSitting(on: "2026-10-17", sitting: "2026-10-16"),
            says: "An invitation cannot go out on 2026-10-17, after the conference of 2026-10-16."),
        RefusedCase(
            "the invitation goes out in the future", when: .invite(agency: "HEA", person: "hea-1", on: "2026-10-02"),
            refusal: .inTheFuture("2026-10-02", today: "2026-10-01"), names: ["2026-10-02"]),
        RefusedCase(
            "there is no such invitation", when: .withdraw(invitation: 2, on: "2026-10-01"),
            refusal: .unknownInvitation(2, of: Sample.reference), says: "Conference HK-26-014 has no invitation 2."),
        RefusedCase(
            "invitations are numbered from 1", when: .withdraw(invitation: 0, on: "2026-10-01"),
            refusal: .unknownInvitation(0, of: Sample.reference), names: ["HK-26-014", "0"]),
        RefusedCase(
            "the invitation was withdrawn",
            given: [Sample.scheduled, Sample.invited, .withdrawn(invitation: 1, on: "2026-09-28")], when: submit,
            refusal: .invitationWithdrawn(first, on: "2026-09-28"),
            says: "Invitation HK-26-014#1 was withdrawn on 2026-09-28; invite anew to record anything for it."),
        RefusedCase(
            "the invitation is withdrawn before it went out", when: .withdraw(invitation: 1, on: "2026-09-20"),
            refusal: .beforeInvitation("2026-09-20", sentOn: "2026-09-21"),
            says: "2026-09-20 lies before the invitation of 2026-09-21; give that day or a later one."),
    ]
}

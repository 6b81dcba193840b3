import Conferences
import TestValues
import Testing
import WorkingDays

/// A command that is refused, and what its sentence must name.
struct RefusedCase: Sendable, CustomTestStringConvertible {
    let reason: String
    let given: [ConferenceEvent]
    let when: ConferenceCommand
    let today: CalendarDate
    let refusal: ConferenceRefusal
    let names: [String]

    var testDescription: String { reason }

    init(
        _ reason: String, given: [ConferenceEvent] = [Sample.scheduled, Sample.invited], when: ConferenceCommand,
        today: CalendarDate = Sample.today, refusal: ConferenceRefusal, names: [String]
    ) {
        self.reason = reason
        self.given = given
        self.when = when
        self.today = today
        self.refusal = refusal
        self.names = names
    }
}

extension RefusedCase {
    static let all = ofTheConference + ofTexts + ofDays + ofInviting + ofReplies + ofReports + ofAttendance

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
            names: ["HK-26-014"]),
        RefusedCase(
            "it is scheduled already", when: schedule(), refusal: .alreadyScheduled(Sample.reference),
            names: ["HK-26-014"]),
        RefusedCase(
            "it was cancelled", given: cancelled, when: accept,
            refusal: .cancelled(Sample.reference, on: "2026-09-25"), names: ["HK-26-014", "2026-09-25"]),
        RefusedCase(
            "it was cancelled, and is to be scheduled under the same reference", given: cancelled, when: schedule(),
            refusal: .cancelled(Sample.reference, on: "2026-09-25"), names: ["HK-26-014", "new reference"]),
        RefusedCase(
            "it has been held and is to move", given: held,
            when: .reschedule(Sample.sitting("2026-10-19"), on: "2026-10-01"),
            refusal: .alreadyHeld(Sample.reference), names: ["HK-26-014"]),
        RefusedCase(
            "it has been held and is to be cancelled", given: held, when: .cancel(on: "2026-10-01", reason: "None"),
            refusal: .alreadyHeld(Sample.reference), names: ["HK-26-014"]),
        RefusedCase(
            "it has been held and somebody is to be invited", given: held,
            when: .invite(agency: "HEA", person: "hea-1", on: "2026-10-01"), refusal: .alreadyHeld(Sample.reference),
            names: ["HK-26-014"]),
        RefusedCase(
            "it moves to where it is", when: .reschedule(Sample.sitting(), on: "2026-10-01"),
            refusal: .sittingUnchanged(Sample.reference), names: ["HK-26-014"]),
        RefusedCase(
            "no family recipient is named", given: [], when: schedule(family: []),
            refusal: .noFamilyRecipient(Sample.reference), names: ["HK-26-014", "mother"]),
        RefusedCase(
            "a family recipient is named twice", given: [], when: schedule(family: ["carer", "mother", "carer:1"]),
            refusal: .repeatedFamilyRecipient("carer"), names: ["\"carer\"", "carer:2"]),
        RefusedCase(
            "the chair is unknown", given: [], when: schedule(chair: "nobody-7"),
            refusal: .unknownPerson("nobody-7"), names: ["nobody-7"]),
    ]

    static let ofTexts = [
        RefusedCase(
            "the place is blank", given: [], when: schedule(place: " \u{A0} "), refusal: .emptyPlace, names: ["place"]),
        RefusedCase(
            "the place is too long",
            when: .reschedule(
                Sample.sitting(place: Sample.personalText + String(repeating: "x", count: 200)), on: "2026-10-01"),
            refusal: .tooLong(what: "The place", limit: 200), names: ["The place", "200"]),
        RefusedCase(
            "the place hides its length in combining marks",
            when: .reschedule(
                Sample.sitting(place: "e" + String(repeating: "\u{301}", count: 200)), on: "2026-10-01"),
            refusal: .tooLong(what: "The place", limit: 200), names: ["The place", "200"]),
        RefusedCase(
            "the place would begin another header", given: [],
            when: schedule(place: "Town Hall\r\nBcc: \(Sample.personalText)"), refusal: .lineBreak(what: "The place"),
            names: ["The place"]),
        RefusedCase(
            "the place contains a Unicode line separator", given: [], when: schedule(place: "Town\u{2028}Hall"),
            refusal: .lineBreak(what: "The place"), names: ["The place"]),
        RefusedCase(
            "a cancellation has no reason", when: .cancel(on: "2026-10-01", reason: ""),
            refusal: .emptyReason(of: "Cancelling a conference"), names: ["Cancelling a conference"]),
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
            refusal: .inTheFuture("2026-10-02", today: "2026-10-01"), names: ["2026-10-02", "2026-10-01"]),
        RefusedCase(
            "it moves before the day on which that is settled",
            when: .reschedule(Sample.sitting("2026-09-29"), on: "2026-09-30"),
            refusal: .sittingInThePast("2026-09-29", settledOn: "2026-09-30"), names: ["2026-09-29", "2026-09-30"]),
        RefusedCase(
            "it moves in the future", when: .reschedule(Sample.sitting("2026-10-19"), on: "2026-10-02"),
            refusal: .inTheFuture("2026-10-02", today: "2026-10-01"), names: ["2026-10-02"]),
        RefusedCase(
            "it is cancelled in the future", when: .cancel(on: "2026-10-02", reason: "None"),
            refusal: .inTheFuture("2026-10-02", today: "2026-10-01"), names: ["2026-10-02"]),
        RefusedCase(
            "it lies too late for its deadlines", given: [], when: schedule(on: "2100-01-04"),
            refusal: .outsideCalendar("2100-01-04", first: "2012-03-01", last: "2099-11-26"),
            names: ["2100-01-04", "2012-03-01", "2099-11-26"]),
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
            refusal: .unknownAgency("ZOO"), names: ["ZOO"]),
        RefusedCase(
            "the invitee is unknown", when: .invite(agency: "POL", person: "pol-9", on: "2026-10-01"),
            refusal: .unknownPerson("pol-9"), names: ["pol-9"]),
        RefusedCase(
            "the invitee belongs elsewhere", when: .invite(agency: "POL", person: "hea-1", on: "2026-10-01"),
            refusal: .ofAnotherAgency("hea-1", agency: "HEA", invitedFor: "POL"), names: ["hea-1", "HEA", "POL"]),
        RefusedCase(
            "the person is invited already", when: .invite(agency: "POL", person: "pol-1", on: "2026-10-01"),
            refusal: .alreadyInvited("POL", "pol-1"), names: ["pol-1", "POL"]),
        RefusedCase(
            "the agency is invited by role already",
            given: [Sample.scheduled, .invited(invitation: 1, agency: "POL", person: nil, on: "2026-09-21")],
            when: .invite(agency: "POL", person: nil, on: "2026-10-01"), refusal: .alreadyInvited("POL", nil),
            names: ["The agency", "POL"]),
        RefusedCase(
            "the invitation goes out after the conference",
            when: .invite(agency: "HEA", person: "hea-1", on: "2026-10-17"), today: "2026-10-20",
            refusal: .invitedAfterSitting(on: "2026-10-17", sitting: "2026-10-16"),
            names: ["2026-10-17", "2026-10-16"]),
        RefusedCase(
            "the invitation goes out in the future", when: .invite(agency: "HEA", person: "hea-1", on: "2026-10-02"),
            refusal: .inTheFuture("2026-10-02", today: "2026-10-01"), names: ["2026-10-02"]),
        RefusedCase(
            "there is no such invitation", when: .withdraw(invitation: 2, on: "2026-10-01"),
            refusal: .unknownInvitation(2, of: Sample.reference), names: ["HK-26-014", "2"]),
        RefusedCase(
            "invitations are numbered from 1", when: .withdraw(invitation: 0, on: "2026-10-01"),
            refusal: .unknownInvitation(0, of: Sample.reference), names: ["HK-26-014", "0"]),
        RefusedCase(
            "the invitation was withdrawn",
            given: [Sample.scheduled, Sample.invited, .withdrawn(invitation: 1, on: "2026-09-28")], when: submit,
            refusal: .invitationWithdrawn(first, on: "2026-09-28"), names: ["HK-26-014#1", "2026-09-28"]),
        RefusedCase(
            "the invitation is withdrawn before it went out", when: .withdraw(invitation: 1, on: "2026-09-20"),
            refusal: .beforeInvitation("2026-09-20", sentOn: "2026-09-21"), names: ["2026-09-20", "2026-09-21"]),
    ]
}

import Conferences
import TestValues
import WorkingDays

// What a meeting provides for, the register, the ruling and the decisions.
extension RefusedCase {
    private static let excluding = ConferenceEvent.exclusionRequested(
        exclusion: 1, of: "father", by: "csc-3", reason: Sample.personalNote, lateBecause: nil, on: "2026-09-28")
    private static let excluded = ConferenceEvent.exclusionDecided(
        exclusion: 1, granted: false, reason: Sample.personalNote, on: "2026-09-30")

    private static func exclude(on: CalendarDate = "2026-10-01", lateBecause: Note? = nil) -> ConferenceCommand {
        .requestExclusion(
            of: "father", by: "csc-3", reason: Sample.personalNote, lateBecause: lateBecause, on: on)
    }

    private static func decide(_ number: Int = 1, on: CalendarDate = "2026-10-01") -> ConferenceCommand {
        .decideExclusion(number, granted: true, reason: Sample.personalNote, on: on)
    }

    private static func split(_ groups: [FamilyRecipient]...) -> ConferenceCommand {
        .split(into: groups, reason: Sample.personalNote, on: "2026-10-01")
    }

    static let ofTheMeeting = [
        RefusedCase(
            "there is no such need", when: .arrangeNeed(1, on: "2026-10-01"),
            refusal: .unknownNeed(1, of: Sample.reference), says: "Conference HK-26-014 has no need 1."),
        RefusedCase(
            "a need is arranged twice",
            given: Story.arranged + [
                .needRecorded(
                    need: 1, kind: .advocate, recipient: "mother", detail: Sample.personalNote, on: "2026-09-28"),
                .needArranged(need: 1, on: "2026-09-30"),
            ], when: .arrangeNeed(1, on: "2026-10-01"), refusal: .needArrangedAlready(1, on: "2026-09-30"),
            says: "Need 1 was arranged on 2026-09-30 already."),
        RefusedCase(
            "somebody of another family has a need",
            when: .recordNeed(.access, for: "child", detail: Sample.personalNote, on: "2026-10-01"),
            refusal: .notAFamilyRecipient("child", expected: ["mother", "father"]), names: ["child"]),
        RefusedCase(
            "an exclusion waits already", given: Story.arranged + [excluding], when: exclude(),
            refusal: .exclusionPending("father"),
            says: "A request to exclude \"father\" waits for the chair already; decide it first."),
        RefusedCase(
            "an exclusion comes late", when: exclude(on: "2026-10-14"), today: "2026-10-14",
            refusal: .exclusionLate("2026-10-14", latest: "2026-10-13"),
            says: "A request of 2026-10-14 comes too late: exclusion is asked for by 2026-10-13; "
                + "if it cannot wait, say why it is late."),
        RefusedCase(
            "a late exclusion gives no reason", when: exclude(on: "2026-10-14", lateBecause: " "),
            today: "2026-10-14", refusal: .emptyReason(of: "A late request"), names: ["A late request"]),
        RefusedCase(
            "there is no such exclusion", when: decide(3), refusal: .unknownExclusion(3, of: Sample.reference),
            says: "Conference HK-26-014 has no exclusion request 3."),
        RefusedCase(
            "an exclusion is decided twice", given: Story.arranged + [excluding, excluded], when: decide(),
            refusal: .exclusionDecidedAlready(1, on: "2026-09-30"),
            says: "Exclusion request 1 was decided on 2026-09-30 already; a new request can be made."),
        RefusedCase(
            "an exclusion is decided before it was asked for", given: Story.arranged + [excluding],
            when: decide(on: "2026-09-27"), refusal: .beforeRequest("2026-09-27", requestedOn: "2026-09-28"),
            says: "2026-09-27 lies before the request of 2026-09-28; give that day or a later one."),
        RefusedCase(
            "a split leaves somebody out", when: split(["mother"], []),
            refusal: .badSplit(expected: ["mother", "father"]),
            says: "A split names every family recipient once, in two groups or more: mother, father."),
        RefusedCase(
            "a split has one group", when: split(["mother", "father"]),
            refusal: .badSplit(expected: ["mother", "father"]), names: ["two groups"]),
        RefusedCase(
            "a split names somebody twice", when: split(["mother"], ["father", "mother"]),
            refusal: .badSplit(expected: ["mother", "father"]), names: ["once"]),
        RefusedCase(
            "a split comes after the day", given: held, when: split(["mother"], ["father"]),
            refusal: .alreadyHeld(Sample.reference), names: ["HK-26-014"]),
    ]

    private static func register(_ lines: RegisterLine...) -> ConferenceCommand { .recordAttendance(lines) }

    private static func correct(_ attendance: Attendance) -> ConferenceCommand {
        .correctAttendance(invitation: 1, AttendanceEntry(attendance), reason: Sample.personalNote)
    }

    private static func explain(_ number: Int) -> ConferenceCommand {
        .explainAbsence(invitation: number, reason: Sample.personalNote, on: "2026-10-19")
    }

    static let ofTheRegister = [
        RefusedCase(
            "nobody was absent", given: Story.quorate, when: explain(1), today: "2026-10-19",
            refusal: .notAbsent(first),
            says: "Invitation HK-26-014#1 is not recorded as absent without apologies; there is nothing to explain."),
        RefusedCase(
            "an absence is explained twice",
            given: Story.inquorate + [
                .absenceExplained(invitation: 2, reason: Sample.personalNote, on: "2026-10-18")
            ], when: explain(2), today: "2026-10-19",
            refusal: .absenceExplainedAlready(
                InvitationID(conference: Sample.reference, number: 2), on: "2026-10-18"),
            says: "The absence of invitation HK-26-014#2 was explained on 2026-10-18 already."),
        RefusedCase(
            "the register is empty", when: register(), today: "2026-10-16", refusal: .emptyRegister,
            says: "The register holds no line; give at least one invitation with its attendance."),
        RefusedCase(
            "somebody stands twice in the register",
            when: register(RegisterLine(invitation: 1, .present), RegisterLine(invitation: 1, .absent)),
            today: "2026-10-16", refusal: .twiceInRegister(1),
            says: "Invitation 1 stands twice in the register; keep one line."),
        RefusedCase(
            "somebody stands in the register already", given: held,
            when: register(RegisterLine(invitation: 1, .absent)),
            today: "2026-10-16", refusal: .attendanceRecordedAlready(first),
            says: "The attendance of invitation HK-26-014#1 is recorded already; correct it, with a reason."),
        RefusedCase(
            "there is nothing to correct", when: correct(.present), today: "2026-10-16",
            refusal: .noAttendanceYet(first),
            says: "Invitation HK-26-014#1 has no attendance to correct; record it."),
        RefusedCase(
            "a correction changes nothing", given: held, when: correct(.present), today: "2026-10-16",
            refusal: .attendanceUnchanged(first),
            says: "Invitation HK-26-014#1 stands like that in the register already."),
        RefusedCase(
            "somebody present throughout left early",
            when: register(RegisterLine(invitation: 1, AttendanceEntry(.present, leftAt: "11:00"))),
            today: "2026-10-16", refusal: .timesWithoutPart,
            says: "Times of joining and leaving go with attendance in part only."),
        RefusedCase(
            "somebody left before joining",
            when: register(
                RegisterLine(invitation: 1, AttendanceEntry(.part, joinedAt: "11:00", leftAt: "10:45"))),
            today: "2026-10-16", refusal: .leftBeforeJoining("11:00", "10:45"),
            says: "Somebody who joined at 11:00 cannot have left at 10:45; give a later time."),
        RefusedCase(
            "it is adjourned, and somebody is entered", given: Story.adjourned,
            when: register(RegisterLine(invitation: 1, .present)), today: "2026-10-20",
            refusal: .adjourned(Sample.reference, on: "2026-10-16", what: "The register"), names: ["The register"]),
        RefusedCase(
            "a draft attended", given: Story.draft, when: register(RegisterLine(invitation: 1, .present)),
            today: "2026-10-16", refusal: .invitationNotSent(first), names: ["draft"]),
    ]

    private static let adjourn = ConferenceCommand.rule(.adjourned(note: Sample.personalNote), on: "2026-10-16")
    private static let makePlan = ConferenceCommand.decide(
        child: "ch-1", ChildDecision(plan: .neglect), on: "2026-10-16")

    static let ofDecisions = [
        RefusedCase(
            "everything is decided", given: Story.decided, when: adjourn, today: "2026-10-16",
            refusal: .ruledTooLate(Sample.reference),
            says: "Conference HK-26-014 has been decided; its quoracy can no longer be ruled on."),
        RefusedCase(
            "it is adjourned after deciding for one child", given: Story.proceeded + [Story.plan], when: adjourn,
            today: "2026-10-16", refusal: .ruledTooLate(Sample.reference), names: ["HK-26-014"]),
        RefusedCase(
            "enough groups came", given: Story.quorate, when: adjourn, today: "2026-10-16",
            refusal: .isQuorate(Sample.reference),
            says: "Conference HK-26-014 is quorate by its register; no ruling is needed. "
                + "Correct the register if it is wrong."),
        RefusedCase(
            "the ruling is empty", given: Story.inquorate,
            when: .rule(.proceeded(because: .lackOfContact, note: ""), on: "2026-10-16"), today: "2026-10-16",
            refusal: .emptyReason(of: "A ruling"), names: ["A ruling"]),
        RefusedCase(
            "the adjournment is empty", given: Story.inquorate, when: .rule(.adjourned(note: ""), on: "2026-10-16"),
            today: "2026-10-16", refusal: .emptyReason(of: "An adjournment"), names: ["An adjournment"]),
        RefusedCase(
            "no child is named", given: held, when: makePlan, today: "2026-10-16",
            refusal: .unknownChild("ch-1", known: []),
            says: "The conference names no children; add child ch-1 first."),
        RefusedCase(
            "another child is decided on", given: Story.quorate,
            when: .decide(child: "ch-9", ChildDecision(plan: nil), on: "2026-10-16"), today: "2026-10-16",
            refusal: .unknownChild("ch-9", known: ["ch-1", "ch-2"]),
            says: "Child ch-9 is not of this conference; use ch-1, ch-2."),
        RefusedCase(
            "a child is decided on twice", given: Story.decided, when: makePlan, today: "2026-10-16",
            refusal: .decidedAlready("ch-1"), says: "A decision for child ch-1 is recorded already."),
        RefusedCase(
            "a decision is corrected that was not recorded", given: Story.quorate,
            when: .correctDecision(child: "ch-1", ChildDecision(plan: nil), reason: Sample.personalNote),
            today: "2026-10-16",
            refusal: .undecided("ch-1"),
            says: "No decision for child ch-1 is recorded yet, so that there is none to correct."),
        RefusedCase(
            "a decision of another child is corrected", given: Story.decided,
            when: .correctDecision(child: "ch-9", ChildDecision(plan: nil), reason: Sample.personalNote),
            today: "2026-10-16",
            refusal: .unknownChild("ch-9", known: ["ch-1", "ch-2"]), names: ["ch-9"]),
        RefusedCase(
            "a decision is corrected to what it is", given: Story.decided,
            when: .correctDecision(child: "ch-1", ChildDecision(plan: .neglect), reason: Sample.personalNote),
            today: "2026-10-16",
            refusal: .decisionUnchanged("ch-1"), says: "The decision for child ch-1 stands like this already."),
        RefusedCase(
            "a decision is corrected without a reason", given: Story.decided,
            when: .correctDecision(child: "ch-1", ChildDecision(plan: nil), reason: " "), today: "2026-10-16",
            refusal: .emptyReason(of: "Correcting a decision"), names: ["Correcting a decision"]),
        RefusedCase(
            "a decision is corrected with a dissent that is empty", given: Story.decided,
            when: .correctDecision(
                child: "ch-1", ChildDecision(plan: nil, dissent: [.init(agency: "HEA", note: " ")]),
                reason: Sample.personalNote),
            today: "2026-10-16", refusal: .emptyReason(of: "A dissent"), names: ["A dissent"]),
        RefusedCase(
            "a plan is made without a quorum", given: Story.inquorate, when: makePlan, today: "2026-10-16",
            refusal: inquorate(ends: false),
            says: "Conference HK-26-014 was not quorate (1 of 3 groups (police), and no children’s social care); "
                + "a plan needs the chair's ruling with its reason first."),
        RefusedCase(
            "a plan ends without a quorum", given: Story.inquorate,
            when: .decide(child: "ch-1", ChildDecision(plan: nil), on: "2026-10-16"), today: "2026-10-16",
            refusal: inquorate(ends: true), names: ["going without a plan needs"]),
        RefusedCase(
            "a dissent is empty", given: Story.quorate,
            when: .decide(
                child: "ch-1", ChildDecision(plan: .neglect, dissent: [.init(agency: "HEA", note: " ")]),
                on: "2026-10-16"), today: "2026-10-16",
            refusal: .emptyReason(of: "A dissent"), names: ["A dissent"]),
    ]

    private static func inquorate(ends: Bool) -> ConferenceRefusal {
        .inquorateWithoutRuling(
            Sample.reference, shortfall: "1 of 3 groups (police), and no children’s social care", ends: ends)
    }
}

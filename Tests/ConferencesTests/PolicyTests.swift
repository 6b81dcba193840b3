import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("The standard policy")
struct PolicyTests {
    @Test(
        "is the rulebook's table",
        arguments: [
            (
                ObligationKind.conveneInitial, "15 working days after", "15 working days after",
                "A+3 owner, A+5 owner, A+7 teamManager, A+10 headOfService"
            ),
            (.holdReview, "3 months after", "6 months after", "T-30 owner, T-20 owner, T-15 chair"),
            (.sendInvitations, "7 working days before", "20 working days before", "T owner, T+1 chair"),
            (.reply, "2 working days after", "2 working days after", "T owner, T+1 owner, T+2 owner, T+3 agencyLead"),
            (
                .submitReport, "3 working days before", "5 working days before",
                "T-5 owner, T-2 owner, T owner, T+1 owner agencyLead, C-1 chair"
            ),
            (
                .shareWithFamily, "3 working days before", "5 working days before",
                "T-5 owner, T-2 owner, T owner, T+1 owner agencyLead, C-1 chair"
            ),
            (.nameDelegate, "1 working day after", "1 working day after", "at-once owner, T agencyLead"),
            (.decisionLetter, "1 working day after", "1 working day after", "T owner, T+1 serviceManager"),
            (.coreGroup, "10 working days after", "10 working days after", "A+5 owner, A+8 owner, T+1 chair"),
            (
                .conferenceRecord, "15 working days after", "15 working days after",
                "A+10 owner, A+13 owner, T+1 serviceManager"
            ),
            (.corrections, "10 working days after", "10 working days after", "A+8 owner"),
            (
                .discussionMinutes, "1 working day after", "1 working day after",
                "T owner, T+1 owner participant, T+2 teamManager"
            ),
            (
                .explainAbsence, "1 working day after", "1 working day after",
                "at-once agencyLead, at-once partnership repeated, T+1 agencyLead"
            ),
            (.redate, "10 working days after", "10 working days after", "T-5 owner, T owner, T+1 chair"),
        ] as [(ObligationKind, String, String, String)])
    func table(kind: ObligationKind, initial: String, review: String, ladder: String) throws {
        let rule = try #require(Policy.standard.rules[kind])
        #expect(rule.kind == kind)
        #expect(rule.initial.description == initial && rule.review.description == review)
        #expect(rule.ladder.map(\.description).joined(separator: ", ") == ladder)
        #expect(rule.noLaterThan?.description == (kind == .nameDelegate ? "1 working day before" : nil))
        #expect(rule.offset(for: .review) == rule.review && rule.offset(for: .transferIn) == rule.initial)
    }

    @Test("has a rule for each kind, ends days at midnight and sends from nine to five")
    func whole() {
        #expect(Set(Policy.standard.rules.keys) == Set(ObligationKind.standard))
        #expect(Policy.standard.cutOff == "23:59:59")
        #expect(Policy.standard.sendingHours == SendingHours(opens: "09:00", closes: "17:00"))
    }

    @Test("gives a conference's deadlines in the order of their dates")
    func deadlines() throws {
        let found = try Policy.standard.deadlines(
            of: .initial, on: "2026-12-22", at: "10:00", calendar: GovUKList.englandAndWales)
        #expect(
            found.map { "\($0.rule.kind.rawValue) \($0.deadline.on)" } == [
                "sendInvitations 2026-12-11", "shareWithFamily 2026-12-17", "submitReport 2026-12-17",
                "decisionLetter 2026-12-23", "coreGroup 2027-01-08", "conferenceRecord 2027-01-15",
                "holdReview 2027-03-22",
            ])
    }

    @Test("has a heading and an anchor's phrase for everything")
    func words() {
        #expect(Set(ObligationKind.standard.map(\.standardTitle)).count == ObligationKind.standard.count)
        #expect(DeadlineAnchor.apologies.phrase == "the apologies" && DeadlineAnchor.planMade.phrase == "the plan")
    }
}

@Suite("A deadline")
struct DeadlineTests {
    private func deadline(
        _ offset: DeadlineOffset, from day: CalendarDate, at time: TimeOfDay = "10:00", closed: [CalendarDate] = []
    ) throws -> Deadline {
        try offset.deadline(from: day, at: time, cutOff: "17:00", calendar: GovUKList.calendar(closed: closed))
    }

    @Test(
        "counts in the unit of its rule, and shows the day to work to",
        arguments: [
            ("3 working days before", "2026-10-16", "2026-10-13", "2026-10-13", "2026-10-13T16:00:00Z"),
            ("3 clear working days before", "2026-10-16", "2026-10-12", "2026-10-12", "2026-10-12T16:00:00Z"),
            ("15 working days after", "2026-12-01", "2026-12-22", "2026-12-22", "2026-12-22T17:00:00Z"),
            ("15 working days after", "2026-12-26", "2027-01-19", "2027-01-19", "2027-01-19T17:00:00Z"),
            ("0 working days before", "2026-10-18", "2026-10-16", "2026-10-16", "2026-10-16T16:00:00Z"),
            ("7 calendar days before", "2026-04-10", "2026-04-03", "2026-04-02", "2026-04-03T16:00:00Z"),
            ("10 calendar days after", "2026-10-15", "2026-10-25", "2026-10-23", "2026-10-25T17:00:00Z"),
            ("3 months after", "2026-11-30", "2027-02-28", "2027-02-26", "2027-02-28T17:00:00Z"),
            ("6 months before", "2026-08-31", "2026-02-28", "2026-02-27", "2026-02-28T17:00:00Z"),
            // Hours run through the change of the clocks and know no cut-off.
            ("48 hours after", "2026-10-24", "2026-10-26", "2026-10-26", "2026-10-26T09:00:00Z"),
            ("24 hours before", "2026-10-25", "2026-10-24", "2026-10-23", "2026-10-24T10:00:00Z"),
        ] as [(DeadlineOffset, CalendarDate, CalendarDate, CalendarDate, Timestamp)])
    func units(offset: DeadlineOffset, day: CalendarDate, on: CalendarDate, workTo: CalendarDate, at: Timestamp) throws
    {
        #expect(try deadline(offset, from: day) == Deadline(on: on, workTo: workTo, at: at, isProvisional: false))
    }

    @Test("after a closure is not extended, and before one comes earlier")
    func closures() throws {
        #expect(try deadline("2 working days after", from: "2026-12-22", closed: ["2026-12-24"]).on == "2026-12-24")
        #expect(try deadline("1 working day before", from: "2026-12-29", closed: ["2026-12-24"]).on == "2026-12-23")
        #expect(
            try deadline("2 calendar days after", from: "2026-12-22", closed: ["2026-12-24"]).workTo == "2026-12-23")
    }

    @Test(
        "past the published holidays is provisional in every unit that looks at them",
        arguments: [
            "3 working days before", "1 working day after", "7 calendar days after", "1 month after", "48 hours after",
        ] as [DeadlineOffset])
    func provisional(_ offset: DeadlineOffset) throws {
        #expect(try deadline(offset, from: "2031-10-16").isProvisional)
        #expect(try !deadline(offset, from: "2026-10-16").isProvisional)
    }

    @Test(
        "outside the calendar is refused", arguments: ["3 working days before", "1 month before"] as [DeadlineOffset])
    func outside(_ offset: DeadlineOffset) {
        #expect(throws: WorkingDayError.self) { try deadline(offset, from: "2012-01-02") }
    }
}

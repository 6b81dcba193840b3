import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("Advice after what was recorded")
struct ConferenceAdviceTests {
    private let reference = Sample.reference
    private let first = InvitationID(conference: Sample.reference, number: 1)

    private static let table: [ConferenceEvent] = [
        Sample.scheduled, Sample.invited, .invited(invitation: 2, agency: "CSC", person: "csc-3", on: "2026-09-21"),
        .invited(invitation: 3, agency: "HEA", person: "hea-1", on: "2026-09-21"),
        .invited(
            invitation: 4, agency: "EDU", person: "edu-1", on: "2026-09-21", capacity: .reportOnly),
    ]

    private func advice(
        _ before: [ConferenceEvent], then events: ConferenceEvent..., inquorateBefore: ConferenceReference? = nil,
        calendar: WorkingDayCalendar = GovUKList.englandAndWales
    ) throws -> [ConferenceAdvice] {
        try ConferenceAdviser(
            conference: try #require(given(before + events).conference), policy: .standard, agencies: Sample.agencies,
            calendar: calendar, inquorateBefore: inquorateBefore
        ).advice(after: events)
    }

    @Test("says which of the three that apologies need are missing, until they are complete")
    func apologies() throws {
        let given = [Sample.scheduled, Sample.invited]
        #expect(
            try advice(given, then: .replied(invitation: 1, reply: .apologies(reason: nil), on: "2026-10-01"))
                == [.apologiesLack(first, [.reason, .report, .delegate])])
        #expect(try advice(given, then: Sample.apologised) == [.apologiesLack(first, [.report, .delegate])])
        let briefed = given + [Sample.apologised, Sample.delegateNamed]
        #expect(try advice(briefed, then: Sample.delegateBriefed) == [.apologiesLack(first, [.report])])
        #expect(
            try advice(briefed + [Sample.delegateBriefed], then: Sample.reported) == [.apologiesComplete(first)])
    }

    @Test("says nothing of apologies after another reply or for somebody who comes")
    func comes() throws {
        let given = [Sample.scheduled, Sample.invited]
        #expect(try advice(given, then: .replied(invitation: 1, reply: .accepted, on: "2026-10-01")).isEmpty)
        #expect(try advice(given, then: Sample.reported).isEmpty)
    }

    @Test("says that a report without significant others, and one that was only sent, are not enough")
    func reports() throws {
        let given = [Sample.scheduled, Sample.invited]
        #expect(
            try advice(given, then: .reportSubmitted(invitation: 1, coversSignificantOthers: false, on: "2026-10-01"))
                == [.lacksSignificantOthers(first)])
        #expect(try advice(given, then: Sample.shared("mother", .sentOnly)) == [.onlySent(first, "mother")])
        #expect(try advice(given, then: Sample.shared("mother")).isEmpty)
    }

    @Test("says whether the register is quorate, once, and whom it lacks; report-only invitees are in no register")
    func register() throws {
        #expect(
            try advice(
                Self.table, then: .attendanceRecorded(invitation: 1, attendance: .present),
                .attendanceRecorded(invitation: 2, attendance: .present))
                == [
                    .registerLacks(reference, [3]),
                    .inquorate(reference, shortfall: "2 of 3 groups (police, social-care)"),
                ])
        #expect(
            try advice(
                Self.table, then: .attendanceRecorded(invitation: 1, attendance: .present),
                .attendanceRecorded(invitation: 2, attendance: .present),
                .attendanceRecorded(invitation: 3, attendance: .part))
                == [
                    .quorate(
                        reference, groups: ["health", "police", "social-care"].map { QuoracyGroup(name: $0) })
                ])
    }

    private static let inquorate: [ConferenceEvent] =
        table + [
            .attendanceRecorded(invitation: 1, attendance: .present),
            .quoracyRuled(ruling: .adjourned(note: "x"), on: "2026-10-16"),
        ]

    @Test("warns of two inquorate sittings in a row, of this conference or of the case's one before it")
    func twice() throws {
        let again = ConferenceAdvice.inquorateAgain(reference, after: "HK-26-002")
        let short = ConferenceEvent.attendanceRecorded(invitation: 1, attendance: .present)
        #expect(try advice(Self.table, then: short, inquorateBefore: "HK-26-002").contains(again))
        #expect(
            try advice(
                Self.table + [short], then: .quoracyRuled(ruling: .adjourned(note: "x"), on: "2026-10-16")
            )
            .isEmpty)
        let redated = Self.inquorate + [.rescheduled(to: Sample.sitting("2026-10-20"), on: "2026-10-16")]
        #expect(try advice(redated, then: short).contains(.inquorateAgain(reference, after: reference)))
    }

    @Test(
        "warns of a new day later than ten working days after the adjournment",
        arguments: [("2026-10-30", false), ("2026-11-02", true)] as [(CalendarDate, Bool)])
    func redated(day: CalendarDate, isLate: Bool) throws {
        let found = try advice(Self.inquorate, then: .rescheduled(to: Sample.sitting(day), on: "2026-10-19"))
        #expect(found == (isLate ? [.redatedLate(reference, to: day, latest: "2026-10-30")] : []))
    }

    @Test("says nothing of a move without an adjournment")
    func moved() throws {
        #expect(
            try advice(Self.table, then: .rescheduled(to: Sample.sitting("2026-12-16"), on: "2026-10-01")).isEmpty)
    }

    @Test(
        "says that nobody works on the day that a conference is given",
        arguments: [
            ("2026-12-26", "Saturday"), ("2026-12-25", "Christmas Day (published by GOV.UK)"),
            ("2026-12-23", "offices closed: training"), ("2026-12-22", nil),
        ] as [(CalendarDate, String?)])
    func dayOff(day: CalendarDate, because: String?) throws {
        let calendar = try GovUKList.englandAndWales.closing([Closure(date: "2026-12-23", reason: "training")])
        let expected = because.map { [ConferenceAdvice.sitsOnDayOff(reference, day, because: $0)] } ?? []
        let scheduled = ConferenceEvent.scheduled(as: Sample.scheduling(.initial, Sample.sitting(day), ruleSet: 1))
        #expect(try advice([], then: scheduled, calendar: calendar) == expected)
        #expect(
            try advice(Self.table, then: .rescheduled(to: Sample.sitting(day), on: "2026-10-01"), calendar: calendar)
                == expected)
    }

    @Test("is a sentence that names conferences and invitations, and nobody")
    func sentences() {
        let all: [ConferenceAdvice] = [
            .apologiesLack(first, [.reason, .delegate]), .apologiesComplete(first), .onlySent(first, "mother"),
            .lacksSignificantOthers(first), .registerLacks(reference, [3, 4]),
            .quorate(reference, groups: [.socialCare]),
            .inquorate(reference, shortfall: "1 of 3 groups (police)"), .inquorateAgain(reference, after: reference),
            .inquorateAgain(reference, after: "HK-26-002"),
            .redatedLate(reference, to: "2026-11-02", latest: "2026-10-30"),
            .sitsOnDayOff(reference, "2026-12-26", because: "Saturday"),
        ]
        #expect(all[0].description == "The apologies of HK-26-014#1 still lack a reason and a briefed delegate.")
        for advice in all { #expect(advice.description.hasSuffix(".") && advice.description.contains("HK-26-0")) }
    }
}

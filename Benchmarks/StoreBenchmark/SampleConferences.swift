import Conferences
import Persistence
import WorkingDays

/// Records invented agencies, people and conferences by the commands that the program itself uses: ten invitations to
/// a conference, each to somebody else.
struct SampleConferences {
    let database: SQLiteDatabase
    let rulebook: Rulebook

    private static let invitationsEach = 10
    private static let conferencesInTransaction = 50
    private static let agencies = 12

    /// - Parameters:
    ///   - moment: When it is all recorded.
    ///   - firstSitting: Working days from then to the first conference.
    ///   - days: How many working days the conferences are spread over.
    func record(_ invitations: Int, at moment: Timestamp, firstSitting: Int, days: Int) async throws {
        let today = EuropeLondon.local(moment).date
        let sittings = try (0..<days).map { offset in
            try rulebook.configuredCalendar.date(firstSitting + offset, workingDaysAfter: today).date
        }
        try await write(at: moment) { try recordDirectory($0, people: 1...Self.agencies) }
        let conferences = (invitations + Self.invitationsEach - 1) / Self.invitationsEach
        for first in stride(from: 0, to: conferences, by: Self.conferencesInTransaction) {
            try await write(at: moment) { registrar in
                for number in first..<min(first + Self.conferencesInTransaction, conferences) {
                    let invited = min(Self.invitationsEach, invitations - number * Self.invitationsEach)
                    try recordConference(
                        number, on: sittings[number % days], invited: invited, today: today, by: registrar)
                }
            }
        }
    }

    private func write(at moment: Timestamp, _ body: @escaping @Sendable (Registrar) throws -> Void) async throws {
        try await database.write { [rulebook] session in
            let registrar = Registrar(session, rulebook: rulebook, actor: "benchmark", now: moment)
            try body(registrar)
            try registrar.finish()
        }
    }

    /// The agencies, and the first person of each, who leads it.
    private func recordDirectory(_ registrar: Registrar, people: ClosedRange<Int>) throws {
        for number in people {
            try registrar.record(
                Agency(
                    code: Self.agency(of: number), name: "Agency number \(number)",
                    safeguardingLead: Self.person(number)))
            try record(number, by: registrar)
        }
    }

    private func recordConference(
        _ number: Int, on day: CalendarDate, invited: Int, today: CalendarDate, by registrar: Registrar
    ) throws {
        let reference: ConferenceReference = try Reference("HB-27-\(number + 1)")
        try registrar.perform(
            .schedule(
                Scheduling(
                    type: number.isMultiple(of: 2) ? .initial : .transferIn,
                    caseReference: Reference("C-\(number + 1)"),
                    sitting: Sitting(
                        on: day, at: TimeOfDay(hour: 10, minute: 0)!,
                        place: "Hackbridge Town Hall, room \(1 + number % 4)"),
                    chair: Self.person(1), administrator: Self.person(2), familyRecipients: [FamilyRecipient(.mother)],
                    on: today)),
            on: reference)
        for index in 0..<invited {
            let invitee = Self.agencies + 1 + number * Self.invitationsEach + index
            try record(invitee, by: registrar)
            try registrar.perform(
                .invite(agency: Self.agency(of: invitee), person: Self.person(invitee), on: today), on: reference)
        }
    }

    private func record(_ number: Int, by registrar: Registrar) throws {
        try registrar.record(
            Person(
                reference: Self.person(number), agency: Self.agency(of: number), name: "Sample Person \(number)",
                email: "person.\(number)@agency.example.org"))
    }

    private static func person(_ number: Int) throws -> PersonReference { try Reference("P-\(number)") }

    private static func agency(of person: Int) throws -> AgencyCode { try Reference("A-\(person % agencies)") }
}

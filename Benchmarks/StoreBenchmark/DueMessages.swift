import Conferences
import Daemon
import Persistence
import WorkingDays

/// An outbox that is full: the planner itself fills it, on the morning on which reports are first asked for.
struct DueMessages {
    let database: SQLiteDatabase
    let configuration: PartnershipConfiguration

    /// A Monday noon without bank holidays near it.
    static let noon = EuropeLondon.timestamp(
        on: CalendarDate(year: 2027, month: 3, day: 1)!, at: TimeOfDay(hour: 12, minute: 0)!)

    struct Figures: Encodable {
        /// From the look that finds them due until the last is on disk.
        let seconds: Double
        /// Mails and calls of webhooks.
        let messages: Int
    }

    /// Invited two hours ago to a conference in eight working days, everybody is to be reminded of the report and of
    /// sharing it: one message of two items.
    func enqueue(invitations: Int) async throws -> Figures {
        try await SampleConferences(database: database, rulebook: configuration.rulebook)
            .record(invitations, at: Self.noon.adding(seconds: -7200), firstSitting: 8, days: 1)
        let planner = Planner(
            database: database, rulebook: configuration.rulebook, endpoints: configuration.webhooks.map(\.subscription))
        let start = ContinuousClock.now
        let summary = try await planner.tick(now: Self.noon)
        return Figures(
            seconds: (ContinuousClock.now - start) / .seconds(1), messages: summary.messages + summary.webhookCalls)
    }

    /// The same; where there are webhooks their calls wait, and the mail has gone.
    func prepare(invitations: Int) async throws {
        _ = try await enqueue(invitations: invitations)
        if !configuration.webhooks.isEmpty { while try await settleMail() {} }
    }

    /// Settles mail as if it had gone, and gives the calls back.
    ///
    /// - Returns: Whether there was any mail.
    private func settleMail() async throws -> Bool {
        try await database.write { session in
            let outbox = Outbox(session)
            let claimed = try outbox.claim(
                .max, as: "preparation", now: Self.noon, leaseUntil: Self.noon.adding(seconds: 60))
            let settlements = claimed.map { message -> (id: String, settlement: Settlement) in
                switch message.content {
                case .reminders, .alert, .invitation, .unaddressed: (message.id, .sent(detail: "prepared"))
                case .webhook: (message.id, .released)
                }
            }
            try outbox.settle(settlements, now: Self.noon)
            return settlements.contains { $0.settlement != .released }
        }
    }
}

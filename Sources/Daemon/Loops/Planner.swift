import Conferences
import Persistence
import WorkingDays

/// The plan loop's work: turns the reminders that fell due into messages in the outbox.
public struct Planner: Sendable {
    let database: any Database
    let rulebook: Rulebook
    let endpoints: [String]

    public init(database: any Database, rulebook: Rulebook, endpoints: [String]) {
        self.database = database
        self.rulebook = rulebook
        self.endpoints = endpoints
    }

    /// Plans everything that is due at `now`.
    @discardableResult
    public func tick(now: Timestamp) async throws -> PlanSummary {
        var total = PlanSummary()
        guard let next = try await database.read({ try ReminderQueue($0).nextDue() }), next <= now else {
            return total
        }
        let withinHours = try rulebook.policy.sendingHours.permit(now, calendar: rulebook.calendar)
        repeat {
            let summary = try await database.write { [endpoints] session in
                try ReminderQueue(session).plan(now: now, withinHours: withinHours, endpoints: endpoints)
            }
            total.messages += summary.messages
            total.reminders += summary.reminders
            total.overtaken += summary.overtaken
            total.webhookCalls += summary.webhookCalls
            total.isPartial = summary.isPartial
        } while total.isPartial
        return total
    }
}

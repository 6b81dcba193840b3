import Conferences
import Persistence
import WorkingDays

/// The plan loop's work: turns the reminders that fell due into messages in the outbox.
public struct Planner: Sendable {
    let database: any Database
    let rulebook: Rulebook
    let endpoints: [WebhookSubscription]
    let texting: Texting

    /// - Parameter texting: Whether reminders leave by text to whoever prefers that.
    public init(
        database: any Database, rulebook: Rulebook, endpoints: [WebhookSubscription], texting: Texting = .off
    ) {
        self.texting = texting
        self.database = database
        self.rulebook = rulebook
        self.endpoints = endpoints
    }

    /// Plans everything that is due at `now`.
    @discardableResult
    public func tick(now: Timestamp) async throws -> PlanSummary {
        var total = PlanSummary()
        let withinHours = try await database.read { [rulebook] session -> Bool? in
            guard let next = try ReminderQueue(session).nextDue(), next <= now else { return nil }
            return try rulebook.sendingHours(at: now, session).permit(now, calendar: rulebook.calendar(session))
        }
        guard let withinHours else { return total }
        repeat {
            let summary = try await database.write { [endpoints, texting] session in
                try ReminderQueue(session, texting: texting).plan(
                    now: now, withinHours: withinHours, endpoints: endpoints)
            }
            total.messages += summary.messages
            total.reminders += summary.reminders
            total.overtaken += summary.overtaken
            total.webhookCalls += summary.webhookCalls
            total.isPartial = summary.isPartial
        } while total.isPartial && !Task.isCancelled
        return total
    }
}

extension Rulebook {
    /// When messages may leave by the rule set that is in force.
    func sendingHours(at now: Timestamp, _ session: any DatabaseSession) throws -> SendingHours {
        try RuleSets(session, rulebook: self).inForce(on: EuropeLondon.local(now).date).policy.sendingHours
    }
}

import Conferences
import Foundation
import WorkingDays

/// The rules under which decisions are taken and deadlines computed, as the configuration gives them.
public struct Rulebook: Sendable {
    /// The first rule set: what the configuration says until the log holds one.
    public let policy: Policy
    /// The calendar of the configuration; what the partnership set apart since is in the database.
    public let configuredCalendar: WorkingDayCalendar
    /// Whether invitations leave by mail, with an entry for the calendar.
    public let sendsInvitations: Bool
    let memory = CalendarMemory()

    public init(policy: Policy, calendar: WorkingDayCalendar, sendsInvitations: Bool = false) {
        self.policy = policy
        configuredCalendar = calendar
        self.sendsInvitations = sendsInvitations
    }
}

/// One rule set of the log.
public struct RuleSet: Sendable, Equatable {
    /// 1 for the first.
    public let number: Int
    /// Conferences and discussions that are arranged from this day on follow it.
    public let effectiveOn: CalendarDate
    public let policy: Policy
    public let adoptedAt: Timestamp
    /// When it was taken back, before its day.
    public let withdrawnAt: Timestamp?

    public init(
        number: Int, effectiveOn: CalendarDate, policy: Policy, adoptedAt: Timestamp, withdrawnAt: Timestamp? = nil
    ) {
        (self.number, self.effectiveOn, self.policy) = (number, effectiveOn, policy)
        (self.adoptedAt, self.withdrawnAt) = (adoptedAt, withdrawnAt)
    }
}

/// What the log records of rule sets.
struct RuleSetAdopted: Codable {
    let number: Int
    let effectiveOn: CalendarDate
    let policy: Policy

    static let stream = "policy"
    static let kind = "ruleSetAdopted"
}

/// What the log records of a rule set that is taken back.
struct RuleSetWithdrawn: Codable {
    let number: Int

    static let kind = "ruleSetWithdrawn"
}

/// The rule sets of a database; each is read once in a transaction.
public final class RuleSets {
    private let session: any DatabaseSession
    private let first: Policy
    private var known: [RuleSet]?

    /// - Parameter rulebook: What holds while the log has no rule set.
    public init(_ session: any DatabaseSession, rulebook: Rulebook) {
        self.session = session
        first = rulebook.policy
    }

    /// All rule sets, the first and those that were taken back included, in order of number.
    public func all() throws -> [RuleSet] {
        if let known { return known }
        var found = try session.rows(
            "SELECT number, effective_on, policy, adopted_at, withdrawn_at FROM rule_set ORDER BY number"
        ).map { row in
            RuleSet(
                number: try row.integer(0), effectiveOn: try row.date(1), policy: try PolicyCache.policy(row.text(2)),
                adoptedAt: try row.timestamp(3), withdrawnAt: try row.optional(4, row.timestamp))
        }
        if found.isEmpty {
            found = [
                RuleSet(
                    number: 1, effectiveOn: WorkingDayCalendar.firstDate, policy: first,
                    adoptedAt: Timestamp(seconds: 0))
            ]
        }
        known = found
        return found
    }

    /// The policy of a set.
    ///
    /// - Throws: ``StoreError/noRuleSet(_:)``.
    public func policy(_ number: Int) throws -> Policy {
        guard let found = try all().first(where: { $0.number == number }) else { throw StoreError.noRuleSet(number) }
        return found.policy
    }

    /// The set for what is arranged on that day.
    public func inForce(on day: CalendarDate) throws -> RuleSet {
        let sets = try all()
        return sets.last { $0.effectiveOn <= day && $0.withdrawnAt == nil } ?? sets[0]
    }

    /// The last adopted that was not taken back, whether its day has come or not: what a change is laid over.
    public func latest() throws -> RuleSet {
        let sets = try all()
        return sets.last { $0.withdrawnAt == nil } ?? sets[0]
    }

    /// Whether the configuration says something else than the first rule set that the log keeps.
    public func configurationDiffers() throws -> Bool { try all()[0].policy != first }

    /// Puts the configuration's policy into the log if it holds no rule set yet.
    func keepFirst(actor: String, now: Timestamp) throws {
        guard try session.rows("SELECT 1 FROM rule_set LIMIT 1").isEmpty else { return }
        try adopt(first, effectiveOn: WorkingDayCalendar.firstDate, actor: actor, now: now)
    }

    /// Adds a rule set to the log.
    ///
    /// - Returns: The set with its number.
    @discardableResult
    public func adopt(
        _ policy: Policy, effectiveOn: CalendarDate, actor: String, now: Timestamp
    ) throws -> RuleSet {
        let number = try (session.row("SELECT COALESCE(MAX(number), 0) FROM rule_set")?.integer(0) ?? 0) + 1
        let event = RuleSetAdopted(number: number, effectiveOn: effectiveOn, policy: policy)
        let log = EventLog(session)
        try log.append(
            [(RuleSetAdopted.kind, try EventCoding.encode(event))], to: RuleSetAdopted.stream,
            after: log.version(of: RuleSetAdopted.stream), actor: actor, at: now)
        try Self.write(event, at: now, session)
        known = nil
        return RuleSet(number: number, effectiveOn: effectiveOn, policy: policy, adoptedAt: now)
    }

    /// Takes a set back. What follows it already is seen to by the registrar.
    func withdraw(_ set: RuleSet, actor: String, now: Timestamp) throws {
        let event = RuleSetWithdrawn(number: set.number)
        let log = EventLog(session)
        try log.append(
            [(RuleSetWithdrawn.kind, try EventCoding.encode(event))], to: RuleSetAdopted.stream,
            after: log.version(of: RuleSetAdopted.stream), actor: actor, at: now)
        try Self.write(event, at: now, session)
        known = nil
    }

    static func write(_ event: RuleSetWithdrawn, at: Timestamp, _ session: any DatabaseSession) throws {
        try session.execute("UPDATE rule_set SET withdrawn_at = $1 WHERE number = $2", at, event.number)
    }

    static func write(_ event: RuleSetAdopted, at: Timestamp, _ session: any DatabaseSession) throws {
        try session.execute(
            """
            INSERT INTO rule_set (number, effective_on, policy, adopted_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (number) DO UPDATE SET
                effective_on = excluded.effective_on, policy = excluded.policy, adopted_at = excluded.adopted_at
            """, event.number, event.effectiveOn, try EventCoding.encode(event.policy), at)
    }
}

/// The policies that this process has read, by their text: a rule set never changes, and reading one takes a while.
private enum PolicyCache {
    private static let known = Locked<[String: Policy]>([:])

    static func policy(_ text: String) throws -> Policy {
        if let policy = known.withLock({ $0[text] }) { return policy }
        let policy = try JSONDecoder().decode(Policy.self, from: Data(text.utf8))
        known.withLock { $0[text] = policy }
        return policy
    }
}

import Conferences
import WorkingDays

/// What adopting a rule set, or taking one back, changes.
public struct PolicyChange: Sendable {
    /// In force on the new set's first day until then; of one that is taken back, that set itself.
    public let before: RuleSet
    public let after: RuleSet
    /// Whether the log had no such set yet.
    public let isNew: Bool
    /// Conferences and discussions that are still to meet.
    public let openMatters: Int
    /// How many open matters follow it from now on that did not; `nil` when they were not asked to.
    public let pinned: Int?
    public let reports: [ChangeReport]

    public var difference: PolicyDifference { PolicyDifference(from: before.policy, to: after.policy) }
}

extension Registrar {
    /// Puts a rule set in force from a day on, and says what follows. The transaction is finished with it.
    ///
    /// - Parameters:
    ///   - open: Whether everything that is still to meet follows it at once.
    ///   - progress: Told how many of how many are done.
    public func change(
        rulesTo policy: Policy, effectiveOn: CalendarDate, open: Bool, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> PolicyChange {
        let before = try RuleSets(session, rulebook: rulebook).inForce(on: effectiveOn)
        let openMatters = try mattersToMeet().count
        let (set, isNew) = try adopt(policy, effectiveOn: effectiveOn)
        let pinned = open ? try pinOpenMatters(to: set.number) { progress($0, openMatters) } : nil
        return PolicyChange(
            before: before, after: set, isNew: isNew, openMatters: openMatters, pinned: pinned,
            reports: try changeReports().filter(\.hasConsequences))
    }

    /// Takes back a rule set before the day from which it is in force. What is still to meet and follows it already
    /// follows the one in force instead, and whoever's deadline moves by that is told.
    ///
    /// - Throws: ``RuleSetRefusal``.
    public func takeBack(ruleSet number: Int) throws -> PolicyChange {
        let sets = try rules.all()
        guard let set = sets.first(where: { $0.number == number }) else { throw RuleSetRefusal.unknown(number) }
        guard set.withdrawnAt == nil else { throw RuleSetRefusal.takenBackAlready(number) }
        guard set.effectiveOn > today else { throw RuleSetRefusal.inForce(number, since: set.effectiveOn) }
        try rules.withdraw(set, actor: actor, now: now)
        let instead = try rules.inForce(on: today)
        let openMatters = try mattersToMeet()
        let pinned = try pin(openMatters, from: number, to: instead.number)
        return PolicyChange(
            before: set, after: instead, isNew: false, openMatters: openMatters.count, pinned: pinned,
            reports: try changeReports().filter(\.hasConsequences))
    }
}

/// Why a rule set cannot be taken back. Trying again does not help.
public enum RuleSetRefusal: Error, Equatable, CustomStringConvertible {
    case unknown(Int)
    case takenBackAlready(Int)
    case inForce(Int, since: CalendarDate)

    public var description: String {
        switch self {
        case .unknown(let number): "There is no rule set \(number)."
        case .takenBackAlready(let number): "Rule set \(number) was taken back already."
        case .inForce(let number, let since) where since == WorkingDayCalendar.firstDate:
            "Rule set \(number) is in force from the start; apply another in its place."
        case .inForce(let number, let since):
            "Rule set \(number) is in force since \(since.spelledOut); apply another in its place."
        }
    }
}

/// How many matters, deadlines and messages a change touches, before each of them is told.
public struct ChangeSummary: Encodable, Sendable {
    public let conferences: Int
    public let discussions: Int
    public let deadlinesMoved: Int
    public let noLongerOwed: Int
    public let notices: Int
    public let messagesAdded: Int
    public let messagesStopped: Int

    public init(_ reports: [ChangeReport]) {
        discussions = reports.count { if case .discussion = $0.matter { true } else { false } }
        conferences = reports.count - discussions
        deadlinesMoved = reports.reduce(0) { $0 + $1.moved.count }
        noLongerOwed = reports.reduce(0) { $0 + $1.settled.count { $0.standing != "outstanding" } }
        notices = reports.reduce(0) { $0 + $1.added.count(where: \.isNotice) }
        messagesAdded = reports.reduce(0) { $0 + $1.added.count { !$0.isNotice } }
        messagesStopped = reports.reduce(0) { $0 + $1.stopped.count }
    }

    public var isEmpty: Bool { conferences + discussions == 0 }
}

extension ChangeReport.Reminder {
    /// Whether it tells of a deadline that moved, rather than reminds of one.
    public var isNotice: Bool { key.step.hasPrefix("moved-to-") }
}

import Conferences
import WorkingDays

/// Gathers what is known of obligations. Whoever shows it records that the case was read.
public struct ObligationAccounts {
    private let session: any DatabaseSession
    private let rulebook: Rulebook
    private let now: Timestamp

    public init(_ session: any DatabaseSession, rulebook: Rulebook, now: Timestamp) {
        (self.session, self.rulebook, self.now) = (session, rulebook, now)
    }

    /// - Returns: `nil` where nothing is known under that name.
    public func account(of id: ObligationID) throws -> ObligationAccount? {
        guard let (matter, ruleSet) = try matter(of: id) else { return nil }
        guard let set = try RuleSets(session, rulebook: rulebook).all().first(where: { $0.number == ruleSet }) else {
            throw StoreError.noRuleSet(ruleSet)
        }
        let calendar = try rulebook.calendar(session)
        let all = try matter.obligations(under: set.policy, calendar: calendar)
        guard let obligation = all.first(where: { $0.id == id }), let rule = set.policy.rules[id.kind] else {
            return nil
        }
        let hold = try obligation.owedBy.flatMap { try PersonHolds(session).all()[$0] }
        let held = obligation.holding(hold)
        return ObligationAccount(
            obligation: held, rule: rule, ruleSet: set, caseReference: matter.caseReference, chair: matter.chair,
            subject: matter.subject, offset: matter.type.map(rule.offset) ?? rule.initial,
            rungs: try rungs(of: held, policy: set.policy, calendar: calendar),
            reminders: try ObligationReadings(session).reminders(of: id), ownHolds: obligation.holds, personHold: hold,
            calendar: calendar, now: now, anchorTime: matter.time)
    }

    private func matter(of id: ObligationID) throws -> (ExplainedMatter, ruleSet: Int)? {
        let readings = ConferenceReadings(session)
        switch id.matter {
        case .conference(let reference):
            return try readings.conference(reference).map { (.conference($0), $0.ruleSet) }
        case .discussion(let reference):
            return try readings.discussion(reference).map { (.discussion($0), $0.ruleSet ?? 1) }
        }
    }
}

/// The conference or discussion that an obligation belongs to.
private enum ExplainedMatter {
    case conference(Conference)
    case discussion(Discussion)

    func obligations(
        under policy: Policy, calendar: WorkingDayCalendar
    ) throws(WorkingDayError) -> [Obligation] {
        switch self {
        case .conference(let conference): try conference.obligations(under: policy, calendar: calendar)
        case .discussion(let discussion): try discussion.obligations(under: policy, calendar: calendar)
        }
    }

    var caseReference: CaseReference {
        switch self {
        case .conference(let conference): conference.caseReference
        case .discussion(let discussion): discussion.caseReference
        }
    }

    var type: ConferenceType? { if case .conference(let found) = self { found.type } else { nil } }
    var chair: PersonReference? {
        switch self {
        case .conference(let conference): conference.chair
        case .discussion(let discussion): discussion.chair
        }
    }

    var time: TimeOfDay {
        switch self {
        case .conference(let conference): conference.sitting.at
        case .discussion(let discussion): discussion.sitting.at
        }
    }

    /// *Initial child protection conference HK-26-014 of Tuesday 19 January 2027*
    var subject: String {
        switch self {
        case .conference(let found): "\(found.type.title) \(found.reference) of \(found.sitting.on.spelledOut)"
        case .discussion(let found): "Strategy discussion \(found.reference) of \(found.sitting.on.spelledOut)"
        }
    }
}

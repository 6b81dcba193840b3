import Conferences
import WorkingDays

// What a decision may look at.
extension Registrar {
    func context(for command: ConferenceCommand, _ conference: Conference?) throws -> DecisionContext {
        let ruleSet = try ruleSet(pinned: conference?.ruleSet, isArranging: command.isScheduling)
        return DecisionContext(
            today: today, calendar: try calendar, agencyOfPerson: try agencies(of: command.people),
            agencies: try agencies.entries(
                command.agencies + (command.needsAllAgencies ? conference?.invitations.map(\.agency) ?? [] : [])),
            policy: ruleSet.policy, ruleSet: ruleSet.number,
            earlierAbsences: try command.isRegister ? conference.map(earlierAbsences) ?? [:] : [:],
            caseOfDiscussion: try cases(of: command.discussion))
    }

    private func cases(of discussion: DiscussionReference?) throws -> [DiscussionReference: CaseReference] {
        guard let discussion, let known = try self.discussion(discussion) else { return [:] }
        return [discussion: known.caseReference]
    }

    func context(for command: DiscussionCommand, _ discussion: Discussion?) throws -> DiscussionContext {
        let isArranging = if case .arrange = command { true } else { false }
        let ruleSet = try ruleSet(pinned: discussion?.ruleSet, isArranging: isArranging)
        let known = try agencies.entries(command.agencies + (discussion?.participants.map(\.agency) ?? []))
        return DiscussionContext(
            decision: DecisionContext(
                today: today, calendar: try calendar, agencyOfPerson: try agencies(of: command.people),
                agencies: known, policy: ruleSet.policy, ruleSet: ruleSet.number),
            agencyKinds: known.compactMapValues(\.kind), requiredKinds: ruleSet.policy.discussionMinimum)
    }

    private func ruleSet(pinned: Int?, isArranging: Bool) throws -> RuleSet {
        // What is pinned must be in the log for good.
        if isArranging { try rules.keepFirst(actor: actor, now: now) }
        guard let pinned else { return try rules.inForce(on: today) }
        return RuleSet(
            number: pinned, effectiveOn: today, policy: try rules.policy(pinned), adoptedAt: now)
    }

    private func agencies(of people: [PersonReference]) throws -> [PersonReference: AgencyCode] {
        var found: [PersonReference: AgencyCode] = [:]
        for person in people {
            found[person] = try session.row("SELECT agency FROM person WHERE reference = $1", person)?.reference(0)
        }
        return found
    }

    /// By agency, its latest absence without apologies at another conference in the six months before this one.
    private func earlierAbsences(_ conference: Conference) throws -> [AgencyCode: InvitationID] {
        var found: [AgencyCode: InvitationID] = [:]
        for agency in Set(conference.invitations.map(\.agency)) {
            found[agency] = try session.row(
                """
                SELECT i.conference, i.number FROM invitation i JOIN conference c ON c.reference = i.conference
                WHERE i.agency = $1 AND i.attendance = 'absent' AND c.sits_on >= $2 AND c.sits_on <= $3
                    AND c.reference <> $4
                ORDER BY c.sits_on DESC, c.reference LIMIT 1
                """, agency, conference.sitting.on.adding(months: -6), conference.sitting.on, conference.reference
            ).map { InvitationID(conference: try $0.reference(0), number: try $0.integer(1)) }
        }
        return found
    }
}

extension ConferenceCommand {
    fileprivate var isScheduling: Bool { if case .schedule = self { true } else { false } }

    fileprivate var isRegister: Bool {
        switch self {
        case .recordAttendance, .correctAttendance: true
        default: false
        }
    }

    /// Whether quoracy is part of the decision.
    fileprivate var needsAllAgencies: Bool {
        switch self {
        case .rule, .decide: true
        default: false
        }
    }
}

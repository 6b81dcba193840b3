import WorkingDays

// The chair, the rules, and the reminders.
extension Discussion {
    func administer(
        _ command: DiscussionCommand, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        switch command {
        case .assignChair(let person, let on):
            try Self.notInTheFuture(on, context)
            guard person != chair else { throw .chairsAlready(person) }
            return .chairAssigned(person: person, on: on)
        case .pinRules(let ruleSet):
            guard ruleSet != self.ruleSet else { throw .rulesPinnedAlready(reference, ruleSet) }
            return .rulesPinned(ruleSet: ruleSet)
        case .noteFollowUp(let discussion, let on): return .followedUp(by: discussion, on: on)
        case .tick(let name, let on): return try tick(name, on: on, context)
        case .holdReminders(let obligation, let until, let reason):
            try ours(obligation)
            if let obligation, context.decision.policy.rules[obligation.kind]?.anchor != .discussion {
                throw .unknownObligation(obligation, of: reference)
            }
            guard until > context.today else { throw .holdIntoThePast(until, today: context.today) }
            try Self.insideCalendar(until)
            try Self.reason(reason, what: "The reason for holding reminders")
            return .remindersHeld(obligation: obligation, until: until, reason: reason)
        case .releaseReminders(let obligation):
            try ours(obligation)
            guard holds.contains(where: { $0.obligation == obligation }) else { throw .notOnHold(reference) }
            return .remindersReleased(obligation: obligation)
        default: preconditionFailure("not a command of administration")
        }
    }

    private func tick(
        _ name: ObligationName, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        try Self.notInTheFuture(on, context)
        let policy = context.decision.policy
        let known = policy.ownNames.filter { policy.rules[.own($0)]?.anchor == .discussion }
        guard known.contains(name) else { throw .noSuchOwnObligation(name, known: known) }
        guard ticks[name] == nil else { throw .tickedAlready(name) }
        return .ownObligationMet(name: name, on: on)
    }

    private func ours(_ obligation: ObligationID?) throws(DiscussionRefusal) {
        guard let obligation else { return }
        guard obligation.matter == .discussion(reference), obligation.place.map({ participant($0) != nil }) ?? true
        else { throw .unknownObligation(obligation, of: reference) }
    }
}

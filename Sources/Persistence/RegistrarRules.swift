import Conferences
import WorkingDays

// Rule sets and agenda templates.
extension Registrar {
    /// Puts a rule set into the log, for what is arranged from a day on.
    ///
    /// - Returns: The set, and whether it is new: one that says the same and is the latest serves again.
    public func adopt(_ policy: Policy, effectiveOn: CalendarDate) throws -> (ruleSet: RuleSet, isNew: Bool) {
        // What was arranged under the configuration's policy follows it by its number.
        try rules.keepFirst(actor: actor, now: now)
        let latest = try rules.latest()
        if latest.policy == policy, latest.effectiveOn <= effectiveOn { return (latest, false) }
        return (try rules.adopt(policy, effectiveOn: effectiveOn, actor: actor, now: now), true)
    }

    /// Lets everything that is still to meet follow a rule set. Whoever's deadline moves is told.
    ///
    /// A conference that has met keeps its rules: whether a report came in time must not change afterwards.
    ///
    /// - Parameter progress: Told how many are done.
    /// - Returns: How many conferences and discussions follow it from now on that did not before.
    public func pinOpenMatters(to ruleSet: Int, progress: (Int) -> Void = { _ in }) throws -> Int {
        try pin(try mattersToMeet(), to: ruleSet, progress: progress)
    }

    /// - Parameter former: Only those that follow this one so far.
    /// - Returns: How many follow it from now on that did not before.
    func pin(
        _ matters: [Matter], from former: Int? = nil, to ruleSet: Int, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        var count = 0
        for matter in matters where try pin(matter, from: former, to: ruleSet) {
            // Written one by one, so that no more than one is in memory.
            try finish()
            forget(matter)
            count += 1
            if count.isMultiple(of: 100) { progress(count) }
        }
        return count
    }

    /// The conferences and discussions that have not met yet, and discussions whose enquiry waits for its conference.
    public func mattersToMeet() throws -> [Matter] {
        try session.rows(
            """
            SELECT reference FROM conference WHERE status IN ('scheduled', 'adjourned')
            UNION ALL SELECT 'sd:' || reference FROM discussion WHERE status = 'arranged'
            UNION ALL SELECT o.matter FROM obligation o JOIN discussion d ON 'sd:' || d.reference = o.matter
            WHERE o.kind = 'conveneInitial' AND o.standing = 'outstanding' AND d.status IN ('held', 'closed')
            ORDER BY 1
            """
        ).map { try Matter(text: $0.text(0)) }
    }

    /// - Returns: `false` when it is cancelled, follows the set already, or followed another than it should.
    private func pin(_ matter: Matter, from former: Int?, to ruleSet: Int) throws -> Bool {
        switch matter {
        case .conference(let reference):
            guard let conference = try conference(reference), conference.ruleSet != ruleSet,
                former == nil || conference.ruleSet == former
            else { return false }
            if case .cancelled = conference.status { return false }
            try perform(.pinRules(ruleSet: ruleSet), on: reference)
        case .discussion(let reference):
            guard let discussion = try discussion(reference), discussion.ruleSet != ruleSet,
                former == nil || discussion.ruleSet == former
            else { return false }
            if case .cancelled = discussion.status { return false }
            try perform(.pinRules(ruleSet: ruleSet), on: reference)
        }
        return true
    }

    /// The agenda that the next discussion takes.
    public func latestAgenda() throws -> AgendaTemplate { try AgendaTemplates(session).latest() }
}

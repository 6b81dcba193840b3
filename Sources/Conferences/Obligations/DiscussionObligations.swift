import WorkingDays

extension Discussion {
    /// Everything that the discussion obliges to, settled or not.
    ///
    /// - Throws: ``WorkingDayError`` when a deadline falls outside the calendar.
    public func obligations(
        under policy: Policy, calendar: WorkingDayCalendar
    ) throws(WorkingDayError) -> [Obligation] {
        var all: [Obligation] = []
        for kind in policy.kinds {
            guard let rule = policy.rules[kind], rule.anchor == .discussion else { continue }
            let reckoning = DiscussionReckoning(discussion: self, rule: rule, policy: policy, calendar: calendar)
            switch kind {
            case .discussionMinutes: all += try reckoning.minutes()
            case .conveneInitial: if let owed = try reckoning.convening() { all.append(owed) }
            default: if let owed = try reckoning.own() { all.append(owed) }
            }
        }
        return all
    }
}

/// One rule applied to one strategy discussion.
private struct DiscussionReckoning {
    let discussion: Discussion
    let rule: ObligationRule
    let policy: Policy
    let calendar: WorkingDayCalendar

    private var matter: Matter { .discussion(discussion.reference) }

    /// The initial conference, once an enquiry began.
    func convening() throws(WorkingDayError) -> Obligation? {
        guard let section47 = discussion.section47, section47.isInitiated else { return nil }
        let day = policy.conveneFrom == .last ? discussion.followUp?.on ?? discussion.sitting.on : discussion.sitting.on
        let deadline = try deadline(from: day)
        let held = discussion.linkedConferences.compactMap(\.heldOn).min()
        let arranged = discussion.linkedConferences.map(\.sitsOn).min()
        return owed(
            nil, by: discussion.leadSocialWorker ?? discussion.chair, from: day, deadline,
            at: section47.recordedAt, settled: held.map { .met(on: $0) },
            arrangedFor: arranged.flatMap { $0 <= deadline.on ? $0 : nil })
    }

    /// The minutes, for everybody who attended.
    func minutes() throws(WorkingDayError) -> [Obligation] {
        guard let holding = discussion.holding else { return [] }
        let deadline = try deadline(from: discussion.sitting.on)
        return discussion.participants.filter(\.attended).map { participant in
            owed(
                participant, by: discussion.chair, from: discussion.sitting.on, deadline, at: holding.recordedAt,
                settled: participant.minutesReceivedOn.map { .met(on: $0) }, arrangedFor: nil)
        }
    }

    /// One of the partnership's own.
    func own() throws(WorkingDayError) -> Obligation? {
        guard case .own(let name) = rule.kind else { return nil }
        let isBefore = rule.initial.direction == .before
        guard let recordedAt = isBefore ? discussion.datedAt : discussion.holding?.recordedAt else { return nil }
        let owner = rule.owner == .leadSocialWorker ? discussion.leadSocialWorker : nil
        return owed(
            nil, by: owner ?? discussion.chair, from: discussion.sitting.on, try deadline(from: discussion.sitting.on),
            at: recordedAt, settled: discussion.ticks[name].map { .met(on: $0) }, arrangedFor: nil)
    }

    private func owed(
        _ participant: DiscussionParticipant?, by person: PersonReference, from day: CalendarDate, _ deadline: Deadline,
        at recordedAt: Timestamp, settled: Obligation.Standing?, arrangedFor: CalendarDate?
    ) -> Obligation {
        let id = ObligationID(matter, place: participant?.number, kind: rule.kind)
        var standing = settled ?? .outstanding
        if case .cancelled(let on, _) = discussion.status, settled == nil { standing = .cancelled(on: on) }
        return Obligation(
            id: id, generation: discussion.moves, agency: participant?.agency, owedBy: person, anchoredOn: day,
            deadline: deadline, establishedAt: recordedAt, standing: standing, arrangedFor: arrangedFor,
            holds: discussion.holds.filter { $0.obligation == nil || $0.obligation == id }.map(\.hold))
    }

    private func deadline(from day: CalendarDate) throws(WorkingDayError) -> Deadline {
        try rule.initial.deadline(
            from: day, at: discussion.sitting.at, cutOff: rule.cutOff ?? policy.cutOff, calendar: calendar)
    }
}

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
        let followUp = policy.conveneFrom == .last ? discussion.followUp : nil
        let day = followUp?.on ?? discussion.sitting.on
        let deadline = try deadline(from: day)
        let held = discussion.linkedConferences.compactMap(\.heldOn).min()
        let arranged = discussion.linkedConferences.map(\.sitsOn).min()
        return owed(
            by: discussion.leadSocialWorker ?? discussion.chair, from: day, deadline,
            at: [section47.recordedAt, followUp?.recordedAt, discussion.linksChangedAt].compactMap { $0 }.max()
                ?? section47.recordedAt,
            generation: discussion.moves + (followUp?.number ?? 0), settled: held.map { .met(on: $0) },
            arrangedFor: arranged.flatMap { $0 <= deadline.on ? $0 : nil })
    }

    /// The minutes, for everybody who attended.
    func minutes() throws(WorkingDayError) -> [Obligation] {
        guard let holding = discussion.holding else { return [] }
        let day = discussion.sitting.on
        let deadline = try deadline(from: day)
        return discussion.participants.filter(\.attended).map { participant in
            owed(
                to: participant, by: discussion.chair, from: day, deadline,
                at: max(holding.recordedAt, participant.registeredAt ?? holding.recordedAt),
                settled: participant.minutesReceivedOn.map { .met(on: $0) })
        }
    }

    /// One of the partnership's own.
    ///
    /// What prepares the discussion ends when that begins, and short notice excuses from it, as with a conference.
    func own() throws(WorkingDayError) -> Obligation? {
        guard case .own(let name) = rule.kind else { return nil }
        let isPreparation = rule.initial.direction == .before
        guard let recordedAt = isPreparation ? discussion.datedAt : discussion.holding?.recordedAt else { return nil }
        let worker = rule.owner == .leadSocialWorker ? discussion.leadSocialWorker : nil
        return owed(
            by: worker ?? discussion.chair, from: discussion.sitting.on, try deadline(from: discussion.sitting.on),
            at: recordedAt, knownOn: isPreparation ? discussion.datedOn : nil,
            settled: discussion.ticks[name].map { .met(on: $0) },
            endsAt: isPreparation ? discussion.sitting.startsAt : nil)
    }

    private func owed(
        to participant: DiscussionParticipant? = nil, by person: PersonReference, from day: CalendarDate,
        _ deadline: Deadline, at recordedAt: Timestamp, generation: Int? = nil, knownOn: CalendarDate? = nil,
        settled: Obligation.Standing?, endsAt: Timestamp? = nil, arrangedFor: CalendarDate? = nil
    ) -> Obligation {
        let id = ObligationID(matter, place: participant?.number, kind: rule.kind)
        return Obligation(
            id: id, generation: generation ?? discussion.moves, agency: participant?.agency, owedBy: person,
            anchoredOn: day, deadline: deadline, establishedAt: recordedAt,
            standing: settled ?? standing(deadline, knownOn: knownOn), endsAt: endsAt, arrangedFor: arrangedFor,
            holds: discussion.holds.filter { $0.obligation == nil || $0.obligation == id }.map(\.hold))
    }

    private func standing(_ deadline: Deadline, knownOn: CalendarDate?) -> Obligation.Standing {
        if case .cancelled(let on, _) = discussion.status { return .cancelled(on: on) }
        guard let knownOn, deadline.on < knownOn else { return .outstanding }
        return .impossibleNotice
    }

    private func deadline(from day: CalendarDate) throws(WorkingDayError) -> Deadline {
        try rule.initial.deadline(
            from: day, at: discussion.sitting.at, cutOff: rule.cutOff ?? policy.cutOff, calendar: calendar)
    }
}

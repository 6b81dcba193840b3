import WorkingDays

// What a meeting must provide for, and who stays away from it.
extension Conference {
    func meeting(
        _ command: ConferenceCommand, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> [ConferenceEvent] {
        switch command {
        case .recordNeed(let kind, let recipient, let detail, let on):
            try Self.notInTheFuture(on, context)
            if let recipient { try self.recipient(recipient) }
            try Self.detail(detail, of: "A need")
            return [.needRecorded(need: needs.count + 1, kind: kind, recipient: recipient, detail: detail, on: on)]
        case .arrangeNeed(let number, let on):
            try Self.notInTheFuture(on, context)
            guard needs.indices.contains(number - 1) else { throw .unknownNeed(number, of: reference) }
            if let arrangedOn = needs[number - 1].arrangedOn { throw .needArrangedAlready(number, on: arrangedOn) }
            return [.needArranged(need: number, on: on)]
        case .requestExclusion(let recipient, let by, let reason, let late, let on):
            return [try requestExclusion(of: recipient, by: by, reason, late, on: on, context)]
        case .decideExclusion(let number, let granted, let reason, let on):
            return [try decideExclusion(number, granted, reason, on: on, context)]
        case .split(let groups, let reason, let on): return [try split(into: groups, reason, on: on, context)]
        default: return try onTheDay(command, context)
        }
    }

    private func requestExclusion(
        of recipient: FamilyRecipient, by: PersonReference, _ reason: Note, _ late: Note?, on: CalendarDate,
        _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        guard !status.isPastMeeting else { throw .alreadyHeld(reference) }
        try Self.notInTheFuture(on, context)
        try self.recipient(recipient)
        guard !exclusions.contains(where: { $0.recipient == recipient && $0.decision == nil }) else {
            throw .exclusionPending(recipient)
        }
        try Self.reason(reason, of: "Asking for somebody to be excluded")
        let latest = try latestDayForExclusion(context)
        if on > latest, late == nil { throw .exclusionLate(on, latest: latest) }
        if let late { try Self.reason(late, of: "A late request") }
        return .exclusionRequested(
            exclusion: exclusions.count + 1, of: recipient, by: by, reason: reason,
            lateBecause: on > latest ? late : nil, on: on)
    }

    private func latestDayForExclusion(_ context: DecisionContext) throws(ConferenceRefusal) -> CalendarDate {
        let policy = context.policy
        do {
            return try policy.exclusionNotice.deadline(
                from: sitting.on, at: sitting.at, cutOff: policy.cutOff, calendar: context.calendar
            ).on
        } catch {
            throw .outsideCalendar(sitting.on, first: WorkingDayCalendar.firstDate, last: WorkingDayCalendar.lastDate)
        }
    }

    private func decideExclusion(
        _ number: Int, _ granted: Bool, _ reason: Note, on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        try Self.notInTheFuture(on, context)
        guard exclusions.indices.contains(number - 1) else { throw .unknownExclusion(number, of: reference) }
        let request = exclusions[number - 1]
        if let decision = request.decision { throw .exclusionDecidedAlready(number, on: decision.on) }
        guard on >= request.requestedOn else { throw .beforeRequest(on, requestedOn: request.requestedOn) }
        try Self.reason(reason, of: "Deciding on an exclusion")
        return .exclusionDecided(exclusion: number, granted: granted, reason: reason, on: on)
    }

    private func split(
        into groups: [[FamilyRecipient]], _ reason: Note, on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        guard !status.isPastMeeting else { throw .alreadyHeld(reference) }
        try Self.notInTheFuture(on, context)
        let named = groups.flatMap { $0 }
        for recipient in named { try self.recipient(recipient) }
        guard groups.count >= 2, groups.allSatisfy({ !$0.isEmpty }), Set(named).count == named.count,
            named.count == familyRecipients.count
        else { throw .badSplit(expected: familyRecipients) }
        try Self.reason(reason, of: "Splitting a conference")
        return .split(into: groups, reason: reason, on: on)
    }
}

// The register, the ruling and the decisions.
extension Conference {
    private func onTheDay(
        _ command: ConferenceCommand, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> [ConferenceEvent] {
        switch command {
        case .recordAttendance(let lines): return try register(lines, context)
        case .correctAttendance(let number, let entry, let reason):
            return try correct(number, entry, reason, context)
        case .explainAbsence(let number, let reason, let on):
            let invitation = try standing(number, on: on, context)
            guard invitation.attendance?.attendance == .absent else { throw .notAbsent(id(invitation)) }
            if let explainedOn = invitation.absenceExplainedOn {
                throw .absenceExplainedAlready(id(invitation), on: explainedOn)
            }
            try Self.reason(reason, of: "Explaining an absence")
            return [.absenceExplained(invitation: number, reason: reason, on: on)]
        case .rule(let ruling, let on): return [try rule(ruling, on: on, context)]
        case .decide(let child, let decision, let on): return [try decide(child, decision, on: on, context)]
        case .correctDecision(let child, let decision, let reason):
            return [try correct(child, decision, reason)]
        default: preconditionFailure("not a command of the day")
        }
    }

    private func register(
        _ lines: [RegisterLine], _ context: DecisionContext
    ) throws(ConferenceRefusal) -> [ConferenceEvent] {
        guard !lines.isEmpty else { throw .emptyRegister }
        if case .adjourned(let on) = status { throw .adjourned(reference, on: on, what: "The register") }
        var events: [ConferenceEvent] = []
        var seen: Set<Int> = []
        for line in lines {
            let invitation = try mayAttend(line.invitation, line.entry, context)
            guard seen.insert(line.invitation).inserted else { throw .twiceInRegister(line.invitation) }
            guard invitation.attendance == nil else { throw .attendanceRecordedAlready(id(invitation)) }
            events.append(
                .attendanceRecorded(
                    invitation: line.invitation, attendance: line.entry.attendance, joinedAt: line.entry.joinedAt,
                    leftAt: line.entry.leftAt))
            events += repetition(invitation, line.entry, context)
        }
        return events
    }

    private func correct(
        _ number: Int, _ entry: AttendanceEntry, _ reason: Note, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> [ConferenceEvent] {
        let invitation = try mayAttend(number, entry, context)
        guard let present = invitation.attendance else { throw .noAttendanceYet(id(invitation)) }
        guard present != entry else { throw .attendanceUnchanged(id(invitation)) }
        try Self.reason(reason, of: "Correcting the register")
        return [.attendanceCorrected(invitation: number, from: present, to: entry, reason: reason)]
            + repetition(invitation, entry, context)
    }

    private func mayAttend(
        _ number: Int, _ entry: AttendanceEntry, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> Invitation {
        let invitation = try standing(number, on: context.today, context)
        guard !invitation.isDraft else { throw .invitationNotSent(id(invitation)) }
        guard context.today >= sitting.on else { throw .registerBeforeSitting(reference, sitting: sitting.on) }
        if entry.attendance == .delegatePresent, invitation.delegate == nil { throw .delegateNotNamed(id(invitation)) }
        let times = [entry.joinedAt, entry.leftAt].compactMap { $0 }
        guard entry.attendance == .part || times.isEmpty else { throw .timesWithoutPart }
        if times.count == 2, times[0] >= times[1] { throw .leftBeforeJoining(times[0], times[1]) }
        return invitation
    }

    /// An agency's second absence without apologies within six months goes to the partnership (Rulebook 4).
    private func repetition(
        _ invitation: Invitation, _ entry: AttendanceEntry, _ context: DecisionContext
    ) -> [ConferenceEvent] {
        guard entry.attendance == .absent, let earlier = context.earlierAbsences[invitation.agency] else { return [] }
        return [.absenceRepeated(invitation: invitation.number, earlier: earlier)]
    }

    private func rule(
        _ ruling: QuoracyRuling, on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        try afterMeeting("A ruling on quoracy", on: on, context)
        guard status == .held else { throw .ruledTooLate(reference) }
        guard !quoracyOnTheDay(context.policy.quoracy, agencies: context.agencies).isQuorate else {
            throw .isQuorate(reference)
        }
        switch ruling {
        case .proceeded(_, let note?): try Self.detail(note, of: "A ruling")
        case .proceeded(_, nil): break
        case .adjourned(let note):
            // What was decided, it decided: the rest can follow at a review.
            guard decidedAt == nil else { throw .ruledTooLate(reference) }
            try Self.detail(note, of: "An adjournment")
        }
        return .quoracyRuled(ruling: ruling, on: on)
    }

    private func decide(
        _ child: ChildReference, _ decision: ChildDecision, on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        try afterMeeting("A decision", on: on, context)
        guard let known = children.first(where: { $0.reference == child }) else {
            throw .unknownChild(child, known: children.map(\.reference))
        }
        guard known.decision == nil else { throw .decidedAlready(child) }
        try Self.dissent(decision)
        let count = quoracyOnTheDay(context.policy.quoracy, agencies: context.agencies)
        if let shortfall = count.shortfall, ruling == nil {
            throw .inquorateWithoutRuling(reference, shortfall: shortfall, ends: decision.plan == nil)
        }
        return .childDecided(child: child, decision: decision, on: on)
    }

    private func correct(
        _ child: ChildReference, _ decision: ChildDecision, _ reason: Note
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        guard let known = children.first(where: { $0.reference == child }) else {
            throw .unknownChild(child, known: children.map(\.reference))
        }
        guard let before = known.decision else { throw .undecided(child) }
        guard before != decision else { throw .decisionUnchanged(child) }
        try Self.dissent(decision)
        try Self.reason(reason, of: "Correcting a decision")
        return .decisionCorrected(child: child, from: before, to: decision, reason: reason)
    }

    private static func dissent(_ decision: ChildDecision) throws(ConferenceRefusal) {
        for dissent in decision.dissent { try Self.detail(dissent.note, of: "A dissent") }
    }
}

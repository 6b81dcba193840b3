import WorkingDays

extension Conference {
    /// Everything that the conference obliges to, settled or not.
    ///
    /// - Throws: ``WorkingDayError`` when a deadline falls outside the calendar.
    public func obligations(
        under policy: Policy, calendar: WorkingDayCalendar
    ) throws(WorkingDayError) -> [Obligation] {
        var all: [Obligation] = []
        for kind in policy.kinds {
            guard let rule = policy.rules[kind], rule.anchor.isOfConference else { continue }
            let reckoning = ConferenceReckoning(conference: self, rule: rule, policy: policy, calendar: calendar)
            if rule.isForEachInvitation {
                for invitation in invitations {
                    if let owed = try reckoning.obligation(of: invitation) { all.append(owed) }
                }
            } else if let owed = try reckoning.obligation() {
                all.append(owed)
            }
        }
        for index in all.indices { all[index].isMissed = hasMet(without: all[index]) }
        return all
    }

    private func hasMet(without obligation: Obligation) -> Bool {
        guard status.isPastMeeting, obligation.endsAt != nil else { return false }
        return obligation.standing == .outstanding || obligation.standing == .impossibleNotice
    }
}

/// One rule applied to one conference.
private struct ConferenceReckoning {
    let conference: Conference
    let rule: ObligationRule
    let policy: Policy
    let calendar: WorkingDayCalendar

    private var isPreparation: Bool { rule.isPreparation(for: conference.type) }

    // What the conference as a whole brings.

    func obligation() throws(WorkingDayError) -> Obligation? {
        guard let start else { return nil }
        let deadline = try deadline(from: start)
        let id = ObligationID(.conference(conference.reference), kind: rule.kind)
        var owed = Obligation(
            id: id, generation: generation, owedBy: owner, anchoredOn: start.day, deadline: deadline,
            establishedAt: start.recordedAt, standing: standing(settlement, deadline, start),
            conferenceOn: conference.sitting.on, endsAt: isPreparation ? conference.sitting.startsAt : nil,
            arrangedFor: arranged(by: deadline), holds: holds(id))
        owed.hadNotice = start.givesNotice(of: deadline)
        return owed
    }

    private var start: ObligationStart? {
        let sitting = conference.sitting
        switch rule.anchor {
        case .conference where isPreparation:
            return ObligationStart(
                day: sitting.on, time: sitting.at, knownOn: conference.datedOn, recordedAt: conference.datedAt)
        case .conference:
            guard conference.status.isPastMeeting, let heldAt = conference.heldAt else { return nil }
            return ObligationStart(day: sitting.on, time: sitting.at, recordedAt: heldAt)
        case .planMade:
            guard conference.status.isPastMeeting, let madeAt = conference.planMadeAt else { return nil }
            // A review keeps the core group that the plan has.
            if rule.kind == .coreGroup, conference.type.isReview { return nil }
            let changedAt = rule.kind == .holdReview ? conference.reviewChangedAt : nil
            return ObligationStart(day: sitting.on, time: sitting.at, recordedAt: max(madeAt, changedAt ?? madeAt))
        case .adjournment:
            return conference.adjournments.last.map { ObligationStart(day: $0.on, recordedAt: $0.recordedAt) }
        case .invitationSent, .apologies, .recordReceived, .discussion: return nil
        }
    }

    private var generation: Int {
        switch rule.anchor {
        case .conference where isPreparation: conference.moves
        // What one sitting set going is over once it was adjourned; the next sets it going anew.
        default: conference.adjournments.count
        }
    }

    private var owner: PersonReference? {
        switch rule.owner {
        case .administrator: conference.administrator
        case .chair: conference.chair
        // While no lead social worker is named, the administrator knows whom to ask.
        case .leadSocialWorker: conference.leadSocialWorker ?? conference.administrator
        case .invitee, .agency, .discussionChair: nil
        }
    }

    private var settlement: Obligation.Standing? {
        switch rule.kind {
        case .sendInvitations: invitationsSettlement
        case .decisionLetter: conference.letterIssuedOn.map { .met(on: $0) }
        case .conferenceRecord: conference.record.firstCirculatedOn.map { .met(on: $0) }
        case .coreGroup: conference.coreGroupHeldOn.map { .met(on: $0) }
        case .holdReview: conference.review?.heldOn.map { .met(on: $0) }
        case .redate: conference.adjournments.last?.redatedOn.map { .met(on: $0) }
        case .own(let name): tick(name, nil)
        default: nil
        }
    }

    /// Met once somebody is invited and no draft waits.
    private var invitationsSettlement: Obligation.Standing? {
        let standing = conference.invitations.filter(\.stands)
        guard !standing.isEmpty, !standing.contains(where: \.isDraft) else { return nil }
        return standing.compactMap(\.sentOn).max().map { .met(on: $0) }
    }

    private func arranged(by deadline: Deadline) -> CalendarDate? {
        guard rule.kind == .holdReview, let sitsOn = conference.review?.sitsOn, sitsOn <= deadline.on else {
            return nil
        }
        return sitsOn
    }

    // What each invitation brings.

    func obligation(of invitation: Invitation) throws(WorkingDayError) -> Obligation? {
        guard let start = start(of: invitation) else { return nil }
        let deadline = try deadline(from: start)
        let id = ObligationID(.conference(conference.reference), place: invitation.number, kind: rule.kind)
        var owed = Obligation(
            id: id, generation: generation(of: invitation), agency: invitation.agency,
            owedBy: rule.owner == .agency ? nil : invitation.person, anchoredOn: start.day, deadline: deadline,
            establishedAt: start.recordedAt, standing: standing(of: invitation, deadline, start),
            conferenceOn: conference.sitting.on, endsAt: isPreparation ? conference.sitting.startsAt : nil,
            isRepetition: invitation.earlierAbsence != nil, holds: holds(id))
        owed.hadNotice = start.givesNotice(of: deadline)
        return owed
    }

    private func start(of invitation: Invitation) -> ObligationStart? {
        guard let sentOn = invitation.sentOn, let sentAt = invitation.sentAt, applies(to: invitation) else {
            return nil
        }
        let sitting = conference.sitting
        switch rule.anchor {
        case .conference where isPreparation:
            return ObligationStart(
                day: sitting.on, time: sitting.at, knownOn: invitation.dayKnownOn,
                recordedAt: max(conference.datedAt, sentAt, reopenedAt(invitation) ?? sentAt))
        case .conference:
            guard conference.status.isPastMeeting, let heldAt = conference.heldAt else { return nil }
            let absentSince = rule.kind == .explainAbsence ? invitation.absentSince : nil
            return ObligationStart(day: sitting.on, time: sitting.at, recordedAt: absentSince ?? heldAt)
        case .planMade:
            guard conference.status.isPastMeeting, let madeAt = conference.planMadeAt else { return nil }
            return ObligationStart(day: sitting.on, time: sitting.at, recordedAt: madeAt)
        case .invitationSent: return ObligationStart(day: sentOn, knownOn: sentOn, recordedAt: sentAt)
        case .apologies:
            // Kept once apologies have been given, so that taking them back stops what was on its way.
            guard let wantedAt = invitation.delegateWantedAt else { return nil }
            return ObligationStart(day: invitation.response?.on ?? sentOn, recordedAt: max(wantedAt, sentAt))
        case .recordReceived:
            let record = conference.record
            guard let out = record.circulatedOn[invitation.number], let at = record.circulatedAt[invitation.number]
            else { return nil }
            return ObligationStart(day: record.receivedOn[invitation.number] ?? out, recordedAt: at)
        case .adjournment, .discussion: return nil
        }
    }

    /// When something that had met it was undone.
    private func reopenedAt(_ invitation: Invitation) -> Timestamp? {
        switch rule.kind {
        case .submitReport: invitation.report.returnedAt
        case .shareWithFamily: invitation.resharedAt
        default: nil
        }
    }

    private func applies(to invitation: Invitation) -> Bool {
        switch rule.kind {
        case .reply, .nameDelegate: invitation.capacity.attends
        case .submitReport, .shareWithFamily: invitation.capacity.reports
        case .explainAbsence: invitation.capacity.attends && invitation.attendance?.attendance == .absent
        default: true
        }
    }

    private func generation(of invitation: Invitation) -> Int {
        let moves = isPreparation ? conference.moves : conference.adjournments.count
        return switch rule.kind {
        case .nameDelegate: moves + invitation.delegateTurns
        case .submitReport: moves + invitation.report.timesReturned
        case .shareWithFamily: moves + invitation.timesReshared
        default: moves + (rule.anchor == .invitationSent ? invitation.timesResent : 0)
        }
    }

    private func standing(
        of invitation: Invitation, _ deadline: Deadline, _ start: ObligationStart
    ) -> Obligation.Standing {
        let settled: Obligation.Standing?
        if case .own(let name) = rule.kind {
            settled = tick(name, invitation.number)
        } else if rule.kind == .corrections {
            settled = corrections(invitation.number)
        } else {
            settled = invitation.settlement(of: rule.kind, familyRecipients: conference.familyRecipients)
        }
        return standing(settled ?? invitation.withdrawnOn.map { .withdrawn(on: $0) }, deadline, start)
    }

    private func corrections(_ number: Int) -> Obligation.Standing? {
        if let sent = conference.record.corrections.first(where: { $0.invitation == number }) {
            return .met(on: sent.on)
        }
        if case .final(let on) = conference.record.stage { return .met(on: on) }
        return nil
    }

    // What both share.

    private func tick(_ name: ObligationName, _ number: Int?) -> Obligation.Standing? {
        conference.ticks.first { $0.obligation == name && $0.invitation == number }.map { .met(on: $0.on) }
    }

    private func standing(
        _ settled: Obligation.Standing?, _ deadline: Deadline, _ start: ObligationStart
    ) -> Obligation.Standing {
        if let settled { return settled }
        if case .cancelled(let on, _) = conference.status { return .cancelled(on: on) }
        return start.givesNotice(of: deadline) ? .outstanding : .impossibleNotice
    }

    private func holds(_ id: ObligationID) -> [ReminderHold] {
        conference.holds.filter { $0.obligation == nil || $0.obligation == id }.map(\.hold)
    }

    private func deadline(from start: ObligationStart) throws(WorkingDayError) -> Deadline {
        let cutOff = rule.cutOff ?? policy.cutOff
        let own = try rule.offset(for: conference.type).deadline(
            from: start.day, at: start.time, cutOff: cutOff, calendar: calendar)
        guard let limit = rule.noLaterThan else { return own }
        let sitting = conference.sitting
        let latest = try limit.deadline(from: sitting.on, at: sitting.at, cutOff: cutOff, calendar: calendar)
        guard latest.at < own.at else { return own }
        // What arises in the last days is still owed at once: never before the day that it arises.
        guard latest.on < start.day else { return latest }
        return try DeadlineOffset(0, .calendarDays, .after).deadline(
            from: start.day, at: start.time, cutOff: cutOff, calendar: calendar)
    }
}

extension Invitation {
    /// How the recorded facts settle an obligation; `nil` while it is owed.
    fileprivate func settlement(
        of kind: ObligationKind, familyRecipients: [FamilyRecipient]
    ) -> Obligation.Standing? {
        switch kind {
        case .reply: replySettlement
        case .submitReport: reportSettlement
        case .shareWithFamily: sharingSettlement(familyRecipients)
        case .nameDelegate: delegateSettlement
        case .explainAbsence: absenceExplainedOn.map { .met(on: $0) }
        default: nil
        }
    }

    /// Apologies without their reason are no full reply yet (Rulebook 1.5).
    private var replySettlement: Obligation.Standing? {
        guard let response, response.reply != .apologies(reason: nil) else { return nil }
        return .met(on: response.on)
    }

    private var reportSettlement: Obligation.Standing? {
        switch report.stage {
        case .requested, .returned: nil
        case .submitted, .accepted: report.versions.last.map { .met(on: $0.on) }
        case .exempt(let on, _, _): .exempt(on: on)
        }
    }

    private func sharingSettlement(_ familyRecipients: [FamilyRecipient]) -> Obligation.Standing? {
        if case .exempt(let on, _, _) = report.stage { return .exempt(on: on) }
        let settled = familyRecipients.compactMap { sharing[$0] }.filter { $0.outcome.settles }
        guard settled.count == familyRecipients.count, let last = settled.map(\.on).max() else { return nil }
        let allExempt = settled.allSatisfy { if case .exempt = $0.outcome { true } else { false } }
        return allExempt ? .exempt(on: last) : .met(on: last)
    }

    private var delegateSettlement: Obligation.Standing? {
        guard let response, response.reply.isApologies else {
            return .withdrawn(on: response?.on ?? sentOn ?? dayKnownOn)
        }
        return delegate?.briefedOn.map { .met(on: max($0, response.on)) }
    }
}

import WorkingDays

extension Conference {
    /// What a command makes happen, or why it may not.
    ///
    /// - Parameters:
    ///   - state: What is on record so far; `nil` while nothing is under `reference`.
    ///   - context: Today, the calendar, the rules, and what the directory knows of the people and agencies named.
    /// - Returns: The events to record, at least one.
    public static func decide(
        _ command: ConferenceCommand, reference: ConferenceReference, state: ConferenceState?,
        context: DecisionContext
    ) throws(ConferenceRefusal) -> [ConferenceEvent] {
        for person in command.people where context.agencyOfPerson[person] == nil { throw .unknownPerson(person) }
        for agency in command.agencies where context.agencies[agency] == nil { throw .unknownAgency(agency) }
        try knownDiscussion(command, context)
        switch (command, state) {
        case (.request(let request), nil):
            try notInTheFuture(request.on, context)
            return [.requested(as: request)]
        case (.request, .requested?): throw .alreadyRequested(reference)
        case (.schedule(let scheduling), nil), (.schedule(let scheduling), .requested?):
            return [try schedule(scheduling, reference: reference, state: state, context: context)]
        case (.cancel(let on, let reason), .requested?):
            try notInTheFuture(on, context)
            try Self.reason(reason, of: "Dropping a request")
            return [.requestDropped(on: on, reason: reason)]
        case (_, .requestDropped(_, let on)?): throw .cancelled(reference, on: on)
        case (_, nil), (_, .requested?): throw .notScheduled(reference)
        case (_, .arranged(let conference)?): return try conference.decide(command, context: context)
        }
    }

    private func decide(
        _ command: ConferenceCommand, context: DecisionContext
    ) throws(ConferenceRefusal) -> [ConferenceEvent] {
        if case .cancelled(let on, _) = status { throw .cancelled(reference, on: on) }
        if case .closed(let on) = status, !command.isForClosed { throw .closed(reference, on: on) }
        return switch command {
        case .request, .schedule: throw .alreadyScheduled(reference)
        case .reschedule, .cancel, .close, .assign, .addChild, .pinRules, .noteReviewArranged, .noteReviewLost,
            .noteReviewHeld:
            [try arrange(command, context)]
        case .listInvitee, .invite, .sendInvitations, .nameInvitee, .recordBounce, .withdraw, .reply, .nameDelegate,
            .acceptDelegation, .declineDelegation, .confirmDelegateBriefed:
            try invitations(command, context)
        case .submitReport, .acceptReport, .returnReport, .circulateReport, .exemptReport, .recordSharing,
            .exemptSharing, .recordAttempt:
            try reports(command, context)
        case .recordNeed, .arrangeNeed, .requestExclusion, .decideExclusion, .split, .recordAttendance,
            .correctAttendance, .explainAbsence, .rule, .decide, .correctDecision:
            try meeting(command, context)
        case .issueLetter, .recordCoreGroup, .draftRecord, .sendRecordToChair, .returnRecord, .approveRecord,
            .circulateRecord, .recordReceipt, .requestCorrection, .finaliseRecord:
            [try aftermath(command, context)]
        case .tick, .holdReminders, .releaseReminders: [try reminders(command, context)]
        }
    }
}

extension ConferenceCommand {
    /// What may still be noted of a conference that is closed: what the system itself notes, and late receipts.
    fileprivate var isForClosed: Bool {
        switch self {
        case .pinRules, .noteReviewArranged, .noteReviewLost, .noteReviewHeld, .recordReceipt, .correctAttendance,
            .explainAbsence, .recordCoreGroup, .tick, .holdReminders, .releaseReminders:
            true
        default: false
        }
    }
}

// What several rules share.
extension Conference {
    /// A discussion that leads to a conference is of the same case.
    private static func knownDiscussion(
        _ command: ConferenceCommand, _ context: DecisionContext
    ) throws(ConferenceRefusal) {
        guard let discussion = command.discussion else { return }
        guard let known = context.caseOfDiscussion[discussion] else { throw .unknownDiscussion(discussion) }
        guard known == command.caseReference else { throw .discussionOfAnotherCase(discussion, known) }
    }
}

extension Conference {
    func id(_ invitation: Invitation) -> InvitationID {
        InvitationID(conference: reference, number: invitation.number)
    }

    /// The invitation, if it stands and a fact of that day may be recorded for it.
    func standing(
        _ number: Int, on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> Invitation {
        guard let invitation = invitation(number) else { throw .unknownInvitation(number, of: reference) }
        if let withdrawnOn = invitation.withdrawnOn { throw .invitationWithdrawn(id(invitation), on: withdrawnOn) }
        try Self.notInTheFuture(on, context)
        return invitation
    }

    /// The same, if the invitation had been sent by that day.
    func sent(_ number: Int, on: CalendarDate, _ context: DecisionContext) throws(ConferenceRefusal) -> Invitation {
        let invitation = try standing(number, on: on, context)
        guard let sentOn = invitation.sentOn else { throw .invitationNotSent(id(invitation)) }
        if on < sentOn { throw .beforeInvitation(on, sentOn: sentOn) }
        return invitation
    }

    /// Refuses what only a conference that has met can bring.
    func afterMeeting(_ what: String, on: CalendarDate, _ context: DecisionContext) throws(ConferenceRefusal) {
        try Self.notInTheFuture(on, context)
        if case .adjourned(let adjournedOn) = status { throw .adjourned(reference, on: adjournedOn, what: what) }
        guard status.isPastMeeting else { throw .notHeld(reference, what: what) }
        guard on >= sitting.on else { throw .beforeSitting(on, sitting: sitting.on, what: what) }
    }

    static func notInTheFuture(_ on: CalendarDate, _ context: DecisionContext) throws(ConferenceRefusal) {
        guard on <= context.today else { throw .inTheFuture(on, today: context.today) }
    }

    /// Deadlines are counted from this day, so the calendar must know the days around it.
    static func insideCalendar(_ day: CalendarDate) throws(ConferenceRefusal) {
        let days = WorkingDayCalendar.daysWithRoom
        guard days.contains(day) else {
            throw .outsideCalendar(day, first: days.lowerBound, last: days.upperBound)
        }
    }

    static func reason(_ note: Note, of what: String) throws(ConferenceRefusal) {
        let text = note.text ?? ""
        guard !text.allSatisfy(\.isWhitespace) else { throw .emptyReason(of: what) }
        try SingleLine.check(text, what: "The reason", limit: 500)
    }

    /// A note that may be longer than a reason, but not without end.
    static func detail(_ note: Note, of what: String) throws(ConferenceRefusal) {
        let text = note.text ?? ""
        guard !text.allSatisfy(\.isWhitespace) else { throw .emptyReason(of: what) }
        try SingleLine.check(text, what: "The note", limit: 2000)
    }

    func recipient(_ recipient: FamilyRecipient) throws(ConferenceRefusal) {
        guard familyRecipients.contains(recipient) else {
            throw .notAFamilyRecipient(recipient, expected: familyRecipients)
        }
    }
}

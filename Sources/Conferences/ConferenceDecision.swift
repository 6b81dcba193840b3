import WorkingDays

extension Conference {
    /// What a command makes happen, or why it may not.
    ///
    /// - Parameters:
    ///   - state: The conference so far; `nil` while none is scheduled under `reference`.
    ///   - context: Today, the calendar, and what the directory knows of the people and agencies named.
    /// - Returns: The events to record, at least one.
    public static func decide(
        _ command: ConferenceCommand, reference: ConferenceReference, state: Conference?, context: DecisionContext
    ) throws(ConferenceRefusal) -> [ConferenceEvent] {
        for person in command.people where context.agencyOfPerson[person] == nil { throw .unknownPerson(person) }
        for agency in command.agencies where !context.agencies.contains(agency) { throw .unknownAgency(agency) }
        if case .cancelled(let on, _) = state?.status { throw .cancelled(reference, on: on) }
        if case .schedule(let scheduling) = command {
            guard state == nil else { throw .alreadyScheduled(reference) }
            try check(scheduling, reference: reference, context: context)
            return [.scheduled(as: scheduling)]
        }
        guard let state else { throw .notScheduled(reference) }
        return [try state.decide(command, context: context)]
    }

    private func decide(
        _ command: ConferenceCommand, context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        switch command {
        case .schedule: throw .alreadyScheduled(reference)
        case .reschedule(let new, let on): try reschedule(to: new, on: on, context: context)
        case .cancel(let on, let reason): try cancel(on: on, reason: reason, context: context)
        case .invite(let agency, let person, let on): try invite(agency, person, on: on, context: context)
        case .withdraw(let number, let on): try withdraw(open(number, on: on, context), on: on)
        case .reply(let number, let reply, let on): try answer(open(number, on: on, context), reply, on: on)
        case .nameDelegate(let number, let person, let on):
            try nameDelegate(of: open(number, on: on, context), person, on: on, context: context)
        case .confirmDelegateBriefed(let number, let on):
            try confirmDelegateBriefed(of: open(number, on: on, context), on: on)
        case .submitReport(let number, let covers, let on):
            try submitReport(of: open(number, on: on, context, fromInvitation: false), covers, on: on)
        case .exemptReport(let number, let approver, let reason, let on):
            try exemptReport(of: open(number, on: on, context, fromInvitation: false), approver, reason, on: on)
        case .recordSharing(let number, let recipient, let outcome, let on):
            try share(open(number, on: on, context, fromInvitation: false), recipient, outcome, on: on)
        case .recordAttendance(let number, let attendance):
            try register(number, attendance, context: context)
        }
    }
}

// Each rule of one command.
extension Conference {
    private static func check(
        _ scheduling: Scheduling, reference: ConferenceReference, context: DecisionContext
    ) throws(ConferenceRefusal) {
        try notInTheFuture(scheduling.on, context)
        try check(scheduling.sitting, settledOn: scheduling.on, context)
        guard !scheduling.familyRecipients.isEmpty else { throw .noFamilyRecipient(reference) }
        var seen: Set<FamilyRecipient> = []
        for recipient in scheduling.familyRecipients where !seen.insert(recipient).inserted {
            throw .repeatedFamilyRecipient(recipient)
        }
    }

    private static func check(
        _ sitting: Sitting, settledOn: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) {
        try SingleLine.check(sitting.place, what: "The place", limit: 200)
        guard !sitting.place.allSatisfy(\.isWhitespace) else { throw .emptyPlace }
        guard sitting.on >= settledOn else { throw .sittingInThePast(sitting.on, settledOn: settledOn) }
        try insideCalendar(sitting.on)
        try insideCalendar(settledOn)
    }

    /// Deadlines are counted from this day, so the calendar must know the days around it.
    private static func insideCalendar(_ day: CalendarDate) throws(ConferenceRefusal) {
        let days = WorkingDayCalendar.daysWithRoom
        guard days.contains(day) else {
            throw .outsideCalendar(day, first: days.lowerBound, last: days.upperBound)
        }
    }

    private func reschedule(
        to new: Sitting, on: CalendarDate, context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        guard status == .scheduled else { throw .alreadyHeld(reference) }
        guard new != sitting else { throw .sittingUnchanged(reference) }
        try Self.notInTheFuture(on, context)
        try Self.check(new, settledOn: on, context)
        return .rescheduled(to: new, on: on)
    }

    private func cancel(
        on: CalendarDate, reason: String, context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        guard status == .scheduled else { throw .alreadyHeld(reference) }
        try Self.notInTheFuture(on, context)
        try Self.reason(reason, of: "Cancelling a conference")
        return .cancelled(on: on, reason: reason)
    }

    private func invite(
        _ agency: AgencyCode, _ person: PersonReference?, on: CalendarDate, context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        guard status == .scheduled else { throw .alreadyHeld(reference) }
        try Self.notInTheFuture(on, context)
        guard on <= sitting.on else { throw .invitedAfterSitting(on: on, sitting: sitting.on) }
        try Self.insideCalendar(on)
        if let person, let own = context.agencyOfPerson[person], own != agency {
            throw .ofAnotherAgency(person, agency: own, invitedFor: agency)
        }
        guard standingInvitation(of: agency, person: person) == nil else { throw .alreadyInvited(agency, person) }
        return .invited(invitation: invitations.count + 1, agency: agency, person: person, on: on)
    }

    private func withdraw(
        _ invitation: Invitation, on: CalendarDate
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        guard status == .scheduled else { throw .alreadyHeld(reference) }
        return .withdrawn(invitation: invitation.number, on: on)
    }

    private func answer(
        _ invitation: Invitation, _ reply: Reply, on: CalendarDate
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        guard on <= sitting.on else { throw .replyAfterSitting(on, sitting: sitting.on) }
        if case .apologies(let reason) = reply { try Self.reason(reason, of: "Sending apologies") }
        return .replied(invitation: invitation.number, reply: reply, on: on)
    }

    private func nameDelegate(
        of invitation: Invitation, _ person: PersonReference, on: CalendarDate, context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        guard case .apologies = invitation.response?.reply else { throw .noApologies(id(invitation)) }
        guard person != invitation.person else { throw .delegateIsInvitee(person) }
        guard context.agencyOfPerson[person] == invitation.agency else {
            throw .delegateOfAnotherAgency(person, invitation.agency)
        }
        return .delegateNamed(invitation: invitation.number, delegate: person, on: on)
    }

    private func confirmDelegateBriefed(
        of invitation: Invitation, on: CalendarDate
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        guard let delegate = invitation.delegate else { throw .noDelegate(id(invitation)) }
        if let briefedOn = delegate.briefedOn { throw .delegateAlreadyBriefed(id(invitation), on: briefedOn) }
        return .delegateBriefed(invitation: invitation.number, on: on)
    }

    private func submitReport(
        of invitation: Invitation, _ covers: Bool, on: CalendarDate
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        switch invitation.report {
        case .requested: .reportSubmitted(invitation: invitation.number, coversSignificantOthers: covers, on: on)
        case .submitted(let on, _): throw .reportAlreadySubmitted(id(invitation), on: on)
        case .exempt: throw .reportExempt(id(invitation))
        }
    }

    private func exemptReport(
        of invitation: Invitation, _ approver: PersonReference, _ reason: String, on: CalendarDate
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        try Self.reason(reason, of: "Exempting an invitee from a report")
        switch invitation.report {
        case .requested:
            return .reportExempted(
                invitation: invitation.number, approvedBy: approver, reason: reason, on: on)
        case .submitted(let on, _): throw .reportAlreadySubmitted(id(invitation), on: on)
        case .exempt: throw .reportExempt(id(invitation))
        }
    }

    private func share(
        _ invitation: Invitation, _ recipient: FamilyRecipient, _ outcome: SharingOutcome, on: CalendarDate
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        if case .exempt = invitation.report { throw .reportExempt(id(invitation)) }
        guard familyRecipients.contains(recipient) else {
            throw .notAFamilyRecipient(recipient, expected: familyRecipients)
        }
        if let earlier = invitation.sharing[recipient], earlier.outcome.settles, !outcome.settles {
            throw .sharingAlreadySettled(recipient, on: earlier.on)
        }
        switch outcome {
        case .unableToContact(let attempts):
            guard !attempts.isEmpty, attempts.allSatisfy({ $0 <= on }) else { throw .noAttemptRecorded }
        case .exempt(_, let reason): try Self.reason(reason, of: "Exempting a family recipient")
        case .sentOnly, .discussed, .refused: break
        }
        return .reportShared(invitation: invitation.number, with: recipient, outcome: outcome, on: on)
    }

    private func register(
        _ number: Int, _ attendance: Attendance, context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        let invitation = try open(number, on: context.today, context, fromInvitation: false)
        guard context.today >= sitting.on else { throw .registerBeforeSitting(reference, sitting: sitting.on) }
        if attendance == .delegatePresent, invitation.delegate == nil { throw .delegateNotNamed(id(invitation)) }
        return .attendanceRecorded(invitation: number, attendance: attendance)
    }
}

// What several rules share.
extension Conference {
    private func id(_ invitation: Invitation) -> InvitationID {
        InvitationID(conference: reference, number: invitation.number)
    }

    /// The invitation, if facts of that day may be recorded for it.
    private func open(
        _ number: Int, on: CalendarDate, _ context: DecisionContext, fromInvitation: Bool = true
    ) throws(ConferenceRefusal) -> Invitation {
        guard let invitation = invitation(number) else { throw .unknownInvitation(number, of: reference) }
        if let withdrawnOn = invitation.withdrawnOn { throw .invitationWithdrawn(id(invitation), on: withdrawnOn) }
        try Self.notInTheFuture(on, context)
        if fromInvitation, on < invitation.sentOn { throw .beforeInvitation(on, sentOn: invitation.sentOn) }
        return invitation
    }

    private static func notInTheFuture(
        _ on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) {
        guard on <= context.today else { throw .inTheFuture(on, today: context.today) }
    }

    private static func reason(_ text: String, of what: String) throws(ConferenceRefusal) {
        guard !text.allSatisfy(\.isWhitespace) else { throw .emptyReason(of: what) }
        try SingleLine.check(text, what: "The reason", limit: 500)
    }
}

import WorkingDays

// Who is invited, and what they answer.
extension Conference {
    func invitations(
        _ command: ConferenceCommand, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> [ConferenceEvent] {
        switch command {
        case .listInvitee(let agency, let person, let capacity, let on):
            try mayInvite(agency, person, on: on, context)
            return [
                .inviteeListed(
                    invitation: invitations.count + 1, agency: agency, person: person, capacity: capacity, on: on)
            ] + exemption(of: agency, capacity, on: on, context)
        case .invite(let agency, let person, let on, let capacity):
            try mayInvite(agency, person, on: on, context)
            return [
                .invited(
                    invitation: invitations.count + 1, agency: agency, person: person, on: on,
                    capacity: capacity == .directContact ? nil : capacity)
            ] + exemption(of: agency, capacity, on: on, context)
        case .sendInvitations(let numbers, let on): return [try send(numbers, on: on, context)]
        case .nameInvitee(let number, let person, let on): return [try name(number, person, on: on, context)]
        case .recordBounce(let number, let on):
            return [.invitationBounced(invitation: try sent(number, on: on, context).number, on: on)]
        case .withdraw(let number, let on):
            let invitation = try standing(number, on: on, context)
            guard !status.isPastMeeting else { throw .alreadyHeld(reference) }
            if let sentOn = invitation.sentOn, on < sentOn { throw .beforeInvitation(on, sentOn: sentOn) }
            return [.withdrawn(invitation: number, on: on)]
        case .reply(let number, let reply, let on): return [try answer(sent(number, on: on, context), reply, on: on)]
        default: return [try delegates(command, context)]
        }
    }

    private func mayInvite(
        _ agency: AgencyCode, _ person: PersonReference?, on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) {
        guard !status.isPastMeeting else { throw .alreadyHeld(reference) }
        try Self.notInTheFuture(on, context)
        guard on <= sitting.on else { throw .invitedAfterSitting(on: on, sitting: sitting.on) }
        try Self.insideCalendar(on)
        if let person, let own = context.agencyOfPerson[person], own != agency {
            throw .ofAnotherAgency(person, agency: own, invitedFor: agency)
        }
        guard standingInvitation(of: agency, person: person) == nil else { throw .alreadyInvited(agency, person) }
    }

    /// What an agency's standing exemption from sharing beforehand means here.
    private func exemption(
        of agency: AgencyCode, _ capacity: Invitation.Capacity, on: CalendarDate, _ context: DecisionContext
    ) -> [ConferenceEvent] {
        guard capacity.reports, let standing = context.agencies[agency]?.sharingExemption else { return [] }
        return familyRecipients.map {
            .reportShared(
                invitation: invitations.count + 1, with: $0,
                outcome: .exempt(approvedBy: standing.approvedBy, reason: Note(standing.reason)), on: on)
        }
    }

    private func send(
        _ numbers: [Int], on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        guard !status.isPastMeeting else { throw .alreadyHeld(reference) }
        let drafts = invitations.filter { $0.stands && $0.isDraft }.map(\.number)
        let chosen = numbers.isEmpty ? drafts : Set(numbers).sorted()
        guard !chosen.isEmpty else { throw .nothingToSend(reference) }
        for number in chosen {
            let invitation = try standing(number, on: on, context)
            if let sentOn = invitation.sentOn, on < sentOn { throw .beforeInvitation(on, sentOn: sentOn) }
        }
        guard on <= sitting.on else { throw .invitedAfterSitting(on: on, sitting: sitting.on) }
        try Self.insideCalendar(on)
        return .invitationsSent(invitations: chosen, on: on)
    }

    private func name(
        _ number: Int, _ person: PersonReference, on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        let invitation = try standing(number, on: on, context)
        guard invitation.person != person else { throw .namedAlready(id(invitation)) }
        // Whoever came stays who came.
        guard invitation.person == nil || !status.isPastMeeting else { throw .alreadyHeld(reference) }
        if let own = context.agencyOfPerson[person], own != invitation.agency {
            throw .ofAnotherAgency(person, agency: own, invitedFor: invitation.agency)
        }
        guard standingInvitation(of: invitation.agency, person: person) == nil else {
            throw .alreadyInvited(invitation.agency, person)
        }
        return .inviteeNamed(invitation: number, person: person, on: on)
    }

    private func answer(
        _ invitation: Invitation, _ reply: Reply, on: CalendarDate
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        guard on <= sitting.on else { throw .replyAfterSitting(on, sitting: sitting.on) }
        if case .apologies(let reason?) = reply { try Self.reason(reason, of: "Sending apologies") }
        return .replied(invitation: invitation.number, reply: reply, on: on)
    }
}

// Who stands in for somebody who sent apologies.
extension Conference {
    private func delegates(
        _ command: ConferenceCommand, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        switch command {
        case .nameDelegate(let number, let person, let on):
            return try nameDelegate(of: sent(number, on: on, context), person, on: on, context)
        case .acceptDelegation(let number, let on):
            let invitation = try sent(number, on: on, context)
            let delegate = try delegate(of: invitation, on: on)
            if let acceptedOn = delegate.acceptedOn { throw .delegateAcceptedAlready(id(invitation), on: acceptedOn) }
            return .delegateAccepted(invitation: number, on: on)
        case .declineDelegation(let number, let reason, let on):
            _ = try delegate(of: sent(number, on: on, context), on: on)
            try Self.reason(reason, of: "Declining to stand in")
            return .delegateDeclined(invitation: number, reason: reason, on: on)
        case .confirmDelegateBriefed(let number, let on):
            let invitation = try sent(number, on: on, context)
            if let briefedOn = try delegate(of: invitation, on: on).briefedOn {
                throw .delegateAlreadyBriefed(id(invitation), on: briefedOn)
            }
            return .delegateBriefed(invitation: number, on: on)
        default: preconditionFailure("not a command about delegates")
        }
    }

    private func delegate(
        of invitation: Invitation, on: CalendarDate
    ) throws(ConferenceRefusal) -> Invitation.Delegate {
        guard let delegate = invitation.delegate else { throw .noDelegate(id(invitation)) }
        return delegate
    }

    private func nameDelegate(
        of invitation: Invitation, _ person: PersonReference, on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        guard invitation.response?.reply.isApologies ?? false else { throw .noApologies(id(invitation)) }
        guard person != invitation.person else { throw .delegateIsInvitee(person) }
        guard context.agencyOfPerson[person] == invitation.agency else {
            throw .delegateOfAnotherAgency(person, invitation.agency)
        }
        return .delegateNamed(invitation: invitation.number, delegate: person, on: on)
    }
}

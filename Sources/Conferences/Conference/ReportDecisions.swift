import WorkingDays

// The written report, and its sharing with the family.
extension Conference {
    func reports(
        _ command: ConferenceCommand, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> [ConferenceEvent] {
        switch command {
        case .submitReport(let number, let covers, let on, let covered, let again):
            let invitation = try standing(number, on: on, context)
            try mayReport(invitation, again, covered)
            return [
                .reportSubmitted(
                    invitation: number, coversSignificantOthers: covers, on: on, covered: covered, shareAgain: again)
            ]
        case .acceptReport(let number, let on):
            _ = try submitted(standing(number, on: on, context), on: on)
            return [.reportAccepted(invitation: number, on: on)]
        case .returnReport(let number, let reason, let on):
            _ = try submitted(standing(number, on: on, context), on: on)
            try Self.reason(reason, of: "Returning a report")
            return [.reportReturned(invitation: number, reason: reason, on: on)]
        case .circulateReport(let number, let agencies, let on):
            return [try circulate(standing(number, on: on, context), to: agencies, on: on)]
        case .exemptReport(let number, let approver, let reason, let on):
            return [try exempt(standing(number, on: on, context), approver, reason, on: on)]
        default: return try sharing(command, context)
        }
    }

    private func mayReport(
        _ invitation: Invitation, _ again: Bool?, _ covered: SignificantOthersCovered?
    ) throws(ConferenceRefusal) {
        guard invitation.capacity.reports else { throw .noReportAsked(id(invitation)) }
        if invitation.report.isExempt { throw .reportExempt(id(invitation)) }
        if let covered {
            let range = 0...SignificantOthersCovered.limit
            guard range.contains(covered.householdMembers), range.contains(covered.significantAdults) else {
                throw .tooManyCovered(limit: SignificantOthersCovered.limit)
            }
        }
        // A new version after it was talked through: somebody must say whether the family should hear it again.
        let wasDiscussed = invitation.sharing.values.contains { $0.outcome.isDiscussed }
        if wasDiscussed, again == nil { throw .sayWhetherToShareAgain(id(invitation)) }
        if !wasDiscussed, again == true { throw .nothingToShareAgain(id(invitation)) }
    }

    private func submitted(
        _ invitation: Invitation, on: CalendarDate
    ) throws(ConferenceRefusal) -> CalendarDate {
        switch invitation.report.stage {
        case .submitted(let submittedOn):
            guard on >= submittedOn else { throw .beforeReport(on, submittedOn: submittedOn) }
            return submittedOn
        case .requested, .returned: throw .noReportYet(id(invitation))
        case .accepted(let acceptedOn): throw .reportAlreadyAccepted(id(invitation), on: acceptedOn)
        case .exempt: throw .reportExempt(id(invitation))
        }
    }

    private func circulate(
        _ invitation: Invitation, to agencies: [AgencyCode], on: CalendarDate
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        guard let last = invitation.report.versions.last else { throw .noReportYet(id(invitation)) }
        guard on >= last.on else { throw .beforeReport(on, submittedOn: last.on) }
        let invited = Set(invitations.filter(\.stands).map(\.agency))
        guard !agencies.isEmpty else { throw .noAgencyNamed }
        for agency in agencies where !invited.contains(agency) { throw .agencyNotInvited(agency, reference) }
        return .reportCirculated(invitation: invitation.number, to: agencies, on: on)
    }

    private func exempt(
        _ invitation: Invitation, _ approver: PersonReference, _ reason: Note, on: CalendarDate
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        try Self.reason(reason, of: "Exempting an invitee from a report")
        if let last = invitation.report.versions.last { throw .reportAlreadySubmitted(id(invitation), on: last.on) }
        if invitation.report.isExempt { throw .reportExempt(id(invitation)) }
        return .reportExempted(invitation: invitation.number, approvedBy: approver, reason: reason, on: on)
    }

    private func sharing(
        _ command: ConferenceCommand, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> [ConferenceEvent] {
        switch command {
        case .recordSharing(let number, let recipient, let outcome, let on):
            return [try share(standing(number, on: on, context), recipient, outcome, on: on)]
        case .exemptSharing(let number, let approver, let reason, let on):
            let invitation = try standing(number, on: on, context)
            let open = familyRecipients.filter { !(invitation.sharing[$0]?.outcome.settles ?? false) }
            guard !open.isEmpty else { throw .sharingSettledWithAll(id(invitation)) }
            var events: [ConferenceEvent] = []
            for recipient in open {
                events.append(
                    try share(invitation, recipient, .exempt(approvedBy: approver, reason: reason), on: on))
            }
            return events
        case .recordAttempt(let number, let recipient, let method, let by, let on):
            let invitation = try standing(number, on: on, context)
            if invitation.report.isExempt { throw .reportExempt(id(invitation)) }
            try self.recipient(recipient)
            return [.contactAttempted(invitation: number, with: recipient, method: method, by: by, on: on)]
        default: preconditionFailure("not a command about reports")
        }
    }

    private func share(
        _ invitation: Invitation, _ recipient: FamilyRecipient, _ outcome: SharingOutcome, on: CalendarDate
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        if invitation.report.isExempt { throw .reportExempt(id(invitation)) }
        try self.recipient(recipient)
        if let earlier = invitation.sharing[recipient], earlier.outcome.settles, !outcome.settles {
            throw .sharingAlreadySettled(recipient, on: earlier.on)
        }
        switch outcome {
        case .unableToContact(let attempts):
            let all = attempts + (invitation.attempts[recipient] ?? []).map(\.on)
            guard !all.isEmpty, attempts.allSatisfy({ $0 <= on }) else { throw .noAttemptRecorded }
        case .exempt(_, let reason): try Self.reason(reason, of: "Exempting a family recipient")
        case .sentOnly, .discussed, .refused: break
        }
        return .reportShared(invitation: invitation.number, with: recipient, outcome: outcome, on: on)
    }
}

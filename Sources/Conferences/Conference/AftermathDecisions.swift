import WorkingDays

// What follows a conference: the letter, the core group, the record.
extension Conference {
    func aftermath(
        _ command: ConferenceCommand, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        switch command {
        case .issueLetter(let on):
            try afterMeeting("The decision letter", on: on, context)
            if let issuedOn = letterIssuedOn { throw .letterIssuedAlready(reference, on: issuedOn) }
            return .letterIssued(on: on)
        case .recordCoreGroup(let on):
            try afterMeeting("A core group", on: on, context)
            guard hasPlan else { throw .noPlanMade(reference) }
            if let heldOn = coreGroupHeldOn { throw .coreGroupHeldAlready(reference, on: heldOn) }
            return .coreGroupHeld(on: on)
        default: return try record(command, context)
        }
    }

    /// Whether a plan was made or kept for any child.
    public var hasPlan: Bool { children.contains { $0.decision?.plan != nil } }

    private func record(
        _ command: ConferenceCommand, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        switch (command, record.stage) {
        case (.draftRecord(let on), .notBegun):
            try afterMeeting("The record", on: on, context)
            return .recordDrafted(on: on)
        case (.sendRecordToChair(let on), .notBegun), (.sendRecordToChair(let on), .drafting):
            try afterMeeting("The record", on: on, context)
            return .recordSentToChair(on: on)
        case (.returnRecord(let reason, let on), .chairReview):
            try afterMeeting("The record", on: on, context)
            try Self.reason(reason, of: "Returning the record")
            return .recordReturned(reason: reason, on: on)
        case (.approveRecord(let on), .chairReview):
            try afterMeeting("The record", on: on, context)
            return .recordApproved(on: on)
        case (.circulateRecord(let numbers, let on), .approved), (.circulateRecord(let numbers, let on), .circulated):
            return try circulate(numbers, on: on, context)
        case (.recordReceipt(let number, let on), _): return try receive(number, on: on, context)
        case (.requestCorrection(let number, let detail, let on), .circulated):
            _ = try circulated(number, on: on, context)
            try Self.detail(detail, of: "A correction")
            return .correctionRequested(invitation: number, detail: detail, on: on)
        case (.finaliseRecord(let on), .circulated):
            try afterMeeting("The record", on: on, context)
            return .recordFinalised(on: on)
        default: throw .recordNotThere(reference, stage: record.stage.word, wanted: command.recordStageWanted)
        }
    }

    private func circulate(
        _ numbers: [Int], on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        try afterMeeting("The record", on: on, context)
        let open = invitations.filter { $0.stands && !$0.isDraft && record.circulatedOn[$0.number] == nil }
            .map(\.number)
        let chosen = numbers.isEmpty ? open : Set(numbers).sorted()
        guard !chosen.isEmpty else { throw .circulatedToAll(reference) }
        for number in chosen {
            let invitation = try standing(number, on: on, context)
            guard !invitation.isDraft else { throw .invitationNotSent(id(invitation)) }
            if let earlier = record.circulatedOn[number] { throw .circulatedAlready(id(invitation), on: earlier) }
        }
        return .recordCirculated(invitations: chosen, on: on)
    }

    private func receive(
        _ number: Int, on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        let invitation = try circulated(number, on: on, context)
        if let receivedOn = record.receivedOn[number] { throw .receivedAlready(id(invitation), on: receivedOn) }
        return .recordReceived(invitation: number, on: on)
    }

    private func circulated(
        _ number: Int, on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> Invitation {
        let invitation = try standing(number, on: on, context)
        guard let circulatedOn = record.circulatedOn[number] else { throw .notCirculated(id(invitation)) }
        guard on >= circulatedOn else { throw .beforeCirculation(on, circulatedOn: circulatedOn) }
        return invitation
    }
}

extension ConferenceCommand {
    /// At which stage the record has to be for it, as a sentence ends.
    fileprivate var recordStageWanted: String {
        switch self {
        case .draftRecord: "not begun"
        case .sendRecordToChair: "not begun or drafting"
        case .returnRecord, .approveRecord: "with the chair"
        case .circulateRecord: "approved by the chair"
        default: "circulated and not final"
        }
    }
}

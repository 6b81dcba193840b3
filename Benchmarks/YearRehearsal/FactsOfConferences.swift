import Conferences

extension Fact {
    /// What a command to a conference has brought, told by the events that it made.
    static func of(_ event: ConferenceEvent) -> [Fact] {
        switch event {
        case .scheduled(let scheduling): [of(scheduling)]
        case .rescheduled(let sitting, let on): [Fact("move", on: on, sitting: sitting)]
        case .cancelled(let on, _): [Fact("cancel", on: on)]
        case .closed(let on): [Fact("close", on: on)]
        case .assigned(let role, let person, let on): [Fact("assign", on: on, person: person, word: role.rawValue)]
        case .attendanceRecorded(let number, let attendance, _, _):
            [Fact("attendance", number: number, word: attendance.rawValue)]
        case .attendanceCorrected(let number, _, let entry, _):
            [Fact("attendance", number: number, word: entry.attendance.rawValue)]
        case .absenceExplained(let number, _, let on): [Fact("absence-explained", on: on, number: number)]
        case .quoracyRuled(.proceeded, let on): [Fact("ruling", on: on, word: "proceeded")]
        case .quoracyRuled(.adjourned, let on): [Fact("ruling", on: on, word: "adjourned")]
        case .childDecided(let child, let decision, let on):
            [Fact("decision", on: on, word: decision.plan == nil ? "no-plan" : "plan", about: child.text)]
        case .letterIssued(let on): [Fact("letter", on: on)]
        case .coreGroupHeld(let on): [Fact("core-group", on: on)]
        case .recordCirculated(let numbers, let on): numbers.map { Fact("record-sent", on: on, number: $0) }
        case .recordReceived(let number, let on): [Fact("record-received", on: on, number: number)]
        case .correctionRequested(let number, _, let on): [Fact("correction", on: on, number: number)]
        case .recordFinalised(let on): [Fact("record-final", on: on)]
        default: ofInvitation(event)
        }
    }

    private static func of(_ scheduling: Scheduling) -> Fact {
        var fact = Fact(
            "schedule", on: scheduling.on, person: scheduling.leadSocialWorker, word: scheduling.type.rawValue,
            about: scheduling.discussion.map { "sd:\($0)" } ?? "", sitting: scheduling.sitting)
        fact.caseReference = scheduling.caseReference
        fact.chair = scheduling.chair
        fact.administrator = scheduling.administrator
        fact.family = scheduling.familyRecipients.map(\.description).joined(separator: " ")
        return fact
    }

    private static func ofInvitation(_ event: ConferenceEvent) -> [Fact] {
        switch event {
        case .inviteeListed(let number, let agency, let person, let capacity, let on):
            [Fact("list", on: on, number: number, agency: agency, person: person, word: capacity.rawValue)]
        case .invited(let number, let agency, let person, let on, let capacity):
            [
                Fact(
                    "invite", on: on, number: number, agency: agency, person: person,
                    word: (capacity ?? .directContact).rawValue)
            ]
        case .invitationsSent(let numbers, let on): numbers.map { Fact("send", on: on, number: $0) }
        case .inviteeNamed(let number, let person, let on): [Fact("name", on: on, number: number, person: person)]
        case .withdrawn(let number, let on): [Fact("withdraw", on: on, number: number)]
        case .replied(let number, let reply, let on):
            [
                Fact(
                    "reply", on: on, number: number,
                    word: reply == .apologies(reason: nil) ? "apologies-without-reason" : reply.word)
            ]
        case .delegateNamed(let number, let person, let on): [Fact("delegate", on: on, number: number, person: person)]
        case .delegateDeclined(let number, _, let on): [Fact("delegate-declined", on: on, number: number)]
        case .delegateBriefed(let number, let on): [Fact("delegate-briefed", on: on, number: number)]
        case .reportSubmitted(let number, _, let on, _, let again):
            [Fact("report", on: on, number: number, word: again == true ? "share-again" : "")]
        case .reportReturned(let number, _, let on): [Fact("report-returned", on: on, number: number)]
        case .reportExempted(let number, _, _, let on): [Fact("report-exempt", on: on, number: number)]
        case .reportShared(let number, let recipient, let outcome, let on):
            [Fact("sharing", on: on, number: number, word: word(outcome), about: recipient.description)]
        default: []
        }
    }

    private static func word(_ outcome: SharingOutcome) -> String {
        switch outcome {
        case .sentOnly: "sent-only"
        case .discussed: "discussed"
        case .refused: "refused"
        case .unableToContact: "unable-to-contact"
        case .exempt: "exempt"
        }
    }
}

extension Fact {
    /// What a command to a strategy discussion has brought.
    static func of(_ event: DiscussionEvent) -> [Fact] {
        switch event {
        case .arranged(let arrangement):
            var fact = Fact("schedule", on: arrangement.on, word: "discussion", sitting: arrangement.sitting)
            fact.caseReference = arrangement.caseReference
            fact.chair = arrangement.chair
            return [fact]
        case .moved(let sitting, let on): return [Fact("move", on: on, sitting: sitting)]
        case .cancelled(let on, _): return [Fact("cancel", on: on)]
        case .participantAdded(let number, let agency, let person, let on):
            return [Fact("invite", on: on, number: number, agency: agency, person: person)]
        case .attendanceRecorded(let attendances):
            return attendances.sorted { $0.key < $1.key }.map {
                Fact("attendance", number: $0.key, word: $0.value.rawValue)
            }
        case .held(let on, _): return [Fact("held", on: on)]
        case .section47Recorded(let isInitiated, let worker, let on):
            return [Fact("section-47", on: on, person: worker, word: isInitiated ? "begins" : "none")]
        case .minutesReceived(let number, let on): return [Fact("minutes-received", on: on, number: number)]
        default: return []
        }
    }
}

import WorkingDays

extension EventSentence {
    public func phrase(_ event: ConferenceEvent, of conference: ConferenceReference) -> String {
        func invitation(_ number: Int) -> String { "invitation \(number) of \(conference)" }
        switch event {
        case .requested(let request): return requested(request, conference)
        case .requestDropped(let on, let reason):
            return "dropped the request for \(conference)\(day(on))\(note("reason", reason))"
        case .scheduled(let scheduling): return scheduled(scheduling, conference)
        case .rescheduled(let sitting, let on): return "moved \(conference)\(day(on)) to \(moment(sitting))"
        case .cancelled(let on, let reason): return "cancelled \(conference)\(day(on))\(note("reason", reason))"
        case .closed(let on): return "closed \(conference)\(day(on))"
        case .assigned(let role, let person, let on):
            return "made \(person) \(word(role)) of \(conference)\(day(on))"
        case .childAdded(let child, let on): return "added child \(child) to \(conference)\(day(on))"
        case .rulesPinned(let ruleSet): return "put \(conference) under rule set \(ruleSet)"

        case .inviteeListed(let number, let agency, let person, let capacity, let on):
            return "listed \(invitee(person, of: agency)) as \(invitation(number))\(day(on)), \(phrase(capacity))"
        case .invited(let number, let agency, let person, let on, let capacity):
            return "invited \(invitee(person, of: agency)) as \(invitation(number))\(day(on))"
                + (capacity.map { ", \(phrase($0))" } ?? "")
        case .invitationsSent(let numbers, let on):
            return "sent \(numbered("invitation", numbers)) of \(conference)\(day(on))"
        case .inviteeNamed(let number, let person, let on):
            return "named \(person) as invitee for \(invitation(number))\(day(on))"
        case .invitationBounced(let number, let on):
            return "recorded that \(invitation(number)) came back undelivered\(day(on))"
        case .withdrawn(let number, let on): return "withdrew \(invitation(number))\(day(on))"
        case .replied(let number, let reply, let on): return replied(reply, invitation(number), on)

        case .delegateNamed(let number, let delegate, let on):
            return "named \(delegate) as delegate for \(invitation(number))\(day(on))"
        case .delegateAccepted(let number, let on):
            return "recorded that the delegate for \(invitation(number)) accepted\(day(on))"
        case .delegateDeclined(let number, let reason, let on):
            return "recorded that the delegate for \(invitation(number)) declined\(day(on))\(note("reason", reason))"
        case .delegateBriefed(let number, let on):
            return "confirmed the delegate for \(invitation(number)) as briefed\(day(on))"

        case .reportSubmitted(let number, let covers, let on, let covered, let shareAgain):
            return submitted(invitation(number), covers, covered, shareAgain, on)
        case .reportAccepted(let number, let on): return "accepted the report for \(invitation(number))\(day(on))"
        case .reportReturned(let number, let reason, let on):
            return "returned the report for \(invitation(number))\(day(on))\(note("reason", reason))"
        case .reportCirculated(let number, let agencies, let on):
            return "circulated the report for \(invitation(number)) to \(list(agencies))\(day(on))"
        case .reportExempted(let number, let approver, let reason, let on):
            return "exempted \(invitation(number)) from a report, approved by \(approver)\(day(on))"
                + note("reason", reason)
        case .reportShared(let number, let recipient, let outcome, let on):
            return shared("the report for \(invitation(number))", self.recipient(recipient), outcome, on)
        case .contactAttempted(let number, let recipient, let method, let person, let on):
            return "recorded an attempt\(person.map { " by \($0)" } ?? "") to reach \(self.recipient(recipient)) "
                + "\(phrase(method)) for \(invitation(number))\(day(on))"

        case .needRecorded(let number, let kind, let recipient, let detail, let on):
            return "recorded need \(number) of \(conference), \(needed(kind, recipient)),\(day(on))"
                + note("detail", detail)
        case .needArranged(let number, let on): return "recorded need \(number) of \(conference) as met\(day(on))"
        case .exclusionRequested(let number, let recipient, let person, let reason, let late, let on):
            return "recorded exclusion request \(number) of \(conference), by \(person), "
                + "to keep out \(self.recipient(recipient)),\(day(on))\(note("reason", reason))"
                + (late.map { note("late because", $0) } ?? "")
        case .exclusionDecided(let number, let isGranted, let reason, let on):
            return "\(isGranted ? "granted" : "refused") exclusion request \(number) of \(conference)\(day(on))"
                + note("reason", reason)
        case .split(let groups, let reason, let on):
            let parts = groups.map { list($0.map(recipient)) }.joined(separator: "; ")
            return "split \(conference)\(day(on)) into \(groups.count) parts (\(parts))\(note("reason", reason))"

        case .attendanceRecorded(let number, let attendance, let joinedAt, let leftAt):
            let entry = AttendanceEntry(attendance, joinedAt: joinedAt, leftAt: leftAt)
            return "recorded \(invitation(number)) as \(phrase(entry))"
        case .attendanceCorrected(let number, let old, let new, let reason):
            return "corrected \(invitation(number)) from \(phrase(old)) to \(phrase(new))\(note("reason", reason))"
        case .absenceRepeated(let number, let earlier):
            return "noted \(invitation(number)) as absent without apologies again within six months, "
                + "after invitation \(earlier.number) of \(earlier.conference)"
        case .absenceExplained(let number, let reason, let on):
            return "explained the absence of \(invitation(number))\(day(on))\(note("reason", reason))"
        case .quoracyRuled(let ruling, let on): return ruled(ruling, conference, on)
        case .childDecided(let child, let decision, let on): return decided(decision, child, conference, on)
        case .decisionCorrected(let child, let old, let new, let reason):
            return "corrected the decision of \(conference) for child \(child) from \(phrase(old)) to \(phrase(new))"
                + note("reason", reason)

        case .reviewArranged(let review, let sitsOn):
            return "noted \(review) of \(sitsOn.brief) as the review after \(conference)"
        case .reviewLost(let review): return "noted that \(review) is no longer the review after \(conference)"
        case .reviewHeld(let review, let on):
            return "noted that \(review), the review after \(conference), was held\(day(on))"
        case .letterIssued(let on): return "issued the decision letter of \(conference)\(day(on))"
        case .coreGroupHeld(let on): return "recorded the core group after \(conference) as held\(day(on))"
        case .recordDrafted(let on): return "began the record of \(conference)\(day(on))"
        case .recordSentToChair(let on): return "sent the record of \(conference) to the chair\(day(on))"
        case .recordReturned(let reason, let on):
            return "returned the record of \(conference)\(day(on))\(note("reason", reason))"
        case .recordApproved(let on): return "approved the record of \(conference)\(day(on))"
        case .recordCirculated(let numbers, let on):
            return "circulated the record of \(conference) to \(numbered("invitation", numbers))\(day(on))"
        case .recordReceived(let number, let on):
            return "recorded receipt of the record of \(conference) for invitation \(number)\(day(on))"
        case .correctionRequested(let number, let detail, let on):
            return "requested a correction of the record of \(conference) for invitation \(number)\(day(on))"
                + note("detail", detail)
        case .recordFinalised(let on): return "made the record of \(conference) final\(day(on))"

        case .ownObligationMet(let name, let number, let on):
            return "ticked off “\(name)” for \(number.map(invitation) ?? conference.text)\(day(on))"
        case .remindersHeld(let obligation, let until, let reason):
            return held(obligation, of: conference.text, until: until, reason: reason)
        case .remindersReleased(let obligation): return released(obligation, of: conference.text)
        }
    }
}

// Arranging it.
extension EventSentence {
    private func requested(_ request: ConferenceRequest, _ conference: ConferenceReference) -> String {
        "recorded the request of \(request.requestedBy) for \(conference), \(request.type.title.lowercasedFirst) "
            + "of case \(request.caseReference),\(day(request.on))\(following(request.discussion))"
    }

    private func scheduled(_ scheduling: Scheduling, _ conference: ConferenceReference) -> String {
        var details = ["chair \(scheduling.chair)", "administrator \(scheduling.administrator)"]
        if let worker = scheduling.leadSocialWorker { details.append("lead social worker \(worker)") }
        details.append("reports to be shared with \(list(scheduling.familyRecipients.map(recipient)))")
        if let children = scheduling.children, !children.isEmpty {
            details.append("\(children.count == 1 ? "child" : "children") \(list(children))")
        }
        if let ruleSet = scheduling.ruleSet { details.append("rule set \(ruleSet)") }
        return "scheduled \(conference), \(scheduling.type.title.lowercasedFirst) of case "
            + "\(scheduling.caseReference),\(day(scheduling.on)) for \(moment(scheduling.sitting))"
            + "\(following(scheduling.discussion)): \(details.joined(separator: ", "))"
    }

    private func following(_ discussion: DiscussionReference?) -> String {
        discussion.map { ", following strategy discussion \($0)" } ?? ""
    }

    private func word(_ role: ConferenceRole) -> String {
        switch role {
        case .chair: "chair"
        case .administrator: "administrator"
        case .leadSocialWorker: "lead social worker"
        }
    }

    private func needed(_ kind: NeedKind, _ recipient: FamilyRecipient?) -> String {
        let what =
            switch kind {
            case .interpreter: "an interpreter"
            case .advocate: "an advocate"
            case .access: "access"
            }
        return "\(what) for \(recipient.map(self.recipient) ?? "a professional")"
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

import WorkingDays

// Giving a conference its day, moving it, ending it; and who fills its roles.
extension Conference {
    static func schedule(
        _ scheduling: Scheduling, reference: ConferenceReference, state: ConferenceState?, context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        if case .requested(let request)? = state, request.caseReference != scheduling.caseReference {
            throw .ofAnotherCase(reference, requested: request.caseReference)
        }
        try notInTheFuture(scheduling.on, context)
        try check(scheduling.sitting, settledOn: scheduling.on, context)
        guard !scheduling.familyRecipients.isEmpty else { throw .noFamilyRecipient(reference) }
        var seen: Set<FamilyRecipient> = []
        for recipient in scheduling.familyRecipients where !seen.insert(recipient).inserted {
            throw .repeatedFamilyRecipient(recipient)
        }
        var children: Set<ChildReference> = []
        for child in scheduling.children ?? [] where !children.insert(child).inserted { throw .repeatedChild(child) }
        var pinned = scheduling
        pinned.ruleSet = context.ruleSet
        return .scheduled(as: pinned)
    }

    private static func check(
        _ sitting: Sitting, settledOn: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) {
        try SingleLine.check(sitting.place, what: "The place", limit: 200)
        guard !sitting.place.allSatisfy(\.isWhitespace) else { throw .emptyPlace }
        if let link = sitting.videoLink {
            try SingleLine.check(link, what: "The video link", limit: 500)
            guard link.hasPrefix("https://"), !link.contains(" ") else { throw .badVideoLink }
        }
        guard sitting.on >= settledOn else { throw .sittingInThePast(sitting.on, settledOn: settledOn) }
        try insideCalendar(sitting.on)
        try insideCalendar(settledOn)
    }

    func arrange(
        _ command: ConferenceCommand, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        switch command {
        case .reschedule(let new, let on): try reschedule(to: new, on: on, context)
        case .cancel(let on, let reason): try cancel(on: on, reason, context)
        case .close(let on): try close(on: on, context)
        case .assign(let role, let person, let on): try assign(role, person, on: on, context)
        case .addChild(let child, let on): try add(child, on: on, context)
        case .pinRules(let ruleSet):
            if ruleSet == self.ruleSet {
                throw .rulesPinnedAlready(reference, ruleSet)
            } else {
                .rulesPinned(ruleSet: ruleSet)
            }
        case .noteReviewArranged(let conference, let sitsOn):
            .reviewArranged(conference: conference, sitsOn: sitsOn)
        case .noteReviewLost(let conference): .reviewLost(conference: conference)
        case .noteReviewHeld(let conference, let on): .reviewHeld(conference: conference, on: on)
        default: preconditionFailure("not a command of arranging")
        }
    }

    private func reschedule(
        to new: Sitting, on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        guard !status.isPastMeeting else { throw .alreadyHeld(reference) }
        guard new != sitting else { throw .sittingUnchanged(reference) }
        try Self.notInTheFuture(on, context)
        try Self.check(new, settledOn: on, context)
        if case .adjourned(let adjournedOn) = status, new.on < adjournedOn {
            throw .sittingInThePast(new.on, settledOn: adjournedOn)
        }
        return .rescheduled(to: new, on: on)
    }

    private func cancel(
        on: CalendarDate, _ reason: Note, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        guard !status.isPastMeeting else { throw .alreadyHeld(reference) }
        try Self.notInTheFuture(on, context)
        try Self.reason(reason, of: "Cancelling a conference")
        return .cancelled(on: on, reason: reason)
    }

    private func close(on: CalendarDate, _ context: DecisionContext) throws(ConferenceRefusal) -> ConferenceEvent {
        try afterMeeting("Closing it", on: on, context)
        if case .closed(let closedOn) = status { throw .closed(reference, on: closedOn) }
        var missing: [String] = []
        if children.isEmpty || children.contains(where: { $0.decision == nil }) {
            missing.append("a decision for each child")
        }
        if letterIssuedOn == nil { missing.append("the decision letter") }
        if record.firstCirculatedOn == nil { missing.append("the circulated record") }
        guard missing.isEmpty else { throw .notReadyToClose(reference, missing: missing) }
        return .closed(on: on)
    }

    private func assign(
        _ role: ConferenceRole, _ person: PersonReference, on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        try Self.notInTheFuture(on, context)
        let present: PersonReference? =
            switch role {
            case .chair: chair
            case .administrator: administrator
            case .leadSocialWorker: leadSocialWorker
            }
        guard present != person else { throw .assignedAlready(role, person) }
        return .assigned(role: role, person: person, on: on)
    }

    private func add(
        _ child: ChildReference, on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        try Self.notInTheFuture(on, context)
        guard !children.contains(where: { $0.reference == child }) else { throw .repeatedChild(child) }
        return .childAdded(child: child, on: on)
    }

    func reminders(
        _ command: ConferenceCommand, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        switch command {
        case .tick(let name, let invitation, let on): return try tick(name, invitation, on: on, context)
        case .holdReminders(let obligation, let until, let reason):
            try ours(obligation)
            if let obligation, context.policy.rules[obligation.kind]?.anchor.isOfConference != true {
                throw .unknownObligation(obligation, of: reference)
            }
            guard until > context.today else { throw .holdIntoThePast(until, today: context.today) }
            try Self.insideCalendar(until)
            try Self.reason(reason, of: "Holding reminders back")
            return .remindersHeld(obligation: obligation, until: until, reason: reason)
        case .releaseReminders(let obligation):
            try ours(obligation)
            guard holds.contains(where: { $0.obligation == obligation }) else { throw .notOnHold(reference) }
            return .remindersReleased(obligation: obligation)
        default: preconditionFailure("not a command about reminders")
        }
    }

    private func ours(_ obligation: ObligationID?) throws(ConferenceRefusal) {
        guard let obligation else { return }
        guard obligation.matter == .conference(reference), obligation.place.map({ invitation($0) != nil }) ?? true
        else { throw .unknownObligation(obligation, of: reference) }
    }

    private func tick(
        _ name: ObligationName, _ number: Int?, on: CalendarDate, _ context: DecisionContext
    ) throws(ConferenceRefusal) -> ConferenceEvent {
        try Self.notInTheFuture(on, context)
        guard let rule = context.policy.rules[.own(name)], rule.anchor.isOfConference else {
            throw .noSuchOwnObligation(name, known: context.policy.ownNames)
        }
        if rule.isForEachInvitation {
            guard let number else { throw .tickNeedsInvitation(name) }
            _ = try sent(number, on: on, context)
        } else if number != nil {
            throw .tickTakesNoInvitation(name)
        }
        guard !ticks.contains(where: { $0.obligation == name && $0.invitation == number }) else {
            throw .tickedAlready(name)
        }
        return .ownObligationMet(name: name, invitation: number, on: on)
    }
}

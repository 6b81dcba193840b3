import WorkingDays

extension Discussion {
    /// The discussion that its events make, in order; `nil` before the first.
    public static func replaying(
        _ events: some Sequence<(event: DiscussionEvent, at: Timestamp)>, reference: DiscussionReference
    ) -> Discussion? {
        events.reduce(nil) { evolve($0, reference: reference, $1.event, at: $1.at) }
    }

    /// The discussion after one more event, recorded `at`.
    ///
    /// Total: the log holds only what ``decide`` allowed, so nothing is refused here.
    public static func evolve(
        _ state: Discussion?, reference: DiscussionReference, _ event: DiscussionEvent, at: Timestamp
    ) -> Discussion? {
        if case .arranged(let arrangement) = event {
            return Discussion(
                reference: reference, caseReference: arrangement.caseReference, chair: arrangement.chair,
                isCaseOpen: arrangement.isCaseOpen, agenda: arrangement.agenda, ruleSet: arrangement.ruleSet,
                arrangedOn: arrangement.on, sitting: arrangement.sitting, datedOn: arrangement.on, datedAt: at)
        }
        var next = state
        next?.apply(event, at: at)
        return next
    }

    private mutating func apply(_ event: DiscussionEvent, at: Timestamp) {
        switch event {
        case .arranged: break
        case .moved(let sitting, let on): move(to: sitting, on: on, at: at)
        case .cancelled(let on, let reason): status = .cancelled(on: on, reason: reason)
        case .participantAdded(let number, let agency, let person, let on):
            participants.append(
                DiscussionParticipant(number: number, agency: agency, person: person, invitedOn: on, addedAt: at))
        case .participantWithdrawn(let number, let on): change(number) { $0.withdrawnOn = on }
        case .attendanceRecorded(let attendances):
            for (number, attendance) in attendances { register(number, as: attendance, at: at) }
        case .attendanceCorrected(let number, let attendance): register(number, as: attendance, at: at)
        case .held(let on, let shortfall):
            status = .held(on: on)
            holding = Holding(on: on, recordedAt: at, shortfall: shortfall)
        case .closed(let on, let unaddressed):
            status = .closed(on: on)
            closedUnaddressed = unaddressed
        case .section47Recorded(let isInitiated, let worker, let on):
            section47 = Section47(isInitiated: isInitiated, on: on, recordedAt: at)
            leadSocialWorker = worker
        case .chairAssigned(let person, _): chair = person
        case .rulesPinned(let ruleSet): self.ruleSet = ruleSet
        case .followedUp(let discussion, let on): followUp(by: discussion, on: on, at: at)
        case .ownObligationMet(let name, let on): ticks[name] = on
        case .remindersHeld(let obligation, let until, let reason):
            holds.removeAll { $0.obligation == obligation }
            holds.append(.init(obligation: obligation, hold: ReminderHold(from: at, until: until), reason: reason))
        case .remindersReleased(let obligation): holds.removeAll { $0.obligation == obligation }
        case .areaConsidered, .areaFlagged, .flagAnswered, .actionCompleted, .actionWithdrawn:
            applyToAgenda(event, at: at)
        case .conferenceLinked, .conferenceUnlinked, .conferenceHeld: applyToLinks(event, at: at)
        case .minutesDrafted, .minutesSubmitted, .minutesReturned, .minutesApproved, .minutesCirculated,
            .minutesReceived, .minutesReportedMissing, .minutesCorrectionRequested, .minutesFinalised:
            applyToMinutes(event)
        }
    }

    private mutating func change(_ number: Int, _ body: (inout DiscussionParticipant) -> Void) {
        guard participants.indices.contains(number - 1) else { return }
        body(&participants[number - 1])
    }

    private mutating func register(_ number: Int, as attendance: DiscussionAttendance, at: Timestamp) {
        change(number) {
            $0.attendance = attendance
            $0.registeredAt = at
        }
    }

    /// Noted again with the same day, it restarts nothing.
    private mutating func followUp(by discussion: DiscussionReference, on: CalendarDate, at: Timestamp) {
        guard followUp?.discussion != discussion || followUp?.on != on else { return }
        followUp = FollowUp(discussion: discussion, on: on, recordedAt: at, number: (followUp?.number ?? 0) + 1)
    }

    /// Another day or time is another sitting: whoever came to the old one has not come to this. Another place alone is
    /// the same sitting.
    private mutating func move(to new: Sitting, on: CalendarDate, at: Timestamp) {
        let isEarlier = new.on < sitting.on
        let isAnother = new.on != sitting.on || new.at != sitting.at
        sitting = new
        guard isAnother else { return }
        moves += 1
        if isEarlier { datedOn = on }
        datedAt = at
        for index in participants.indices {
            participants[index].attendance = nil
            participants[index].registeredAt = nil
        }
    }
}

// The agenda.
extension Discussion {
    private mutating func applyToAgenda(_ event: DiscussionEvent, at: Timestamp) {
        switch event {
        case .areaConsidered(let area, let agency, let note, let outcome, let on):
            let numbers = agree(outcome, area: area, agency: agency, on: on, at: at)
            let record = AreaRecord(
                consideredOn: on, note: note, outcome: numbers.isEmpty ? .noActionNeeded : .actions(numbers))
            if let agency { agencyAreas[area, default: [:]][agency] = record } else { areas[area] = record }
            resolveFlags(of: area, on: on)
        case .areaFlagged(let flag, let area, let participant, let on):
            flags.append(AreaFlag(number: flag, area: area, participant: participant, on: on))
        case .flagAnswered(let flag, let answer, let on):
            guard flags.indices.contains(flag - 1) else { return }
            flags[flag - 1].resolvedOn = on
            flags[flag - 1].answer = answer
        case .actionCompleted(let number, let on): settle(number, as: .done(on: on))
        case .actionWithdrawn(let number, let reason, let on): settle(number, as: .withdrawn(on: on, reason: reason))
        default: break
        }
    }

    /// - Returns: The numbers of the new actions.
    private mutating func agree(
        _ outcome: AreaOutcome, area: AgendaAreaName, agency: AgencyCode?, on: CalendarDate, at: Timestamp
    ) -> [Int] {
        guard case .actions(let agreed) = outcome else { return [] }
        let first = actions.count + 1
        for (offset, action) in agreed.enumerated() {
            actions.append(
                DiscussionAction(
                    number: first + offset, area: area, agency: agency, what: action.what, owner: action.owner,
                    agreedOn: on, agreedAt: at, dueOn: action.dueOn))
        }
        return Array(first..<first + agreed.count)
    }

    /// Considering an area answers whoever said that it was not covered: for an area that every agency answers for
    /// itself, once the last has.
    private mutating func resolveFlags(of name: AgendaAreaName, on: CalendarDate) {
        guard let area = agenda[name], isRecorded(area) else { return }
        for index in flags.indices where flags[index].area == name && flags[index].resolvedOn == nil {
            flags[index].resolvedOn = on
        }
    }

    private mutating func settle(_ action: Int, as status: DiscussionAction.Status) {
        guard actions.indices.contains(action - 1) else { return }
        actions[action - 1].status = status
    }
}

// Conferences that follow, and the minutes.
extension Discussion {
    private mutating func applyToLinks(_ event: DiscussionEvent, at: Timestamp) {
        switch event {
        case .conferenceLinked(let conference, let sitsOn, _):
            if let index = linkedConferences.firstIndex(where: { $0.conference == conference }) {
                linkedConferences[index].sitsOn = sitsOn
                linksChangedAt = at
            } else {
                linkedConferences.append(LinkedConference(conference: conference, sitsOn: sitsOn))
            }
        case .conferenceUnlinked(let conference, _):
            linkedConferences.removeAll { $0.conference == conference }
            linksChangedAt = at
        case .conferenceHeld(let conference, let on):
            guard let index = linkedConferences.firstIndex(where: { $0.conference == conference }) else { return }
            linkedConferences[index].heldOn = on
        default: break
        }
    }

    private mutating func applyToMinutes(_ event: DiscussionEvent) {
        switch event {
        case .minutesDrafted(let on): minutes = .drafting(on: on)
        case .minutesSubmitted(let on): minutes = .chairReview(on: on)
        case .minutesReturned(let on, let reason):
            minutes = .drafting(on: on)
            minutesReturn = MinutesReturn(on: on, reason: reason)
        case .minutesApproved(let on): minutes = .approved(on: on)
        case .minutesCirculated(let numbers, let on):
            if minutesCirculatedOn == nil { minutes = .circulated(on: on) }
            minutesCirculatedOn = minutesCirculatedOn ?? on
            for number in numbers { change(number) { $0.minutesSentOn = on } }
        case .minutesReceived(let number, let on): change(number) { $0.minutesReceivedOn = on }
        case .minutesReportedMissing(let number, let on): change(number) { $0.minutesMissingOn = on }
        case .minutesCorrectionRequested(let number, let text, let on):
            corrections.append(MinutesCorrection(participant: number, text: text, requestedOn: on))
            if case .circulated = minutes { minutes = .correctionsOpen(on: on) }
        case .minutesFinalised(let on): minutes = .final(on: on)
        default: break
        }
    }
}

import WorkingDays

// The minutes: each rule of one command.
extension Discussion {
    /// - Source: Rulebook 1.3 and 5 (*minutes*).
    func decide(
        _ command: MinutesCommand, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        switch command {
        case .draft(let on):
            try take(.draft, on: on, context)
            return .minutesDrafted(on: on)
        case .submit(let on):
            try take(.submit, on: on, context)
            return .minutesSubmitted(on: on)
        case .sendBack(let on, let reason):
            try take(.sendBack, on: on, context)
            try Self.reason(reason, what: "The reason for sending the minutes back")
            return .minutesReturned(on: on, reason: reason)
        case .approve(let on):
            try take(.approve, on: on, context)
            return .minutesApproved(on: on)
        case .circulate(let circulation, let on): return try circulate(to: circulation, on: on, context)
        case .recordReceived(let number, let on): return try receive(number, on: on, context)
        case .reportMissing(let number, let on): return try reportMissing(number, on: on, context)
        case .requestCorrection(let number, let text, let on):
            return try requestCorrection(number, text, on: on, context)
        case .finalise(let on):
            try take(.finalise, on: on, context)
            return .minutesFinalised(on: on)
        }
    }

    /// Checks that the step is in turn, and its day not before the one on which the minutes came this far.
    private func take(
        _ step: MinutesStep, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) {
        let heldOn = try requireHeld()
        guard step.mayFollow(minutes) else { throw .minutesOutOfTurn(step, minutes) }
        guard let enteredOn = minutes.enteredOn else { return try day(on, after: .discussion, heldOn, context) }
        try day(on, after: .minutes, enteredOn, context)
    }

    private func circulate(
        to circulation: Circulation, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        try take(.circulate, on: on, context)
        let numbers = try recipients(of: circulation)
        guard !numbers.isEmpty else { throw .nobodyToReceive }
        return .minutesCirculated(to: numbers, on: on)
    }

    private func recipients(of circulation: Circulation) throws(DiscussionRefusal) -> [Int] {
        switch circulation {
        case .attended: return participants.filter(\.attended).map(\.number)
        case .invited: return standingParticipants.map(\.number)
        case .participants(let named):
            let numbers = Set(named).sorted()
            for number in numbers { _ = try standing(number) }
            return numbers
        }
    }

    private func receive(
        _ number: Int, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        try inCirculation(.receive, number, on: on, context)
        return .minutesReceived(participant: number, on: on)
    }

    /// Owed to whoever attended, whether or not anything was sent yet.
    private func reportMissing(
        _ number: Int, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        try day(on, after: .discussion, requireHeld(), context)
        let participant = try standing(number)
        guard participant.attended else { throw .didNotAttend(number) }
        if let receivedOn = participant.minutesReceivedOn { throw .minutesReceived(number, on: receivedOn) }
        if let earlier = participant.minutesMissingOn { throw .alreadyReportedMissing(number, on: earlier) }
        return .minutesReportedMissing(participant: number, on: on)
    }

    private func requestCorrection(
        _ number: Int, _ text: Note, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        try inCirculation(.correct, number, on: on, context)
        try Self.text(text, what: "The correction")
        return .minutesCorrectionRequested(participant: number, text: text, on: on)
    }

    /// Checks what a participant says of minutes that were sent out.
    private func inCirculation(
        _ step: MinutesStep, _ number: Int, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) {
        _ = try requireHeld()
        let participant = try standing(number)
        guard step.mayFollow(minutes), let circulatedOn = minutesCirculatedOn else {
            throw .minutesOutOfTurn(step, minutes)
        }
        if step == .receive, let receivedOn = participant.minutesReceivedOn {
            throw .minutesReceived(number, on: receivedOn)
        }
        try day(on, after: .minutes, circulatedOn, context)
    }
}

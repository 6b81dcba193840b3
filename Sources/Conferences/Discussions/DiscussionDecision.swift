import WorkingDays

extension Discussion {
    /// What a command makes happen, or why it may not.
    ///
    /// - Parameters:
    ///   - state: The discussion so far; `nil` while none is arranged under `reference`.
    ///   - context: Today, the calendar, the minimum, and what the directory knows of the people and agencies named and
    ///     of the participants' agencies.
    /// - Returns: The events to record, at least one.
    public static func decide(
        _ command: DiscussionCommand, reference: DiscussionReference, state: Discussion?, context: DiscussionContext
    ) throws(DiscussionRefusal) -> [DiscussionEvent] {
        for person in command.people where context.decision.agencyOfPerson[person] == nil {
            throw .unknownPerson(person)
        }
        for agency in command.agencies where context.decision.agencies[agency] == nil { throw .unknownAgency(agency) }
        if case .cancelled(let on, _) = state?.status { throw .cancelled(reference, on: on) }
        if case .arrange(let arrangement) = command {
            guard state == nil else { throw .alreadyArranged(reference) }
            try check(arrangement, context)
            var pinned = arrangement
            pinned.ruleSet = context.decision.ruleSet
            return [.arranged(as: pinned)]
        }
        guard let state else { throw .notArranged(reference) }
        return [try state.decide(command, context)]
    }

    private func decide(
        _ command: DiscussionCommand, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        switch command {
        case .arrange: throw .alreadyArranged(reference)
        case .move(let new, let on): try move(to: new, on: on, context)
        case .cancel(let on, let reason): try cancel(on: on, reason: reason, context)
        case .addParticipant(let agency, let person, let on): try add(agency, person, on: on, context)
        case .withdrawParticipant(let number, let on): try withdraw(number, on: on, context)
        case .recordAttendance(let attendances): try register(attendances, context)
        case .correctAttendance(let number, let attendance): try correct(number, attendance)
        case .hold(let on, let reason): try hold(on: on, withoutMinimum: reason, context)
        case .considerArea(let area, let agency, let note, let outcome, let on):
            try consider(area, agency: agency, note: note, outcome, on: on, context)
        case .flagArea(let area, let number, let on): try flag(area, by: number, on: on, context)
        case .answerFlag(let number, let answer, let on): try answerFlag(number, answer, on: on, context)
        case .completeAction(let number, let on):
            .actionCompleted(action: try openAction(number, on: on, context).number, on: on)
        case .withdrawAction(let number, let reason, let on):
            try withdrawAction(number, reason: reason, on: on, context)
        case .recordSection47(let isInitiated, let worker, let on):
            try recordSection47(isInitiated, leadSocialWorker: worker, on: on, context)
        case .linkConference(let conference, let sitsOn, let on):
            try link(conference, sitsOn: sitsOn, on: on, context)
        case .unlinkConference(let conference, let on):
            .conferenceUnlinked(conference: try linked(conference, on: on, context).conference, on: on)
        case .conferenceHeld(let conference, let on):
            .conferenceHeld(conference: try awaited(conference, on: on, context).conference, on: on)
        case .minutes(let command): try decide(command, context)
        case .close(let on, let reason): try close(on: on, unaddressed: reason, context)
        case .assignChair, .pinRules, .noteFollowUp, .tick, .holdReminders, .releaseReminders:
            try administer(command, context)
        }
    }
}

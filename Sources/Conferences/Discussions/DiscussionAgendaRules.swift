import WorkingDays

// The agenda, its flags and its actions: each rule of one command.
extension Discussion {
    func consider(
        _ name: AgendaAreaName, agency: AgencyCode?, note: Note, _ outcome: AreaOutcome, on: CalendarDate,
        _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        try requireOpen()
        try check(agency, answersFor: area(name))
        try day(on, after: .arrangement, arrangedOn, context)
        try Self.text(note, what: "The note on \(name)")
        switch outcome {
        case .actions(let agreed): try check(agreed, on: on)
        case .noActionNeeded:
            let open = openActions.filter { $0.area == name && $0.agency == agency }.map(\.number)
            guard open.isEmpty else { throw .actionsOutstanding(name, open) }
        }
        return .areaConsidered(area: name, agency: agency, note: note, outcome: outcome, on: on)
    }

    private func area(_ name: AgendaAreaName) throws(DiscussionRefusal) -> AgendaArea {
        guard let area = agenda[name] else { throw .unknownArea(name, version: agenda.version) }
        return area
    }

    private func check(_ agency: AgencyCode?, answersFor area: AgendaArea) throws(DiscussionRefusal) {
        guard let agency else {
            guard !area.perAgency else { throw .areaNeedsAgency(area.name) }
            return
        }
        guard area.perAgency else { throw .areaIsShared(area.name) }
        guard agencies.contains(agency) else { throw .agencyNotTakingPart(agency) }
    }

    private func check(_ agreed: [AgreedAction], on: CalendarDate) throws(DiscussionRefusal) {
        guard !agreed.isEmpty else { throw .noAction }
        for action in agreed {
            try Self.reason(action.what, what: "The action")
            guard action.dueOn >= on else { throw .actionDueInThePast(action.dueOn, agreedOn: on) }
            try Self.insideCalendar(action.dueOn)
        }
    }

    func flag(
        _ name: AgendaAreaName, by number: Int, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        try requireOpen()
        let area = try area(name)
        let participant = try standing(number)
        try day(on, after: .invitation, participant.invitedOn, context)
        if let earlier = openFlags(of: name).first(where: { $0.participant == number }) {
            throw .alreadyFlagged(name, participant: number, on: earlier.on)
        }
        return .areaFlagged(flag: flags.count + 1, area: area.name, participant: number, on: on)
    }

    func answerFlag(
        _ number: Int, _ answer: Note, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        try requireOpen()
        guard flags.indices.contains(number - 1) else { throw .unknownFlag(number, of: reference) }
        let flag = flags[number - 1]
        if let resolvedOn = flag.resolvedOn { throw .flagResolved(number, on: resolvedOn) }
        try day(on, after: .flag, flag.on, context)
        try Self.text(answer, what: "The answer")
        return .flagAnswered(flag: number, answer: answer, on: on)
    }

    func withdrawAction(
        _ number: Int, reason: Note, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        let action = try openAction(number, on: on, context)
        try Self.reason(reason, what: "The reason for withdrawing the action")
        return .actionWithdrawn(action: action.number, reason: reason, on: on)
    }

    /// The action, if it may still be settled on that day.
    func openAction(
        _ number: Int, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionAction {
        guard let action = action(number) else { throw .unknownAction(number, of: reference) }
        switch action.status {
        case .open: break
        case .done(let on): throw .actionDone(number, on: on)
        case .withdrawn(let on, _): throw .actionWithdrawn(number, on: on)
        }
        try day(on, after: .action, action.agreedOn, context)
        return action
    }
}

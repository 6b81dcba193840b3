import WorkingDays

// What several rules share.
extension Discussion {
    /// What a day may not lie before.
    public enum Milestone: String, CaseIterable, Sendable {
        case arrangement, invitation, discussion, flag, action, minutes
    }

    func requireNotHeld() throws(DiscussionRefusal) {
        if let heldOn { throw .alreadyHeld(reference, on: heldOn) }
    }

    func requireOpen() throws(DiscussionRefusal) {
        if case .closed(let on) = status { throw .closed(reference, on: on) }
    }

    /// - Returns: The day on which it was held.
    func requireHeld() throws(DiscussionRefusal) -> CalendarDate {
        guard let heldOn else { throw .notHeld(reference) }
        return heldOn
    }

    func standing(_ number: Int) throws(DiscussionRefusal) -> DiscussionParticipant {
        guard let participant = participant(number) else { throw .unknownParticipant(number, of: reference) }
        if let withdrawnOn = participant.withdrawnOn { throw .participantWithdrawn(number, on: withdrawnOn) }
        return participant
    }

    func day(
        _ on: CalendarDate, after milestone: Milestone, _ earliest: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) {
        try Self.notInTheFuture(on, context)
        guard on >= earliest else { throw .before(on, milestone, of: earliest) }
    }

    static func notInTheFuture(_ on: CalendarDate, _ context: DiscussionContext) throws(DiscussionRefusal) {
        guard on <= context.today else { throw .inTheFuture(on, today: context.today) }
    }

    /// Deadlines are counted from this day, so the calendar must know the days around it.
    static func insideCalendar(_ day: CalendarDate) throws(DiscussionRefusal) {
        let days = WorkingDayCalendar.daysWithRoom
        guard days.contains(day) else {
            throw .outsideCalendar(day, first: days.lowerBound, last: days.upperBound)
        }
    }
}

// Texts that people type.
extension Discussion {
    static func line(_ text: String, what: String, limit: Int) throws(DiscussionRefusal) {
        guard !text.allSatisfy(\.isWhitespace) else { throw .emptyText(what: what) }
        switch SingleLine.fault(of: text, limit: limit) {
        case .tooLong: throw .tooLong(what: what, limit: limit)
        case .lineBreak: throw .lineBreak(what: what)
        case nil: break
        }
    }

    static func reason(_ note: Note, what: String) throws(DiscussionRefusal) {
        try line(note.text ?? "", what: what, limit: 500)
    }

    /// Several lines, as people write notes.
    static func text(_ note: Note, what: String) throws(DiscussionRefusal) {
        let text = note.text ?? ""
        guard !text.allSatisfy(\.isWhitespace) else { throw .emptyText(what: what) }
        guard text.unicodeScalars.count <= 4000 else { throw .tooLong(what: what, limit: 4000) }
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control || "\r\n\t".unicodeScalars.contains($0)
        }
        guard isPlain else { throw .controlCharacter(what: what) }
    }
}

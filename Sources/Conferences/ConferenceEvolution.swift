import WorkingDays

extension Conference {
    /// The conference that its events make, in order; `nil` before the first.
    public static func replaying(
        _ events: some Sequence<(event: ConferenceEvent, at: Timestamp)>, reference: ConferenceReference
    ) -> Conference? {
        events.reduce(nil) { evolve($0, reference: reference, $1.event, at: $1.at) }
    }

    /// The conference after one more event, recorded `at`.
    ///
    /// Total: the log holds only what ``decide`` allowed, so nothing is refused here.
    public static func evolve(
        _ state: Conference?, reference: ConferenceReference, _ event: ConferenceEvent, at: Timestamp
    ) -> Conference? {
        if case .scheduled(let scheduling) = event {
            return Conference(
                reference: reference, type: scheduling.type, caseReference: scheduling.caseReference,
                chair: scheduling.chair, administrator: scheduling.administrator,
                familyRecipients: scheduling.familyRecipients, sitting: scheduling.sitting, status: .scheduled,
                moves: 0, datedOn: scheduling.on, datedAt: at, invitations: [])
        }
        var next = state
        next?.apply(event, at: at)
        return next
    }

    private mutating func apply(_ event: ConferenceEvent, at: Timestamp) {
        switch event {
        case .scheduled: break
        case .rescheduled(let sitting, let on): move(to: sitting, on: on, at: at)
        case .cancelled(let on, let reason): status = .cancelled(on: on, reason: reason)
        case .invited(let number, let agency, let person, let on):
            invitations.append(
                Invitation(
                    number: number, agency: agency, person: person, sentOn: on, sentAt: at,
                    dayKnownOn: max(on, datedOn)))
        case .withdrawn(let number, let on): change(number) { $0.withdrawnOn = on }
        case .replied(let number, let reply, let on):
            change(number) { $0.answer(with: reply, on: on, at: at) }
        case .delegateNamed(let number, let person, let on):
            change(number) { $0.delegate = .init(person: person, namedOn: on) }
        case .delegateBriefed(let number, let on): change(number) { $0.delegate?.briefedOn = on }
        case .reportSubmitted(let number, let covers, let on):
            change(number) { $0.report = .submitted(on: on, coversSignificantOthers: covers) }
        case .reportExempted(let number, let approver, let reason, let on):
            change(number) { $0.report = .exempt(on: on, approvedBy: approver, reason: reason) }
        case .reportShared(let number, let recipient, let outcome, let on):
            change(number) { $0.sharing[recipient] = .init(outcome: outcome, on: on) }
        case .attendanceRecorded(let number, let attendance):
            status = .held
            change(number) { $0.attendance = attendance }
        }
    }

    private mutating func change(_ number: Int, _ body: (inout Invitation) -> Void) {
        body(&invitations[number - 1])
    }

    /// Another day or time asks everybody anew, as a moved calendar object does; another place alone does not.
    private mutating func move(to new: Sitting, on: CalendarDate, at: Timestamp) {
        let isEarlier = new.on < sitting.on
        let asksAnew = new.on != sitting.on || new.at != sitting.at
        sitting = new
        guard asksAnew else { return }
        moves += 1
        if isEarlier { datedOn = on }
        datedAt = at
        for index in invitations.indices where invitations[index].withdrawnOn == nil {
            invitations[index].sentOn = on
            invitations[index].sentAt = at
            // Whoever knew an earlier deadline had notice of a later one: only an earlier day may come too late
            // (Rulebook 4, *impossible notice*), and putting it off excuses no report that was late already.
            if isEarlier { invitations[index].dayKnownOn = on }
            invitations[index].response = nil
            invitations[index].delegate = nil
        }
    }
}

extension Invitation {
    fileprivate mutating func answer(with reply: Reply, on: CalendarDate, at: Timestamp) {
        response = Response(reply: reply, on: on, recordedAt: at)
        if case .apologies = reply { timesApologised += 1 } else { delegate = nil }
    }
}

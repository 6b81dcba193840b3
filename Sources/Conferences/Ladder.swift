import WorkingDays

/// One message-to-be: a step of an obligation's ladder for one audience.
public struct ReminderStep: Hashable, Sendable {
    /// `T-5`, `C-1`, `at-once`: with the obligation, its generation and the audience, a permanent key.
    public let step: StepTime
    public let audience: Audience
    public let leavesAt: Timestamp
    public let isUrgent: Bool
}

/// The steps that an outstanding obligation still brings, in the order in which they leave.
///
/// - A step before the deadline leaves on the last open day before it, a later one on the next open day
///   (Rulebook 3.7), at the opening of sending hours.
/// - Of the steps that had passed when the obligation came to be known, only the latest leaves, at once.
/// - Nothing leaves once the conference has begun: these four kinds all prepare for it.
/// - Returns: Nothing for an obligation that is settled or of impossible notice.
/// - Throws: ``WorkingDayError`` when a step falls outside the calendar.
/// - Source: Rulebook 4 (*rules for ladders*).
public func ladder(
    _ obligation: Obligation, sitting: Sitting, policy: Policy, calendar: WorkingDayCalendar
) throws(WorkingDayError) -> [ReminderStep] {
    guard obligation.standing == .outstanding, let rule = policy.rules[obligation.id.kind] else { return [] }
    let schedule = LadderSchedule(
        obligation: obligation, sitting: sitting, hours: policy.sendingHours, calendar: calendar)
    var rungs: [(step: LadderStep, leavesAt: Timestamp)] = []
    for step in rule.ladder { rungs.append((step, try schedule.moment(of: step))) }
    rungs.sort { $0.leavesAt < $1.leavesAt }

    if let latestPassed = rungs.last(where: { $0.leavesAt < obligation.establishedAt })?.leavesAt {
        rungs.removeAll { $0.leavesAt < latestPassed }
        for index in rungs.indices where rungs[index].leavesAt == latestPassed {
            rungs[index].leavesAt = try schedule.nextMoment(
                from: obligation.establishedAt, isUrgent: rungs[index].step.isUrgent)
        }
        rungs.sort { $0.leavesAt < $1.leavesAt }
    }
    var steps: [ReminderStep] = []
    for (index, rung) in rungs.enumerated() where rung.leavesAt < sitting.startsAt {
        for audience in rung.step.audiences {
            let isOvertaken = rungs[(index + 1)...].contains {
                $0.leavesAt <= rung.leavesAt && $0.step.audiences.contains(audience)
            }
            guard !isOvertaken else { continue }
            steps.append(
                ReminderStep(
                    step: rung.step.time, audience: audience, leavesAt: rung.leavesAt,
                    isUrgent: rung.step.isUrgent))
        }
    }
    return steps
}

/// When the steps of one obligation leave.
private struct LadderSchedule {
    let obligation: Obligation
    let sitting: Sitting
    let hours: SendingHours
    let calendar: WorkingDayCalendar

    func moment(of step: LadderStep) throws(WorkingDayError) -> Timestamp {
        switch step.time {
        case .atOnce: try nextMoment(from: obligation.establishedAt, isUrgent: step.isUrgent)
        case .deadline(let days): try opening(days, from: obligation.deadline.workTo)
        case .conference(let days): try opening(days, from: sitting.on)
        }
    }

    private func opening(_ days: Int, from day: CalendarDate) throws(WorkingDayError) -> Timestamp {
        let on =
            days > 0
            ? try calendar.firstOpenDay(onOrAfter: calendar.date(days, workingDaysAfter: day).date).date
            : try calendar.date(-days, workingDaysBefore: day).date
        return EuropeLondon.timestamp(on: on, at: hours.opens)
    }

    func nextMoment(from now: Timestamp, isUrgent: Bool) throws(WorkingDayError) -> Timestamp {
        isUrgent ? now : try hours.nextMoment(from: now, calendar: calendar)
    }
}

extension SendingHours {
    /// The next quarter of an hour, at or after `now`, in which messages may leave.
    ///
    /// Quarters gather what arises together into one digest.
    public func nextMoment(from now: Timestamp, calendar: WorkingDayCalendar) throws(WorkingDayError) -> Timestamp {
        try firstSendable(from: Timestamp(seconds: (now.seconds + 899) / 900 * 900), calendar: calendar)
    }

    /// The first moment, at or after `now`, in which messages may leave.
    public func firstSendable(
        from now: Timestamp, calendar: WorkingDayCalendar
    ) throws(WorkingDayError) -> Timestamp {
        if try permit(now, calendar: calendar) { return now }
        let (day, time) = EuropeLondon.local(now)
        let earliest = time < opens ? day : day.adding(days: 1)
        return EuropeLondon.timestamp(on: try calendar.firstOpenDay(onOrAfter: earliest).date, at: opens)
    }

    /// Whether messages may leave at `now`.
    public func permit(_ now: Timestamp, calendar: WorkingDayCalendar) throws(WorkingDayError) -> Bool {
        let (day, time) = EuropeLondon.local(now)
        return contains(time) ? try calendar.isOpen(day) : false
    }
}

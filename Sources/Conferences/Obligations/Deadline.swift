import WorkingDays

/// By when something is owed.
public struct Deadline: Hashable, Sendable {
    /// The day that the rule arrives at.
    public let on: CalendarDate
    /// The day to work to: `on`, or the last open day before it where `on` is none (Rulebook 3.4).
    public let workTo: CalendarDate
    /// The moment after which it is late.
    public let at: Timestamp
    /// Whether it rests on holidays that are projected and not yet published (Rulebook 3.8).
    public let isProvisional: Bool

    public init(on: CalendarDate, workTo: CalendarDate, at: Timestamp, isProvisional: Bool) {
        self.on = on
        self.workTo = workTo
        self.at = at
        self.isProvisional = isProvisional
    }
}

extension DeadlineOffset {
    /// The deadline this far from an anchor.
    ///
    /// - Parameters:
    ///   - day: The anchor's day; day 0, whatever day of the week it is.
    ///   - time: The anchor's time of day. It matters to hours alone.
    ///   - cutOff: When a deadline's day ends, Europe/London. Hours have no cut-off: they end to the second.
    /// - Throws: ``WorkingDayError`` when the deadline falls outside the calendar.
    /// - Source: Rulebook 3.2–3.7.
    public func deadline(
        from day: CalendarDate, at time: TimeOfDay, cutOff: TimeOfDay, calendar: WorkingDayCalendar
    ) throws(WorkingDayError) -> Deadline {
        let sign = direction == .before ? -1 : 1
        switch unit {
        case .workingDays:
            let answer =
                switch direction {
                case .before: try calendar.date(count, workingDaysBefore: day, clear: clear)
                case .after: try calendar.date(count, workingDaysAfter: day)
                }
            return Deadline(
                on: answer.date, workTo: answer.date, at: EuropeLondon.timestamp(on: answer.date, at: cutOff),
                isProvisional: answer.isProvisional)
        case .calendarDays:
            return try worked(day.adding(days: sign * count), cutOff: cutOff, calendar: calendar)
        case .months:
            return try worked(day.adding(months: sign * count), cutOff: cutOff, calendar: calendar)
        case .hours:
            let at = EuropeLondon.timestamp(on: day, at: time).adding(seconds: sign * count * 3600)
            let on = EuropeLondon.local(at).date
            let open = try calendar.lastOpenDay(onOrBefore: on)
            return Deadline(on: on, workTo: open.date, at: at, isProvisional: open.isProvisional)
        }
    }

    private func worked(
        _ on: CalendarDate, cutOff: TimeOfDay, calendar: WorkingDayCalendar
    ) throws(WorkingDayError) -> Deadline {
        let open = try calendar.lastOpenDay(onOrBefore: on)
        return Deadline(
            on: on, workTo: open.date, at: EuropeLondon.timestamp(on: on, at: cutOff),
            isProvisional: open.isProvisional)
    }
}

extension Policy {
    /// The deadlines that follow from a conference's day alone, in order of date.
    ///
    /// Kinds counted from an invitation, apologies, a discussion or the like are absent: they have no date yet. So is
    /// what only an absence brings.
    public func deadlines(
        of type: ConferenceType, on day: CalendarDate, at time: TimeOfDay, calendar: WorkingDayCalendar
    ) throws(WorkingDayError) -> [(rule: ObligationRule, deadline: Deadline)] {
        var found: [(rule: ObligationRule, deadline: Deadline)] = []
        for kind in kindsFromDay(of: type) {
            guard let rule = rules[kind] else { continue }
            let deadline = try rule.offset(for: type).deadline(
                from: day, at: time, cutOff: rule.cutOff ?? cutOff, calendar: calendar)
            found.append((rule, deadline))
        }
        return found.sorted { ($0.deadline.on, $0.rule.kind.rawValue) < ($1.deadline.on, $1.rule.kind.rawValue) }
    }

    /// The kinds whose deadline follows from a conference's day alone.
    public func kindsFromDay(of type: ConferenceType? = nil) -> [ObligationKind] {
        kinds.filter { kind in
            guard let rule = rules[kind], kind != .explainAbsence else { return false }
            if kind == .coreGroup, type?.isReview ?? false { return false }
            return rule.anchor == .conference || rule.anchor == .planMade
        }
    }
}

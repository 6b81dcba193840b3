extension WorkingDayCalendar {
    /// Whether a day is Monday to Friday and no bank holiday; the offices may be closed.
    ///
    /// - Throws: ``WorkingDayError/outsideCalendar(_:)``.
    /// - Source: Rulebook 3.1.
    @inlinable
    public func isWorkingDay(_ day: CalendarDate) throws(WorkingDayError) -> Bool {
        let offset = try self.offset(of: day)
        return ranks[offset + 1] > ranks[offset]
    }

    /// Whether a day is a working day on which the offices are open.
    ///
    /// - Throws: ``WorkingDayError/outsideCalendar(_:)``.
    /// - Source: Rulebook 3.7.
    public func isOpen(_ day: CalendarDate) throws(WorkingDayError) -> Bool {
        try isWorkingDay(day) && closure(on: day) == nil
    }

    /// What a day is, and why. A closure at a weekend or on a bank holiday changes nothing, so the answer is the
    /// weekend or the holiday.
    ///
    /// - Throws: ``WorkingDayError/outsideCalendar(_:)``.
    public func kind(of day: CalendarDate) throws(WorkingDayError) -> DayKind {
        if try isWorkingDay(day) {
            if let closure = closure(on: day) { return .closed(reason: closure.reason) }
            return removed[day] ?? .workingDay
        }
        if day.weekday.isWeekend { return .weekend(day.weekday) }
        return .bankHoliday(holidays[holidays.partitioningIndex { $0.date >= day }])
    }

    private func closure(on day: CalendarDate) -> Closure? {
        let position = closures.partitioningIndex { $0.date >= day }
        return position < closures.count && closures[position].date == day ? closures[position] : nil
    }
}

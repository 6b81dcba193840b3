// Why a day counts or not, in words for a reader.

extension DayKind {
    /// The reason a day counts or not, with the source of each holiday.
    ///
    /// - Parameter isProvisional: Whether the day's holidays are not published yet.
    public func because(isProvisional: Bool = false) -> String {
        switch self {
        case .workingDay: isProvisional ? "working day, as far as is known" : "working day"
        case .weekend(let weekday): weekday.name
        case .bankHoliday(let holiday):
            holiday.title + (holiday.notes.isEmpty ? "" : ", \(holiday.notes.lowercased())")
                + " (\(holiday.source.phrase))"
        case .closed(let reason): "offices closed" + (reason == "closed" ? "" : ": \(reason)")
        case .workingDayByRemoval(let title, let reason): "working day here: \(title) was removed (\(reason))"
        }
    }
}

extension HolidaySource {
    /// `published by GOV.UK`
    public var phrase: String {
        switch self {
        case .published: "published by GOV.UK"
        case .projected: "projected by rule, not published yet"
        case .local(let reason): "added by the partnership: \(reason)"
        }
    }
}

extension WorkingDayCalendar {
    /// The days of a year that are neither weekend nor ordinary working day, and the bank holidays at its weekends.
    ///
    /// - Throws: ``WorkingDayError/outsideCalendar(_:)``.
    public func daysApart(in year: Int) throws(WorkingDayError) -> [(date: CalendarDate, kind: DayKind)] {
        let atWeekends = Dictionary(
            uniqueKeysWithValues: holidays.filter { $0.date.year == year && $0.date.weekday.isWeekend }
                .map { ($0.date, DayKind.bankHoliday($0)) })
        var found: [(CalendarDate, DayKind)] = []
        var date = CalendarDate(unchecked: CalendarDate.dayNumber(year: year, month: 1, day: 1))
        while date.year == year {
            let kind: DayKind
            if let holiday = atWeekends[date] { kind = holiday } else { kind = try self.kind(of: date) }
            switch kind {
            case .workingDay, .weekend: break
            case .bankHoliday, .closed, .workingDayByRemoval: found.append((date, kind))
            }
            date = date.adding(days: 1)
        }
        return found
    }
}

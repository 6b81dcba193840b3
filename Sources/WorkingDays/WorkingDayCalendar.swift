/// The working days of one partnership, 2012-01-01 to 2100-12-31.
///
/// Two tables built once answer every question in constant time: `ranks` counts the working days before each day, and
/// `selected` says which day has a given rank, both as offsets from the first date. Closures are not in the tables
/// but beside them, as ranks, so that a calendar with more of them shares the tables.
/// - Source: Rulebook 3.
public struct WorkingDayCalendar: Sendable {
    /// The first day that a calendar knows.
    public static let firstDate = CalendarDate(unchecked: firstDayNumber)
    /// The last day that a calendar knows.
    public static let lastDate = CalendarDate(unchecked: 47_846)

    /// Whose bank holidays apply.
    public let division: Division
    /// Every bank holiday that is kept, in date order: published, projected and local.
    public let holidays: [BankHoliday]
    /// The first day of the years that the published list covers.
    public let publishedFrom: CalendarDate
    /// The last day of the years that the published list covers; what rests on a later day is provisional.
    public let publishedThrough: CalendarDate
    /// The closed days, in date order, weekends and bank holidays among them too.
    public internal(set) var closures: [Closure]

    @inlinable static var firstDayNumber: Int32 { 15_340 }

    /// How many working days precede the day at each offset; one entry more than there are days.
    @usableFromInline let ranks: [UInt16]
    /// The offset of the working day with each rank.
    @usableFromInline let selected: [UInt16]
    /// The ranks of the working days that are closed, ascending.
    @usableFromInline var closedRanks: [Int]
    let removed: [CalendarDate: DayKind]

    /// The first day that this calendar knows, 2012-01-01.
    public var firstDate: CalendarDate { Self.firstDate }
    /// The last day that this calendar knows, 2100-12-31.
    public var lastDate: CalendarDate { Self.lastDate }

    /// Builds the tables, which takes a fraction of a millisecond.
    ///
    /// Years that the list does not cover are projected from the ``StatutoryPattern``. An addition that the list has
    /// since caught up with gives way to it.
    /// - Throws: ``WorkingDayError`` for a removal of what is no bank holiday, for a date twice in one list or both
    ///   added and removed, and for a date outside the calendar.
    /// - Source: Rulebook 3.1, 3.7 and 3.8.
    public init(
        division: Division, published: PublishedHolidays, additions: [LocalHoliday] = [],
        removals: [LocalRemoval] = [], closures: [Closure] = []
    ) throws(WorkingDayError) {
        let added = try Self.checked(additions.map(\.date), .additions)
        let dropped = try Self.checked(removals.map(\.date), .removals)
        if let both = added.first(where: { dropped.contains($0) }) { throw .bothAddedAndRemoved(both) }

        var kept: [CalendarDate: BankHoliday] = [:]
        for addition in additions {
            kept[addition.date] = BankHoliday(
                date: addition.date, title: addition.title, source: .local(reason: addition.reason))
        }
        for holiday in Self.listedOrProjected(division, published) { kept[holiday.date] = holiday }
        var removed: [CalendarDate: DayKind] = [:]
        for removal in removals {
            guard let holiday = kept.removeValue(forKey: removal.date) else {
                throw .nothingToRemove(removal.date, division)
            }
            removed[removal.date] = .workingDayByRemoval(title: holiday.title, reason: removal.reason)
        }

        let publishedFrom = CalendarDate(
            unchecked: CalendarDate.dayNumber(year: published.firstYear(of: division), month: 1, day: 1))
        self.init(
            division, Array(kept.values), removed: removed, from: publishedFrom,
            through: published.publishedThrough(division))
        try close(closures)
    }

    /// Without closures.
    private init(
        _ division: Division, _ holidays: [BankHoliday], removed: [CalendarDate: DayKind], from first: CalendarDate,
        through last: CalendarDate
    ) {
        self.division = division
        self.removed = removed
        self.holidays = holidays.sorted { $0.date < $1.date }
        (publishedFrom, publishedThrough) = (first, last)
        (ranks, selected) = Self.tables(without: holidays)
        (closures, closedRanks) = ([], [])
    }

    /// The same calendar with more bank holidays of the partnership's own, in tables of its own.
    ///
    /// What is a bank holiday already, or one that the partnership works on, stays as it is.
    /// - Throws: ``WorkingDayError`` for a date twice in `more`, or outside the calendar.
    /// - Source: Rulebook 3.8.
    public func adding(_ more: [LocalHoliday]) throws(WorkingDayError) -> WorkingDayCalendar {
        _ = try Self.checked(more.map(\.date), .additions)
        let known = Set(holidays.map(\.date))
        let added = more.filter { !known.contains($0.date) && removed[$0.date] == nil }.map {
            BankHoliday(date: $0.date, title: $0.title, source: .local(reason: $0.reason))
        }
        var calendar = WorkingDayCalendar(
            division, holidays + added, removed: removed, from: publishedFrom, through: publishedThrough)
        try calendar.close(closures)
        return calendar
    }

    private static func listedOrProjected(_ division: Division, _ published: PublishedHolidays) -> [BankHoliday] {
        let listedYears = published.firstYear(of: division)...published.lastYear(of: division)
        let listed = published.holidays(in: division).filter { firstDate <= $0.date && $0.date <= lastDate }
        let projected = (firstDate.year...lastDate.year).filter { !listedYears.contains($0) }
            .flatMap { StatutoryPattern.holidays(inYear: $0, division: division) }
        return listed + projected
    }

    private static func tables(without holidays: [BankHoliday]) -> (ranks: [UInt16], selected: [UInt16]) {
        let dayCount = lastDate - firstDate + 1
        var isHoliday = [Bool](repeating: false, count: dayCount)
        for holiday in holidays { isHoliday[holiday.date - firstDate] = true }
        var ranks: [UInt16] = []
        var selected: [UInt16] = []
        ranks.reserveCapacity(dayCount + 1)
        selected.reserveCapacity(dayCount * 5 / 7)
        for offset in 0..<dayCount {
            ranks.append(UInt16(selected.count))
            if !firstDate.adding(days: offset).weekday.isWeekend, !isHoliday[offset] {
                selected.append(UInt16(offset))
            }
        }
        ranks.append(UInt16(selected.count))
        return (ranks, selected)
    }

    static func checked(
        _ dates: [CalendarDate], _ list: WorkingDayError.LocalList
    ) throws(WorkingDayError) -> [CalendarDate] {
        let inOrder = dates.sorted()
        for (index, date) in inOrder.enumerated() {
            guard firstDate <= date, date <= lastDate else { throw .outsideCalendar(date) }
            if index > 0, inOrder[index - 1] == date { throw .repeatedDate(date, in: list) }
        }
        return inOrder
    }
}

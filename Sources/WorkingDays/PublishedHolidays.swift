/// GOV.UK's list, checked: every division is there, sorted by date, no date twice, no year missing in between.
///
/// - Source: Rulebook 3.8.
public struct PublishedHolidays: Hashable, Sendable {
    private let events: [Division: [BankHoliday]]

    /// Takes the events of each division in any order.
    ///
    /// - Throws: ``HolidayListError`` when the list cannot be relied on.
    public init(events: [Division: [BankHoliday]]) throws(HolidayListError) {
        var sorted: [Division: [BankHoliday]] = [:]
        for division in Division.allCases {
            guard let list = events[division], !list.isEmpty else { throw .missingDivision(division) }
            let inOrder = list.sorted { $0.date < $1.date }
            for (earlier, later) in zip(inOrder, inOrder.dropFirst()) {
                if earlier.date == later.date { throw .repeatedDate(later.date, division) }
                if later.date.year - earlier.date.year > 1 {
                    throw .missingYear(earlier.date.year + 1, division)
                }
            }
            sorted[division] = inOrder
        }
        self.events = sorted
    }

    /// Sorted by date; never empty.
    public func holidays(in division: Division) -> [BankHoliday] {
        events[division] ?? []
    }

    /// The year of the division's first event.
    public func firstYear(of division: Division) -> Int {
        holidays(in: division)[0].date.year
    }

    /// The year of the division's last event.
    public func lastYear(of division: Division) -> Int {
        let list = holidays(in: division)
        return list[list.count - 1].date.year
    }

    /// 31 December of the last year that has events; later answers are provisional.
    public func publishedThrough(_ division: Division) -> CalendarDate {
        CalendarDate(unchecked: CalendarDate.dayNumber(year: lastYear(of: division), month: 12, day: 31))
    }
}

/// Why a list of bank holidays cannot be relied on. Trying again helps only with another list.
public enum HolidayListError: Error, Hashable, Sendable, CustomStringConvertible {
    case missingDivision(Division)
    case repeatedDate(CalendarDate, Division)
    case missingYear(Int, Division)

    /// A sentence: the offending value, and what would be accepted.
    public var description: String {
        switch self {
        case .missingDivision(let division):
            "The list has no bank holidays for \(division.title) (\(division.rawValue)): all three divisions are needed."
        case .repeatedDate(let date, let division):
            "\(date) is listed twice for \(division.title): a date may be listed once in a division."
        case .missingYear(let year, let division):
            "The list has no bank holidays for \(division.title) in \(year), though it goes on after that year."
        }
    }
}

/// Why a calendar cannot be built, or a question not answered. Trying again with the same values does not help.
public enum WorkingDayError: Error, Hashable, Sendable {
    /// What a list of the partnership's own days is for.
    public enum LocalList: String, Hashable, Sendable {
        case additions, removals, closures
    }

    /// The day asked about, or configured, lies before the first or after the last.
    case outsideCalendar(CalendarDate)
    /// The count begins inside the calendar and leaves it.
    case leavesCalendar(count: Int, before: Bool, day: CalendarDate)
    /// Counts are 0 or more; the direction is in the question.
    case negativeCount(Int)
    /// Only a bank holiday can be removed.
    case nothingToRemove(CalendarDate, Division)
    case repeatedDate(CalendarDate, in: LocalList)
    case bothAddedAndRemoved(CalendarDate)
}

extension WorkingDayError: CustomStringConvertible {
    /// A sentence: the offending value, and what would be accepted.
    public var description: String {
        switch self {
        case .outsideCalendar(let date):
            "\(date) \(Self.outside)"
        case .leavesCalendar(let count, let before, let day):
            "Working day \(count) \(before ? "before" : "after") \(day) \(Self.outside)"
        case .negativeCount(let count):
            "\(count) is no number of working days: 0 or more is accepted."
        case .nothingToRemove(let date, let division):
            "\(date) cannot be removed from the bank holidays of \(division.title): it is not one of them."
        case .repeatedDate(let date, let list):
            "\(date) stands twice among the \(list.rawValue): once is enough."
        case .bothAddedAndRemoved(let date):
            "\(date) is both added to the bank holidays and removed from them: keep one of the two."
        }
    }

    private static var outside: String {
        "lies outside the calendar, which runs from \(WorkingDayCalendar.firstDate) to \(WorkingDayCalendar.lastDate)."
    }
}

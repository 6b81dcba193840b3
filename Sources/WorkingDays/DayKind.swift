/// What a day is, and why.
///
/// - Source: Rulebook 3.1 and 3.7.
public enum DayKind: Hashable, Sendable {
    case workingDay
    /// Saturday or Sunday, whatever else falls on it.
    case weekend(Weekday)
    case bankHoliday(BankHoliday)
    /// A working day on which the offices are closed.
    case closed(reason: String)
    /// A bank holiday that the partnership's configuration makes a working day.
    case workingDayByRemoval(title: String, reason: String)

    /// Whether it is Monday to Friday and no bank holiday; a closed day is one.
    public var isWorkingDay: Bool {
        switch self {
        case .workingDay, .workingDayByRemoval, .closed: true
        case .weekend, .bankHoliday: false
        }
    }

    /// Whether it is a working day on which the offices are open.
    public var isOpen: Bool {
        switch self {
        case .workingDay, .workingDayByRemoval: true
        case .weekend, .bankHoliday, .closed: false
        }
    }
}

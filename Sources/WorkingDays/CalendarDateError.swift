/// Why a text is no date, no time of day or no instant. Trying again with the same text does not help.
public enum CalendarDateError: Error, Hashable, Sendable {
    /// Not written as `YYYY-MM-DD`.
    case notADate(String)
    /// Well written, but no such day exists.
    case noSuchDay(year: Int, month: Int, day: Int)
    /// Not written as `HH:MM` or `HH:MM:SS`, or past 23:59:59.
    case notATime(String)
    /// Not written as `YYYY-MM-DDTHH:MM:SSZ`, or with an offset in place of the `Z`.
    case notATimestamp(String)
}

extension CalendarDateError: CustomStringConvertible {
    /// A sentence: the offending value, and what would be accepted.
    public var description: String {
        switch self {
        case .notADate(let text):
            "“\(excerpt(text))” is not a date: write it as YYYY-MM-DD, for example 2027-01-05."
        case .noSuchDay(let year, let month, let day):
            "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2)) does not exist: \(limit(year, month))."
        case .notATime(let text):
            "“\(excerpt(text))” is not a time of day: write it as HH:MM or HH:MM:SS, from 00:00 to 23:59:59."
        case .notATimestamp(let text):
            "“\(excerpt(text))” is not an instant: write it as 2026-11-23T09:00:00Z, or with an offset such as +01:00."
        }
    }

    private func limit(_ year: Int, _ month: Int) -> String {
        guard 1...9999 ~= year else { return "years run from 0001 to 9999" }
        guard 1...12 ~= month else { return "months run from 01 to 12" }
        let days = CalendarDate.daysInMonth(month, ofYear: year)
        return "\(CalendarDate.monthNames[month - 1]) \(padded(year, 4)) has \(days) days"
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Enough to recognise the value by; what somebody pasted by mistake stays out of the logs.
    private func excerpt(_ text: String) -> String {
        text.count <= 32 ? text : text.prefix(31) + "…"
    }
}

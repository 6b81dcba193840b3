extension CalendarDate {
    /// Reads a date written strictly as `YYYY-MM-DD`.
    ///
    /// - Throws: ``CalendarDateError`` naming the text and what is accepted, or why that day does not exist.
    @inlinable
    public init(iso text: some StringProtocol) throws(CalendarDateError) {
        var reader = DigitReader(text.utf8)
        guard let date = reader.yearMonthDay(), reader.isAtEnd else { throw .notADate(String(text)) }
        self = try CalendarDate.existing(year: date.year, month: date.month, day: date.day)
    }

    @inlinable
    static func existing(year: Int, month: Int, day: Int) throws(CalendarDateError) -> CalendarDate {
        guard let date = CalendarDate(year: year, month: month, day: day) else {
            throw .noSuchDay(year: year, month: month, day: day)
        }
        return date
    }

    /// For a reader: `Tuesday 5 January 2027`.
    public var spelledOut: String {
        let (year, month, day) = civil
        return "\(weekday.name) \(day) \(CalendarDate.monthNames[month - 1]) \(year)"
    }

    /// For a table: `Tue 5 Jan 2027`.
    public var brief: String {
        let (year, month, day) = civil
        return "\(weekday.name.prefix(3)) \(day) \(CalendarDate.monthNames[month - 1].prefix(3)) \(year)"
    }

    static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

extension CalendarDate: CustomStringConvertible, LosslessStringConvertible {
    /// `YYYY-MM-DD`. Takes about 20 ns and allocates nothing.
    public var description: String {
        String(unsafeUninitializedCapacity: 10) { bytes in
            writeDate(self, into: bytes, at: 0)
            return 10
        }
    }

    /// The same as ``init(iso:)``, with nil for an error.
    public init?(_ description: String) {
        guard let date = try? CalendarDate(iso: description) else { return nil }
        self = date
    }
}

extension CalendarDate: Codable {
    /// Reads a `YYYY-MM-DD` string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do throws(CalendarDateError) {
            try self.init(iso: text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    /// Writes a `YYYY-MM-DD` string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

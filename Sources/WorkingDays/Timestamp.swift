/// An instant, in whole seconds since 1970-01-01T00:00:00Z; leap seconds are not counted.
public struct Timestamp: Hashable, Sendable {
    /// Since 1970-01-01T00:00:00Z; negative before it.
    public let seconds: Int64

    /// The instant so many seconds after 1970-01-01T00:00:00Z.
    @inlinable
    public init(seconds: Int64) {
        self.seconds = seconds
    }

    /// The instant so many seconds later, or earlier when negative; stops at either end of `Int64`.
    @inlinable
    public func adding(seconds added: Int) -> Timestamp {
        let (sum, overflow) = seconds.addingReportingOverflow(Int64(added))
        return Timestamp(seconds: overflow ? (added < 0 ? .min : .max) : sum)
    }

    /// Reads `2026-11-23T09:00:00Z`, or an offset such as `+01:00` in place of the `Z`; seconds may be left out.
    ///
    /// - Throws: ``CalendarDateError``: how it is to be written, or why that day does not exist.
    @inlinable
    public init(iso8601 text: some StringProtocol) throws(CalendarDateError) {
        var reader = DigitReader(text.utf8)
        guard let day = reader.yearMonthDay(), reader.skip("T"), let time = reader.timeOfDay(),
            let offset = Timestamp.offset(&reader), reader.isAtEnd
        else { throw .notATimestamp(String(text)) }
        let date = try CalendarDate.existing(year: day.year, month: day.month, day: day.day)
        self = Timestamp(utc: date, time).adding(seconds: -offset)
    }

    /// Seconds that the clock there is ahead of UTC.
    @inlinable
    static func offset<Bytes>(_ reader: inout DigitReader<Bytes>) -> Int? {
        if reader.skip("Z") { return 0 }
        let sign = reader.skip("+") ? 1 : reader.skip("-") ? -1 : 0
        guard sign != 0, let hours = reader.number(digits: 2), reader.skip(":"),
            let minutes = reader.number(digits: 2), hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    @inlinable
    init(utc date: CalendarDate, _ time: TimeOfDay) {
        seconds = Int64(date.dayNumber) * 86_400 + Int64(time.secondsSinceMidnight)
    }

    /// The date and time in UTC; stops at 0001-01-01 and 9999-12-31.
    var utc: (date: CalendarDate, time: TimeOfDay) {
        let (quotient, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let (day, second) = rest < 0 ? (quotient - 1, rest + 86_400) : (quotient, rest)
        return (CalendarDate(saturating: Int(day)), TimeOfDay(secondsSinceMidnight: Int(second)))
    }
}

extension Timestamp: Comparable {
    @inlinable
    public static func < (one: Timestamp, other: Timestamp) -> Bool {
        one.seconds < other.seconds
    }
}

extension Timestamp: CustomStringConvertible {
    /// ISO 8601 in UTC: `2026-11-23T09:00:00Z`.
    public var description: String {
        let (date, time) = utc
        return String(unsafeUninitializedCapacity: 20) { bytes in
            writeDate(date, into: bytes, at: 0)
            bytes[10] = UInt8(ascii: "T")
            writeTime(time, into: bytes, at: 11, withSeconds: true)
            bytes[19] = UInt8(ascii: "Z")
            return 20
        }
    }

    /// The same as ``description``.
    public var iso8601: String { description }
}

extension Timestamp: Codable {
    /// Reads an integer number of seconds.
    public init(from decoder: any Decoder) throws {
        try self.init(seconds: decoder.singleValueContainer().decode(Int64.self))
    }

    /// Writes an integer number of seconds.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }
}

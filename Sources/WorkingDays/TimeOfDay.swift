/// A time on the clock, 00:00:00 to 23:59:59, without date or zone.
public struct TimeOfDay: Hashable, Sendable {
    /// 0...23.
    public let hour: Int
    /// 0...59.
    public let minute: Int
    /// 0...59; there are no leap seconds here.
    public let second: Int

    /// The given time, or nil if a part is out of range.
    @inlinable
    public init?(hour: Int, minute: Int, second: Int = 0) {
        guard 0...23 ~= hour, 0...59 ~= minute, 0...59 ~= second else { return nil }
        (self.hour, self.minute, self.second) = (hour, minute, second)
    }

    /// Seconds since midnight on the clock's face, 0...86 399; the answer to "which is later", not "how long".
    @inlinable public var secondsSinceMidnight: Int { hour * 3600 + minute * 60 + second }

    init(secondsSinceMidnight seconds: Int) {
        (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    }

    /// Reads a time written strictly as `HH:MM` or `HH:MM:SS`.
    ///
    /// - Throws: ``CalendarDateError/notATime(_:)``.
    @inlinable
    public init(text: some StringProtocol) throws(CalendarDateError) {
        var reader = DigitReader(text.utf8)
        guard let time = reader.timeOfDay(), reader.isAtEnd else { throw .notATime(String(text)) }
        self = time
    }
}

extension TimeOfDay: Comparable {
    @inlinable
    public static func < (one: TimeOfDay, other: TimeOfDay) -> Bool {
        one.secondsSinceMidnight < other.secondsSinceMidnight
    }
}

extension TimeOfDay: CustomStringConvertible {
    /// `HH:MM`, or `HH:MM:SS` when it has seconds.
    public var description: String {
        String(unsafeUninitializedCapacity: 8) { bytes in
            writeTime(self, into: bytes, at: 0, withSeconds: second != 0)
            return second == 0 ? 5 : 8
        }
    }

    /// `10:00`, whatever its seconds.
    public var shortText: String { String(description.prefix(5)) }
}

extension TimeOfDay: Codable {
    /// Reads an `HH:MM` or `HH:MM:SS` string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do throws(CalendarDateError) {
            try self.init(text: text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    /// Writes the ``description``.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

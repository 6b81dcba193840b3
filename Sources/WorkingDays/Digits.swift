/// Reads fixed-width decimal fields from UTF-8 bytes.
@usableFromInline
struct DigitReader<Bytes: IteratorProtocol<UInt8>> {
    @usableFromInline var bytes: Bytes
    @usableFromInline var upcoming: UInt8?

    @inlinable
    init<Text: Sequence<UInt8>>(_ text: Text) where Text.Iterator == Bytes {
        bytes = text.makeIterator()
        upcoming = bytes.next()
    }

    @inlinable var isAtEnd: Bool { upcoming == nil }

    @inlinable
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let byte = upcoming, UInt32(byte) == character.value else { return false }
        upcoming = bytes.next()
        return true
    }

    @inlinable
    mutating func number(digits: Int) -> Int? {
        var value = 0
        for _ in 0..<digits {
            guard let byte = upcoming, 0x30...0x39 ~= byte else { return nil }
            value = value * 10 + Int(byte - 0x30)
            upcoming = bytes.next()
        }
        return value
    }

    @inlinable
    mutating func yearMonthDay() -> (year: Int, month: Int, day: Int)? {
        guard let year = number(digits: 4), skip("-"), let month = number(digits: 2), skip("-"),
            let day = number(digits: 2)
        else { return nil }
        return (year, month, day)
    }

    /// Hours and minutes, and seconds when a second colon follows.
    @inlinable
    mutating func timeOfDay() -> TimeOfDay? {
        guard let hour = number(digits: 2), skip(":"), let minute = number(digits: 2) else { return nil }
        guard skip(":") else { return TimeOfDay(hour: hour, minute: minute) }
        guard let second = number(digits: 2) else { return nil }
        return TimeOfDay(hour: hour, minute: minute, second: second)
    }
}

func writePair(_ value: Int, into bytes: UnsafeMutableBufferPointer<UInt8>, at offset: Int) {
    bytes[offset] = 0x30 + UInt8(value / 10)
    bytes[offset + 1] = 0x30 + UInt8(value % 10)
}

func writeDate(_ date: CalendarDate, into bytes: UnsafeMutableBufferPointer<UInt8>, at offset: Int) {
    let (year, month, day) = date.civil
    writePair(year / 100, into: bytes, at: offset)
    writePair(year % 100, into: bytes, at: offset + 2)
    bytes[offset + 4] = UInt8(ascii: "-")
    writePair(month, into: bytes, at: offset + 5)
    bytes[offset + 7] = UInt8(ascii: "-")
    writePair(day, into: bytes, at: offset + 8)
}

/// Eight bytes, or five without seconds.
func writeTime(
    _ time: TimeOfDay, into bytes: UnsafeMutableBufferPointer<UInt8>, at offset: Int, withSeconds: Bool
) {
    writePair(time.hour, into: bytes, at: offset)
    bytes[offset + 2] = UInt8(ascii: ":")
    writePair(time.minute, into: bytes, at: offset + 3)
    guard withSeconds else { return }
    bytes[offset + 5] = UInt8(ascii: ":")
    writePair(time.second, into: bytes, at: offset + 6)
}

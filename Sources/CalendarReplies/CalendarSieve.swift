/// Lets through the few lines of a calendar object that an answer is read from, and nothing else.
///
/// Anybody can send us a calendar object, and libical is a large parser in C that has had faults of memory. So it
/// never sees recurrence rules, time zones, alarms, attachments or properties of vendors, nor anything nested: only the
/// calendar, its events and checked lines of seven kinds, already unfolded.
struct CalendarSieve {
    private static let calendarProperties: Set<[UInt8]> = [Array("METHOD".utf8)]
    private static let eventProperties = Set(
        ["UID", "SEQUENCE", "DTSTAMP", "RECURRENCE-ID", "ATTENDEE", "COMMENT"].map { Array($0.utf8) })
    private static let calendar = Array("VCALENDAR".utf8)
    private static let event = Array("VEVENT".utf8)
    private static let maximumLine = 16_384
    private static let maximumLines = 500

    /// The components that are open, outermost first.
    private var open: [[UInt8]] = []
    private var isClosed = false
    private var lines = 0
    private var out: [UInt8] = []

    /// A calendar object of kept lines, in UTF-8 and without control characters but tabs and its line ends.
    static func sifted(_ bytes: [UInt8]) throws(CalendarReading.Unusable) -> String {
        guard bytes.count <= 262_144 else { throw .tooLarge(bytes.count) }
        var sieve = CalendarSieve()
        for line in UnfoldedLines(bytes) { try sieve.take(line) }
        guard sieve.isClosed else { throw .notACalendar }
        guard let text = String(validating: sieve.out, as: UTF8.self) else { throw .notUTF8 }
        return text
    }

    private mutating func take(_ line: [UInt8]) throws(CalendarReading.Unusable) {
        guard let end = line.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ";") }) else { return }
        let name = line[..<end].map(Self.capital)
        switch name {
        case Array("BEGIN".utf8): try begin(line[(end + 1)...].map(Self.capital))
        case Array("END".utf8): try self.end(line[(end + 1)...].map(Self.capital))
        // A line without a value says nothing, and libical would call it a fault.
        default: if isKept(name), line.last != UInt8(ascii: ":") { try keep(checked(line, name)) }
        }
    }

    /// libical reads whatever is not a number as 0, and takes of a large one what fits.
    private func checked(_ line: [UInt8], _ name: [UInt8]) throws(CalendarReading.Unusable) -> [UInt8] {
        guard name == Array("SEQUENCE".utf8) else { return line }
        let digits = line[(line.lastIndex { !(0x30...0x39).contains($0) } ?? 0)...].dropFirst()
        guard line.dropLast(digits.count).last == UInt8(ascii: ":"),
            Int32(String(decoding: digits, as: UTF8.self)) != nil
        else { throw .sequence }
        return line
    }

    private mutating func begin(_ component: [UInt8]) throws(CalendarReading.Unusable) {
        guard !isClosed, !open.isEmpty || component == Self.calendar else { throw .notACalendar }
        open.append(component)
        if isVisible { try keep(Array("BEGIN:".utf8) + component) }
    }

    private mutating func end(_ component: [UInt8]) throws(CalendarReading.Unusable) {
        guard open.last == component else { throw .notACalendar }
        if isVisible { try keep(Array("END:".utf8) + component) }
        open.removeLast()
        isClosed = open.isEmpty
    }

    /// Whether what is open is the calendar itself, or an event directly in it.
    private var isVisible: Bool { open.count == 1 || (open.count == 2 && open[1] == Self.event) }

    private func isKept(_ name: [UInt8]) -> Bool {
        isVisible && (open.count == 1 ? Self.calendarProperties : Self.eventProperties).contains(name)
    }

    private mutating func keep(_ line: [UInt8]) throws(CalendarReading.Unusable) {
        lines += 1
        guard lines <= Self.maximumLines else { throw .tooManyLines }
        guard line.count <= Self.maximumLine else { throw .tooLongLine }
        guard line.allSatisfy({ ($0 >= 32 && $0 != 127) || $0 == 9 }) else { throw .controlCharacter }
        out += line
        out += [13, 10]
    }

    private static func capital(_ byte: UInt8) -> UInt8 {
        (0x61...0x7A).contains(byte) ? byte - 32 : byte
    }
}

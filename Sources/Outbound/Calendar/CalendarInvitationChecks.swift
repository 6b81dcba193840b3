import WorkingDays

extension CalendarInvitation {
    static func check(_ instant: Timestamp) throws(CalendarInvitationError) {
        // 2000-01-01 to 9998-12-31: the time zone that is written holds from 1996, and years have four digits.
        guard (946_684_800...253_370_764_799).contains(instant.seconds) else { throw .year }
    }

    /// A calendar takes a time that occurs twice to be the first of the two: the second cannot be written.
    static func check(startsAt: Timestamp, endsAt: Timestamp) throws(CalendarInvitationError) {
        for instant in [startsAt, endsAt] {
            let (date, time) = EuropeLondon.local(instant)
            guard EuropeLondon.timestamp(on: date, at: time) == instant else { throw .repeatedHour(instant) }
        }
    }

    static func check(
        _ text: String, as field: CalendarInvitationError.Field, maximum: Int
    ) throws(CalendarInvitationError) {
        guard text.utf8.count <= maximum else { throw .tooLong(field, text.utf8.count, maximum: maximum) }
        for scalar in text.unicodeScalars
        where scalar.properties.generalCategory == .control && !"\r\n\t".unicodeScalars.contains(scalar) {
            throw .controlCharacter(field)
        }
    }

    /// A URL is written as it is, without escaping, so it must not hold what could end its line.
    static func check(url: String) throws(CalendarInvitationError) {
        guard !url.isEmpty else { return }
        let bytes = Array(url.utf8)
        guard bytes.count <= 2000 else { throw .tooLong(.url, bytes.count, maximum: 2000) }
        guard bytes.allSatisfy({ (0x21...0x7E).contains($0) && !"\"<>\\^`{|}".utf8.contains($0) }),
            bytes.starts(with: "https://".utf8) || bytes.starts(with: "http://".utf8)
        else { throw .url }
    }
}

/// Why an invitation cannot be written. Trying the same values again does not help.
public enum CalendarInvitationError: Error, Equatable, CustomStringConvertible {
    /// The part of an invitation that is at fault.
    public enum Field: String, Sendable {
        case summary, location, description
        case url = "URL"
    }

    case sequence(Int)
    case year
    case endsBeforeItStarts
    case repeatedHour(Timestamp)
    case emptySummary
    case tooLong(Field, Int, maximum: Int)
    case controlCharacter(Field)
    case url

    public var description: String {
        switch self {
        case .sequence(let number):
            "The sequence number of the invitation is \(number); 0 to 2147483647 are accepted."
        case .year:
            "A time of the invitation is not in the years 2000 to 9998, the only ones that are accepted."
        case .endsBeforeItStarts:
            "The invitation's meeting does not end after it starts."
        case .repeatedHour(let instant):
            "\(instant) is in the hour that London's clocks show for the second time, which a calendar cannot tell "
                + "from the first; choose a time before or after that hour."
        case .emptySummary:
            "The summary of the invitation is empty."
        case .tooLong(let field, let count, let maximum):
            "The \(field.rawValue) of the invitation takes \(count) bytes; at most \(maximum) are accepted."
        case .controlCharacter(let field):
            "The \(field.rawValue) of the invitation contains a control character; only printable characters, tabs "
                + "and line breaks are accepted."
        case .url:
            "The URL of the invitation is not accepted; it starts with https:// or http:// and has no spaces or "
                + "characters outside ASCII."
        }
    }
}

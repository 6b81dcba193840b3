import Outbound
import WorkingDays

/// What was found in bytes that might be a reply to an invitation.
public enum CalendarReading: Hashable, Sendable {
    case reply(CalendarReply)
    /// Not an answer that can be recorded, and why; a person has to look at it.
    case unusable(Unusable)

    /// Reads one calendar object, decoded to UTF-8 from whatever the mail carried it in.
    ///
    /// The bytes come from anybody. Whatever they are, the answer is one of the two cases.
    ///
    /// - Parameter bytes: At most 262 144 of them are looked at; more are `.tooLarge`.
    public init(of bytes: [UInt8]) {
        do throws(Unusable) {
            self = .reply(try CalendarReply(ParsedCalendar(try CalendarSieve.sifted(bytes))))
        } catch {
            self = .unusable(error)
        }
    }
}

extension CalendarReply {
    init(_ calendar: ParsedCalendar) throws(CalendarReading.Unusable) {
        try Self.check(method: calendar.methods)
        guard let event = calendar.events.first else { throw .noEvent }
        guard calendar.events.count == 1 else { throw .severalEvents(calendar.events.count) }
        guard !event.isOneOfSeries else { throw .oneOfASeries }
        let participant = try Self.only(event.attendees)
        uid = try Self.uid(event.uids)
        sequence = try Self.sequence(event.sequences)
        writtenAt = try Self.instant(event.stamps)
        attendee = try participant.mailAddress
        answer = try Self.answer(participant.status)
        comment = Self.comment(event.comments)
    }

    private static func check(method methods: [String]) throws(CalendarReading.Unusable) {
        guard let method = methods.first else { throw .noMethod }
        guard methods.count == 1 else { throw .repeated(.method) }
        guard method.uppercased() == "REPLY" else { throw .method(.init(method)) }
    }

    private static func only(
        _ attendees: [ParsedCalendar.Attendee]
    ) throws(CalendarReading.Unusable) -> ParsedCalendar.Attendee {
        guard let attendee = attendees.first else { throw .noAttendee }
        guard attendees.count == 1 else { throw .severalAttendees(attendees.count) }
        return attendee
    }

    private static func uid(_ texts: [String]) throws(CalendarReading.Unusable) -> CalendarUID {
        guard let text = texts.first else { throw .noUID }
        guard texts.count == 1 else { throw .repeated(.uid) }
        do { return try CalendarUID(text) } catch { throw .foreignUID }
    }

    /// Without one, it is the first version (RFC 5545, 3.8.7.4).
    private static func sequence(_ texts: [String]) throws(CalendarReading.Unusable) -> Int {
        guard let text = texts.first else { return 0 }
        guard texts.count == 1 else { throw .repeated(.sequence) }
        guard let number = Int32(text), number >= 0 else { throw .sequence }
        return Int(number)
    }

    private static func instant(_ texts: [String]) throws(CalendarReading.Unusable) -> Timestamp {
        guard let text = texts.first else { throw .noTimeStamp }
        guard texts.count == 1 else { throw .repeated(.timeStamp) }
        guard let instant = Timestamp(calendarUTC: text) else { throw .timeStamp }
        return instant
    }

    private static func answer(_ status: String?) throws(CalendarReading.Unusable) -> Answer {
        switch status?.uppercased() {
        case "ACCEPTED": return .accepted
        case "TENTATIVE": return .tentative
        case "DECLINED": return .declined
        case "NEEDS-ACTION", nil: throw .status(.needsAction)
        case "DELEGATED": throw .status(.delegated)
        default: throw .status(.other)
        }
    }

    private static func comment(_ texts: [String]) -> String? {
        let written = texts.filter { !$0.allSatisfy(\.isWhitespace) }
        return written.isEmpty ? nil : written.joined(separator: "\n")
    }
}

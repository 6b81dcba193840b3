import CalendarReplies

/// A line of the plain reply, what stands in its place, and the reason that follows.
struct UnusableCases: CustomStringConvertible, Sendable {
    let line: String
    let becomes: String
    let expected: CalendarReading.Unusable

    var description: String { "\(expected): \(becomes.prefix(60))" }

    private init(_ line: String, _ becomes: String, _ expected: CalendarReading.Unusable) {
        (self.line, self.becomes, self.expected) = (line, becomes, expected)
    }

    private static let attendee = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example"
    private static let stamp = "DTSTAMP:20261125T143015Z"
    private static let uid = "UID:cp-1@council.example"
    private static let method = "METHOD:REPLY"
    private static let long = String(repeating: "x", count: 17_000)

    static let all = methods + events + identities + times + attendees + answers + sizes

    private static let methods = [
        UnusableCases(method, "METHOD:COUNTER", .method(.counter)),
        UnusableCases(method, "METHOD:REFRESH", .method(.refresh)),
        UnusableCases(method, "METHOD:REQUEST", .method(.request)),
        UnusableCases(method, "METHOD:PUBLISH", .method(.publish)),
        UnusableCases(method, "METHOD:ADD", .method(.add)),
        UnusableCases(method, "METHOD:cancel", .method(.cancel)),
        UnusableCases(method, "METHOD:DECLINECOUNTER", .method(.declineCounter)),
        UnusableCases(method, "METHOD:GREETING", .method(.other)),
        UnusableCases(method, "METHOD:REPLYALL", .method(.other)),
        UnusableCases(method, "", .noMethod),
        UnusableCases(method, "METHOD:", .noMethod),
        UnusableCases(method, "METHOD:REPLY\nMETHOD:REPLY", .repeated(.method)),
    ]

    private static let events = [
        UnusableCases("END:VEVENT", "END:VEVENT\nBEGIN:VEVENT\nEND:VEVENT", .severalEvents(2)),
        UnusableCases("END:VEVENT", "RECURRENCE-ID:20270105T100000Z\nEND:VEVENT", .oneOfASeries),
        UnusableCases("END:VEVENT", "RECURRENCE-ID;TZID=Anywhere:20270105T100000\nEND:VEVENT", .oneOfASeries),
        UnusableCases("BEGIN:VEVENT", "BEGIN:VTODO", .notACalendar),
        UnusableCases("END:VCALENDAR", "", .notACalendar),
        UnusableCases("END:VCALENDAR", "END:VCALENDAR\nBEGIN:VCALENDAR\nEND:VCALENDAR", .notACalendar),
        UnusableCases("BEGIN:VCALENDAR", "BEGIN:VCALENDAR\nBEGIN:VCALENDAR", .notACalendar),
        UnusableCases("BEGIN:VCALENDAR", "BEGIN:VCARD", .notACalendar),
    ]

    private static let identities = [
        UnusableCases(uid, "", .noUID),
        UnusableCases(uid, "UID:", .noUID),
        UnusableCases(uid, "\(uid)\nUID:b", .repeated(.uid)),
        UnusableCases(uid, "UID:{5B3A} x", .foreignUID),
        UnusableCases(uid, "UID:a\\nb", .foreignUID),
        UnusableCases(uid, "UID:" + String(repeating: "a", count: 201), .foreignUID),
        UnusableCases("SEQUENCE:3", "SEQUENCE:-1", .sequence),
        UnusableCases("SEQUENCE:3", "SEQUENCE:x", .sequence),
        UnusableCases("SEQUENCE:3", "SEQUENCE:2147483648", .sequence),
        UnusableCases("SEQUENCE:3", "SEQUENCE:4294967299", .sequence),
        UnusableCases("SEQUENCE:3", "SEQUENCE;X-A=3", .sequence),
        UnusableCases("SEQUENCE:3", "SEQUENCE:3\nSEQUENCE:4", .repeated(.sequence)),
    ]

    private static let times = [
        UnusableCases(stamp, "", .noTimeStamp),
        UnusableCases(stamp, "\(stamp)\n\(stamp)", .repeated(.timeStamp)),
        UnusableCases(stamp, "DTSTAMP:20261125T143015", .timeStamp),
        UnusableCases(stamp, "DTSTAMP;TZID=Europe/London:20261125T143015", .timeStamp),
        UnusableCases(stamp, "DTSTAMP:20260230T143015Z", .timeStamp),
        UnusableCases(stamp, "DTSTAMP:yesterday", .faultyLine),
    ]

    private static let attendees = [
        UnusableCases(attendee, "", .noAttendee),
        UnusableCases(attendee, "\(attendee)\nATTENDEE:mailto:c@d.example", .severalAttendees(2)),
        UnusableCases(attendee, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a", .attendeeAddress),
        UnusableCases(attendee, "ATTENDEE;PARTSTAT=ACCEPTED:a@b.example", .attendeeAddress),
        UnusableCases(attendee, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a%0D%0Ab@b.example", .attendeeAddress),
        UnusableCases(attendee, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a%4@b.example", .attendeeAddress),
        UnusableCases(attendee, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a%FF@b.example", .attendeeAddress),
        UnusableCases(attendee, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example,mailto:c@d.example", .attendeeAddress),
        UnusableCases(attendee, "ATTENDEE;EMAIL=\"a b@c.example\";PARTSTAT=ACCEPTED:urn:x", .attendeeAddress),
    ]

    private static let answers = [
        UnusableCases(attendee, "ATTENDEE:mailto:a@b.example", .status(.needsAction)),
        UnusableCases(attendee, "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:a@b.example", .status(.needsAction)),
        UnusableCases(attendee, "ATTENDEE;PARTSTAT=DELEGATED:mailto:a@b.example", .status(.delegated)),
        UnusableCases(attendee, "ATTENDEE;PARTSTAT=COMPLETED:mailto:a@b.example", .status(.other)),
        UnusableCases(attendee, "ATTENDEE;PARTSTAT=X-PERHAPS:mailto:a@b.example", .status(.other)),
    ]

    private static let sizes = [
        UnusableCases("END:VEVENT", "COMMENT:\(long)\nEND:VEVENT", .tooLongLine),
        UnusableCases(
            "END:VEVENT", String(repeating: "COMMENT:x\n", count: 500) + "END:VEVENT", .tooManyLines),
    ]
}

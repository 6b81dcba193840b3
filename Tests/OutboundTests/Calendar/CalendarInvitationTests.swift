import Foundation
import Outbound
import TestValues
import Testing
import WorkingDays

@Suite("An invitation as a calendar object")
struct CalendarInvitationTests {
    private func invitation(
        sequence: Int = 2, name: String? = "Amina Yusuf", address: String = "amina@example.org",
        startsAt: Timestamp = "2027-01-05T10:00:00Z", endsAt: Timestamp = "2027-01-05T12:00:00Z",
        summary: String = "Meeting CP-2026-0141", location: String? = "Room 2, Town Hall",
        description: String? = "Answer here:\nhttps://quorate.example/a/1", url: String? = "https://quorate.example/a/1"
    ) throws -> CalendarInvitation {
        try CalendarInvitation(
            uid: CalendarUID("cp-2026-0141/7f3a@council.example"), sequence: sequence,
            organizer: MailAddress("conferences@council.example", name: "Hackney Safeguarding"),
            attendee: MailAddress(address, name: name), writtenAt: "2026-11-25T09:30:05Z", startsAt: startsAt,
            endsAt: endsAt, summary: summary, location: location, description: description, url: url)
    }

    /// The lines of an object, unfolded.
    private func lines(_ object: CalendarObject) -> [String] {
        String(decoding: object.bytes, as: UTF8.self).replacing("\r\n ", with: "").components(separatedBy: "\r\n")
    }

    @Test("has the form that it always has")
    func request() throws {
        let object = try invitation().request()
        #expect(object.method == .request)
        #expect(object.attendee == "amina@example.org")
        let expected = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Quorate//Quorate//EN
            METHOD:REQUEST
            BEGIN:VTIMEZONE
            TZID:Europe/London
            BEGIN:DAYLIGHT
            TZNAME:BST
            DTSTART:19960331T010000
            TZOFFSETFROM:+0000
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            BEGIN:STANDARD
            TZNAME:GMT
            DTSTART:19961027T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0000
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:cp-2026-0141/7f3a@council.example
            SEQUENCE:2
            ORGANIZER;CN=Hackney Safeguarding:mailto:conferences@council.example
            ATTENDEE;CN=Amina Yusuf;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:amina@example.org
            DTSTAMP:20261125T093005Z
            DTSTART;TZID=Europe/London:20270105T100000
            DTEND;TZID=Europe/London:20270105T120000
            SUMMARY:Meeting CP-2026-0141
            LOCATION:Room 2\\, Town Hall
            DESCRIPTION:Answer here:\\nhttps://quorate.example/a/1
            URL:https://quorate.example/a/1
            STATUS:CONFIRMED
            CLASS:PRIVATE
            TRANSP:OPAQUE
            END:VEVENT
            END:VCALENDAR

            """
        #expect(lines(object).joined(separator: "\n") == expected)
        #expect(try object == invitation().request())
    }

    @Test("is taken back by an object with the same UID, which asks for no answer")
    func cancellation() throws {
        let object = try invitation(sequence: 3, location: nil, description: "", url: "").cancellation()
        #expect(object.method == .cancel)
        let lines = lines(object)
        for line in [
            "METHOD:CANCEL", "UID:cp-2026-0141/7f3a@council.example", "SEQUENCE:3", "STATUS:CANCELLED",
            "ATTENDEE;CN=Amina Yusuf;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT:mailto:amina@example.org",
            "DTSTART;TZID=Europe/London:20270105T100000",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        for name in ["LOCATION", "DESCRIPTION", "URL"] {
            #expect(!lines.contains { $0.hasPrefix(name) })
        }
    }

    @Test(
        "tells the time by the clock in London",
        arguments: [
            ("2026-07-01T09:00:00Z", "20260701T100000", "summer"),
            ("2026-12-01T09:00:00Z", "20261201T090000", "winter"),
            ("2026-03-29T00:59:59Z", "20260329T005959", "the last second of winter"),
            ("2026-03-29T01:00:00Z", "20260329T020000", "the first of summer"),
            ("2026-10-25T00:59:59Z", "20261025T015959", "the last second of summer"),
            ("2026-10-25T02:00:00Z", "20261025T020000", "after the hour that occurs twice"),
        ] as [(Timestamp, String, String)])
    func clockTime(startsAt: Timestamp, expected: String, reason: String) throws {
        let object = try invitation(startsAt: startsAt, endsAt: startsAt.adding(seconds: 7200)).request()
        #expect(lines(object).contains("DTSTART;TZID=Europe/London:\(expected)"))
    }

    @Test(
        "keeps its form whatever is in its texts",
        arguments: [
            "a\r\nATTENDEE:mailto:x@y.example", "a\nEND:VEVENT\nBEGIN:VEVENT", "a\rb", "; , \\ \\n \" : ^n", "\t",
            "a\u{2028}b\u{2029}c", String(repeating: "é👩‍👩‍👧 ", count: 40), " leading and trailing ",
        ])
    func texts(text: String) throws {
        let object = try invitation(name: "O\"Neil; Zoë, ^n: \\", summary: text, location: text, description: text)
            .request()
        let lines = lines(object)
        let names = lines.map { String($0.prefix { $0 != ":" && $0 != ";" }) }
        let plain = try self.lines(invitation().request()).map { String($0.prefix { $0 != ":" && $0 != ";" }) }
        #expect(names == plain)
        #expect(lines.contains { $0.hasPrefix("ATTENDEE;CN=\"O'Neil; Zoë, n: \\\";CUTYPE") })
        #expect(object.bytes.split(separator: 10).allSatisfy { $0.count <= 76 })
        #expect(!object.bytes.contains(0) && String(validating: object.bytes, as: UTF8.self) != nil)
        for (index, byte) in object.bytes.enumerated() where byte == 13 || byte == 10 {
            #expect(byte == 13 ? object.bytes[index + 1] == 10 : object.bytes[index - 1] == 13)
        }
    }

    @Test("encodes in the address what a URI would take for its own")
    func mailto() throws {
        let object = try invitation(name: nil, address: "o'neil+a%b?c/d@example.org").request()
        #expect(
            lines(object).contains {
                $0.hasPrefix("ATTENDEE;CUTYPE") && $0.hasSuffix(":mailto:o'neil+a%25b%3Fc%2Fd@example.org")
            })
        #expect(object.attendee == "o'neil+a%b?c/d@example.org")
    }

    @Test("is written alike by many threads at once")
    func threads() async throws {
        let invitation = try invitation()
        let expected = invitation.request()
        let distinct = await withTaskGroup(of: [CalendarObject].self) { group in
            for _ in 1...8 { group.addTask { (1...50).map { _ in invitation.request() } } }
            return await group.reduce(into: Set()) { $0.formUnion($1) }
        }
        #expect(distinct == [expected])
    }

    @Test("is refused with values that cannot be written", arguments: RefusedInvitation.all)
    func refused(_ row: RefusedInvitation) {
        #expect(throws: row.expected) {
            try invitation(
                sequence: row.sequence, startsAt: row.startsAt, endsAt: row.endsAt, summary: row.summary,
                location: row.location, url: row.url)
        }
    }

    @Test(
        "has a UID of letters, digits and a few marks",
        arguments: ["", "a b", "a\r\nb", "a;b", "é", String(repeating: "a", count: 201)])
    func uid(text: String) {
        #expect(throws: CalendarUIDError.self) { try CalendarUID(text) }
    }
}

/// Values with one that is refused among them.
struct RefusedInvitation: Sendable {
    var sequence = 0
    var startsAt: Timestamp = "2027-01-05T10:00:00Z"
    var endsAt: Timestamp = "2027-01-05T12:00:00Z"
    var summary = "Meeting"
    var location: String?
    var url: String?
    let expected: CalendarInvitationError

    static let all = [
        Self(sequence: -1, expected: .sequence(-1)),
        Self(sequence: 2_147_483_648, expected: .sequence(2_147_483_648)),
        Self(startsAt: "1999-12-31T23:59:59Z", expected: .year),
        Self(endsAt: "9999-01-01T00:00:00Z", expected: .year),
        Self(endsAt: "2027-01-05T10:00:00Z", expected: .endsBeforeItStarts),
        Self(
            startsAt: "2026-10-25T01:00:00Z", endsAt: "2026-10-25T03:00:00Z",
            expected: .repeatedHour("2026-10-25T01:00:00Z")),
        Self(
            startsAt: "2026-10-25T00:00:00Z", endsAt: "2026-10-25T01:59:59Z",
            expected: .repeatedHour("2026-10-25T01:59:59Z")),
        Self(summary: "", expected: .emptySummary),
        Self(summary: String(repeating: "s", count: 1001), expected: .tooLong(.summary, 1001, maximum: 1000)),
        Self(summary: "a\u{0}b", expected: .controlCharacter(.summary)),
        Self(location: "a\u{85}b", expected: .controlCharacter(.location)),
        Self(url: "https://a.example/\r\nATTENDEE:x", expected: .url),
        Self(url: "https://a.example/ b", expected: .url), Self(url: "javascript:x", expected: .url),
        Self(url: "https://a.example/é", expected: .url),
        Self(
            url: "https://a.example/" + String(repeating: "x", count: 2000),
            expected: .tooLong(.url, 2018, maximum: 2000)),
    ]
}

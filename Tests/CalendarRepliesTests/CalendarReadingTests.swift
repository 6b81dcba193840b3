import CalendarReplies
import Outbound
import TestValues
import Testing

@Suite("Reading a reply from a calendar")
struct CalendarReadingTests {
    private static let attendeeLine = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example"

    private func reply(_ bytes: [UInt8]) throws -> CalendarReply {
        guard case .reply(let reply) = CalendarReading(of: bytes) else {
            throw ReadingFailure(description: "\(CalendarReading(of: bytes))")
        }
        return reply
    }

    private struct ReadingFailure: Error, CustomStringConvertible {
        let description: String
    }

    @Test("understands Outlook, with a folded name, a Windows time zone and properties of its own")
    func outlook() throws {
        let reply = try reply(ReplySample.bytes("outlook-accepted"))
        #expect(reply.uid.text == "cp-2026-0141/7f3a@council.example")
        #expect(reply.sequence == 2)
        #expect(reply.attendee.address == "amina.yusuf@nhs.example")
        #expect(reply.answer == .accepted)
        #expect(reply.comment == "I shall be there, and bring the report;\nplease keep a seat by the door.\n")
        #expect(reply.writtenAt == "2026-11-25T14:30:15Z")
    }

    @Test("understands Google, with guests and a comment")
    func google() throws {
        let reply = try reply(ReplySample.bytes("google-declined"))
        #expect(reply.attendee.address == "amina.yusuf@nhs.example")
        #expect(reply.answer == .declined)
        #expect(reply.sequence == 0)
        #expect(reply.comment == "I am on leave")
        #expect(reply.writtenAt == "2026-11-26T08:15:00Z")
    }

    @Test("understands Apple, and does not take an alarm's attendee for another")
    func apple() throws {
        let reply = try reply(ReplySample.bytes("apple-tentative"))
        #expect(reply.attendee.address == "amina.yusuf@nhs.example")
        #expect(reply.answer == .tentative)
        #expect(reply.sequence == 1)
        #expect(reply.comment == nil)
        #expect(reply.writtenAt == "2026-11-27T17:02:03Z")
    }

    @Test("takes the proposal of another time for what it is")
    func counter() throws {
        #expect(try CalendarReading(of: ReplySample.bytes("outlook-counter")) == .unusable(.method(.counter)))
    }

    @Test(
        "reads what programs write differently",
        arguments: [
            (attendeeLine, "attendee;partstat=accepted:MAILTO:A@B.example", "small and capital letters"),
            (attendeeLine, "ATTENDEE;PARTSTAT=\"ACCEPTED\":mailto:a@b.example", "quoted"),
            (attendeeLine, "ATTENDEE;PARTSTAT=ACCEPTED:mai\n lto:a@b.ex\n\tample", "folded anywhere"),
            (attendeeLine, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:%61@b.example?subject=x", "a URI with a header"),
            (attendeeLine, "ATTENDEE;EMAIL=a@b.example;PARTSTAT=ACCEPTED:urn:uuid:0a-1b", "the address in EMAIL"),
            (
                attendeeLine,
                "ATTENDEE;CN=\"X: y; z\";SENT-BY=\"mailto:p@b.example\";PARTSTAT=ACCEPTED:mailto:a@b.example",
                "on behalf"
            ),
            ("SEQUENCE:3", "SEQUENCE;X-A=b:3", "a parameter"),
            ("VERSION:2.0", "VERSION:2.0\n\nX-EMPTY:", "an empty line and an empty value"),
            ("END:VEVENT", "COMMENT:\nEND:VEVENT", "an empty comment"),
            (
                "END:VEVENT", "RRULE:FREQ=NONSENSE\nATTACH;VALUE=BINARY:%%%\nDTSTART:never\nEND:VEVENT",
                "faults elsewhere"
            ),
            ("BEGIN:VCALENDAR", "\u{FEFF}BEGIN:VCALENDAR", "a byte order mark"),
        ])
    func variants(line: String, becomes: String, reason: String) throws {
        let reply = try reply(ReplySample.plain(line, becomes: becomes))
        #expect(reply.attendee.address == "a@b.example")
        #expect(reply.answer == .accepted)
        #expect(reply.sequence == 3)
        #expect(reply.comment == nil)
    }

    @Test("reads lines that end in LF alone")
    func lineFeeds() throws {
        #expect(try reply(Array(ReplySample.plain.utf8)).uid.text == "cp-1@council.example")
    }

    @Test("takes a reply without a sequence number to be to the first version")
    func noSequence() throws {
        #expect(try reply(ReplySample.plain("SEQUENCE:3", becomes: "")).sequence == 0)
    }

    @Test("joins several comments, and keeps scripts and line breaks")
    func comments() throws {
        let bytes = ReplySample.plain(
            "END:VEVENT", becomes: "COMMENT:Ŵyn\\nb\\;\\\\\nCOMMENT;LANGUAGE=ja:日本\nEND:VEVENT")
        #expect(try reply(bytes).comment == "Ŵyn\nb;\\\n日本")
    }

    @Test("says why something is no answer", arguments: UnusableCases.all)
    func unusable(_ row: UnusableCases) {
        let bytes = ReplySample.plain(row.line, becomes: row.becomes)
        #expect(CalendarReading(of: bytes) == .unusable(row.expected), "\(row.becomes)")
    }

    @Test(
        "refuses what is no calendar object, however short",
        arguments: ["", "B", "BE", ":", "\n", "\r\n ", "BEGIN:VCALENDAR"])
    func nothing(text: String) {
        #expect(CalendarReading(of: Array(text.utf8)) == .unusable(.notACalendar))
    }

    @Test("reads alike on many threads at once")
    func threads() async throws {
        let samples = try ReplySample.files.map(ReplySample.bytes)
        let expected = Set(samples.map { CalendarReading(of: $0) })
        let found = await withTaskGroup(of: [CalendarReading].self) { group in
            for _ in 1...8 {
                group.addTask { (0..<100).map { CalendarReading(of: samples[$0 % samples.count]) } }
            }
            return await group.reduce(into: Set()) { $0.formUnion($1) }
        }
        #expect(found == expected)
    }

    @Test("refuses bytes that are no text, and more than it reads")
    func bytes() {
        let plain = ReplySample.plain("END:VEVENT", becomes: "COMMENT:x~\nEND:VEVENT")
        func with(_ byte: UInt8) -> [UInt8] { plain.map { $0 == UInt8(ascii: "~") ? byte : $0 } }
        #expect(CalendarReading(of: with(0xFF)) == .unusable(.notUTF8))
        for byte: UInt8 in [0, 1, 11, 13, 27, 127] {
            #expect(CalendarReading(of: with(byte)) == .unusable(.controlCharacter))
        }
        #expect(
            CalendarReading(of: plain + Array(repeating: 10, count: 262_144))
                == .unusable(.tooLarge(262_144 + plain.count)))
    }
}

import Foundation
import Outbound
import TestValues
import Testing
import WorkingDays

@Suite("A mail with a calendar object")
struct CalendarMailTests {
    private func object() throws -> CalendarObject {
        try CalendarInvitation(
            uid: CalendarUID("u-1"), sequence: 0, organizer: MailAddress("team@council.example"),
            attendee: MailAddress("a@b.example"), writtenAt: "2026-11-25T09:30:05Z", startsAt: "2027-01-05T10:00:00Z",
            endsAt: "2027-01-05T12:00:00Z", summary: "Meeting CP-2026-0141"
        ).request()
    }

    private func message(to: String = "a@b.example", id: String = "m-1", calendar: CalendarObject?) throws
        -> MailMessage
    {
        try MailMessage(
            id: id, from: MailAddress("quorate@council.example"), to: MailAddress(to), subject: "Invitation",
            text: "Hello\n", html: "<p>Hello</p>\n", date: 1_799_143_200, calendar: calendar)
    }

    @Test("has the object among the alternatives and as a file, with the same bytes")
    func wholeMessage() throws {
        let object = try object()
        let base64 = Data(object.bytes).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        let expected = """
            Date: Tue, 05 Jan 2027 10:00:00 +0000
            From: quorate@council.example
            To: a@b.example
            Subject: Invitation
            Message-ID: <m-1@council.example>
            MIME-Version: 1.0
            Auto-Submitted: auto-generated
            X-Auto-Response-Suppress: All
            Content-Type: multipart/mixed; boundary="=_m-1"

            --=_m-1
            Content-Type: multipart/alternative; boundary="=_.m-1"

            --=_.m-1
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Hello

            --=_.m-1
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            <p>Hello</p>

            --=_.m-1
            Content-Type: text/calendar; method=REQUEST; charset=utf-8
            Content-Transfer-Encoding: base64

            \(base64)
            --=_.m-1--
            --=_m-1
            Content-Type: application/ics; name="invite.ics"
            Content-Disposition: attachment; filename="invite.ics"
            Content-Transfer-Encoding: base64

            \(base64)
            --=_m-1--

            """
        let bytes = try message(calendar: object).encoded()
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.replacing("\r\n", with: "\n") == expected.replacing("\r\n", with: "\n"))
        #expect(bytes.filter { $0 == 10 }.count == bytes.filter { $0 == 13 }.count)
        #expect(bytes.split(separator: 10).allSatisfy { $0.count <= 77 })
    }

    @Test("keeps boundaries within the 70 characters of RFC 2046, for the longest id too")
    func boundaries() throws {
        let text = String(
            decoding: try message(id: String(repeating: "i", count: 64), calendar: object()).encoded(), as: UTF8.self)
        for line in text.components(separatedBy: "\r\n") where line.hasPrefix("--") && !line.hasSuffix("--") {
            #expect(line.utf8.count - 2 <= 70)
        }
    }

    @Test("is refused when the object is another person's")
    func another() throws {
        let object = try object()
        #expect(throws: MailMessageError.calendarOfAnother) { try message(to: "c@b.example", calendar: object) }
    }
}

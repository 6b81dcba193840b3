import CalendarReplies
import Foundation
import Outbound
import TestPeers
import TestValues
import Testing
import WorkingDays

/// What programs that are not ours read out of our invitations, and what we read out of their replies.
///
/// Python's `email` (strict) takes the mail apart and the package `icalendar` the object; both share no code with us or
/// with libical. libical writes our objects, so that it can parse them again proves little; but it is asked too what it
/// knows apart from writing: what RFC 5546 has each method hold, and when an event starts by the time zone beside it.
/// They judge form and meaning, not whether Outlook, Google or Apple show it as we wish: none of those can be run in a
/// test.
@Suite("Invitations read by Python and libical", .timeLimit(.minutes(3)))
struct CalendarInteropTests {
    private static let address = "zoe.o'neil+x@example.org"

    private func invitation(
        sequence: Int = 4, startsAt: Timestamp = "2027-01-05T10:00:00Z",
        uid: String = "cp-2026-0141/7f3a@council.example"
    ) throws -> CalendarInvitation {
        try CalendarInvitation(
            uid: CalendarUID(uid), sequence: sequence,
            organizer: MailAddress("replies@council.example", name: "Partneriaeth Ynys Môn"),
            attendee: MailAddress(Self.address, name: "O'Neil; Zoë, \"ZO\""), writtenAt: "2026-11-25T09:30:05Z",
            startsAt: startsAt, endsAt: startsAt.adding(seconds: 7200), summary: "Meeting CP-2026-0141",
            location: "Room 2; Town Hall, “Ŵyn” \\ annex\r\nATTENDEE:mailto:x@y.example",
            description: String(repeating: "Please answer – é, 日本. ", count: 20) + "\nThe end.",
            url: "https://quorate.example/a/1?x=1,2;3")
    }

    /// Writes mails into a Maildir and returns the files, in the order of the objects.
    private func files(_ objects: [CalendarObject], in folder: TemporaryFolder) async throws -> [String] {
        let maildir = "\(folder.path)/Maildir"
        let transport = try MaildirTransport(directory: maildir)
        for (index, object) in objects.enumerated() {
            let message = try MailMessage(
                id: "invite-\(index)", from: MailAddress("quorate@council.example"), to: MailAddress(Self.address),
                subject: "Meeting CP-2026-0141", text: "You are invited.\n", html: "<p>You are invited.</p>\n",
                date: 1_799_143_200 + Int64(index), calendar: object)
            #expect(await transport.deliver(message).isAccepted)
        }
        await transport.stop()
        return Maildir(maildir).files.sorted()
    }

    @Test("Request and cancellation mean what they should, in winter and in summer")
    func requestAndCancellation() async throws {
        let folder = try TemporaryFolder("calendar")
        let winter: Timestamp = "2027-01-05T10:00:00Z"
        let summer: Timestamp = "2027-07-05T09:00:00Z"
        let mails = try await ReadCalendar.read(
            files(
                [
                    invitation(startsAt: winter).request(), invitation(sequence: 5, startsAt: summer).request(),
                    invitation(sequence: 6, startsAt: summer).cancellation(),
                ], in: folder))
        #expect(mails.map(\.method) == ["REQUEST", "REQUEST", "CANCEL"])
        #expect(mails.map(\.status) == ["CONFIRMED", "CONFIRMED", "CANCELLED"])
        #expect(mails.map(\.sequence) == [4, 5, 6])
        #expect(mails.map(\.startsAt) == [winter.seconds, summer.seconds, summer.seconds])
        #expect(mails.map(\.endsAt) == mails.map { $0.startsAt + 7200 })
        for mail in mails { try expectContent(mail) }
        let asked = mails.map { [$0.attendeeParameters["PARTSTAT"], $0.attendeeParameters["RSVP"]] }
        #expect(asked == [["NEEDS-ACTION", "TRUE"], ["NEEDS-ACTION", "TRUE"], [nil, nil]])
    }

    private func expectContent(_ mail: ReadCalendar) throws {
        let form = [
            "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "application/ics",
        ]
        #expect(mail.types == form)
        #expect(mail.partMethod == mail.method)
        #expect(mail.charset == "utf-8")
        #expect(mail.fileName == "invite.ics" && mail.fileIsTheSame)
        #expect(mail.uid == "cp-2026-0141/7f3a@council.example")
        #expect(mail.attendees == ["mailto:\(Self.address)"])
        #expect(mail.attendeeParameters["ROLE"] == "REQ-PARTICIPANT")
        #expect(mail.attendeeParameters["CN"] == "O'Neil; Zoë, 'ZO'")
        #expect(mail.organizer == "mailto:replies@council.example")
        let writtenAt: Timestamp = "2026-11-25T09:30:05Z"
        #expect(mail.writtenAt == writtenAt.seconds)
        #expect(mail.class == "PRIVATE")
        let expected = try invitation()
        let location = expected.location?.replacing("\r\n", with: "\n")
        #expect(mail.texts == [expected.summary, location, expected.description, expected.url])
    }

    @Test("Nothing is in the object but what the invitation was given")
    func nothingElse() async throws {
        let folder = try TemporaryFolder("calendar")
        let mail = try #require(try await ReadCalendar.read(files([invitation().request()], in: folder)).first)
        let properties = [
            "ATTENDEE", "CLASS", "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "LOCATION", "ORGANIZER", "SEQUENCE",
            "STATUS", "SUMMARY", "TRANSP", "UID", "URL",
        ]
        #expect(mail.properties == properties)
        #expect(mail.texts[0] == "Meeting CP-2026-0141")
    }

    @Test(
        "An answer that Python writes to our invitation is read",
        arguments: [("ACCEPTED", CalendarReply.Answer.accepted), ("TENTATIVE", .tentative), ("DECLINED", .declined)])
    func answers(status: String, expected: CalendarReply.Answer) async throws {
        let folder = try TemporaryFolder("calendar")
        let replies = try await ReadCalendar.replies(status, to: files([invitation().request()], in: folder))
        guard case .reply(let reply) = CalendarReading(of: try #require(replies.first)) else {
            Issue.record("\(CalendarReading(of: replies[0]))")
            return
        }
        #expect(reply.answer == expected)
        #expect(reply.attendee.address == Self.address)
        #expect(reply.uid.text == "cp-2026-0141/7f3a@council.example")
        #expect(reply.sequence == 4)
        #expect(reply.comment == "Yes; I’ll be there,\nwith “papers”")
        #expect(reply.writtenAt == "2026-11-26T08:15:00Z")
    }

    @Test(
        "libical faults no invitation, change or cancellation, and has each start at the right instant",
        arguments: [
            ("2027-01-05T10:00:00Z", "winter"), ("2027-07-05T09:00:00Z", "summer"),
            ("2027-03-28T01:00:00Z", "the first second of summer"),
            ("2027-10-31T02:00:00Z", "after the hour that occurs twice"),
        ] as [(Timestamp, String)])
    func checked(startsAt: Timestamp, reason: String) throws {
        for object in [
            try invitation(sequence: 0, startsAt: startsAt).request(),
            try invitation(sequence: 1, startsAt: startsAt).request(),
            try invitation(sequence: 2, startsAt: startsAt).cancellation(),
        ] {
            let calendar = try CheckedCalendar(object.bytes)
            #expect(calendar.isWhole && calendar.isPermitted, "\(calendar.faults)")
            #expect(calendar.method == object.method.rawValue)
            #expect(calendar.startsAt == startsAt.seconds)
        }
    }

    private struct Moment: Codable {
        let startsAt: Int64
        let object: [UInt8]

        enum Key: String, CodingKey { case startsAt, object }

        init(_ startsAt: Timestamp, _ object: CalendarObject) {
            (self.startsAt, self.object) = (startsAt.seconds, object.bytes)
        }

        init(from decoder: any Decoder) throws { throw PeerError("Only written.") }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(startsAt, forKey: .startsAt)
            try container.encode(Data(object).base64EncodedString(), forKey: .object)
        }
    }

    /// The moment moves through the day from one day to the next; on the Sundays of a change, each quarter of an hour.
    private static var moments: [Timestamp] {
        let first: Timestamp = "2026-01-01T00:00:00Z"
        let end: Timestamp = "2031-01-01T00:00:00Z"
        var moments: [Timestamp] = []
        var midnight = first
        var index = 0
        while midnight < end {
            let next = midnight.adding(seconds: 86_400)
            let changes = EuropeLondon.isSummerTime(midnight) != EuropeLondon.isSummerTime(next)
            for quarter in changes ? Array(0..<96) : [index % 96] {
                moments.append(midnight.adding(seconds: quarter * 900))
            }
            (midnight, index) = (next, index + 37)
        }
        return moments
    }

    @Test("The time zone in the object is London's, on every day from 2026 to 2030")
    func sweep() async throws {
        let folder = try TemporaryFolder("calendar")
        var refused = 0
        let moments = try Self.moments.compactMap { moment -> Moment? in
            do { return Moment(moment, try invitation(startsAt: moment).request()) } catch CalendarInvitationError
                .repeatedHour
            {
                refused += 1
                return nil
            }
        }
        let file = try folder.write(String(decoding: JSONEncoder().encode(moments), as: UTF8.self), to: "moments.json")
        let comparison = try await ReadCalendar.compare(file)
        #expect(comparison.differ == [])
        #expect(comparison.zones == 1)
        #expect(comparison.count == moments.count && comparison.count > 1826 + 10 * 80)
        // The hour that is shown for the second time, each October.
        #expect(refused == 5 * 4)
    }
}

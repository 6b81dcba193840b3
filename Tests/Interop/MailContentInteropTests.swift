import Foundation
import Outbound
import TestPeers
import Testing

/// What Python's mail parser, in its strict mode, reads out of what a real server stored.
@Suite("Mail read back by Python", .timeLimit(.minutes(3)))
struct MailContentInteropTests {
    static let text = """
        Dear Zoë,

        .a line that starts with a dot
        ..and one with two
        .
        From the beginning; 100 % = all. Trailing space: \u{20}
        Naïve café – “quotes”, £5, 日本語, 👩‍👩‍👧, Ŵyn.
        \(String(repeating: "A very long line without an end. ", count: 60))
        \(String(repeating: "x", count: 2000))

        The end.

        """

    static let html = "<!DOCTYPE html>\n<html lang=\"en-GB\"><body><p>Zoë &amp; co = £5</p>\n.\n</body></html>\n"

    private func message(subject: String, name: String?, id: String = "3f2504e0-4f89-11d3") throws -> MailMessage {
        try MailMessage(
            id: id, from: MailAddress("quorate@council.example", name: "Ynys Môn – diogelu"),
            replyTo: MailAddress("team@council.example", name: "Bell, Jo \"JB\" (admin)"),
            to: MailAddress("zoe@example.org", name: name), subject: subject, text: Self.text, html: Self.html,
            date: 1_799_143_200, references: ["root-1@council.example", "root-2@council.example"])
    }

    @Test("Everything comes out as it went in")
    func roundTrip() async throws {
        let server = try await EximServer.start()
        let subjects = [
            "Due today: share and discuss your report (conference HK-2026-014)",
            "Heddiw: rhannu’r adroddiad â’r teulu – " + String(repeating: "éàü 日本 👩‍👩‍👧 ", count: 20) + "diwedd",
            String(repeating: "words that make a subject too long for a line ", count: 8) + "end",
            "two  spaces and =?utf-8?Q?no_word?= of ours",
            String(repeating: "y", count: 1900),
        ]
        let transport = SMTPTransport(try settings(for: server))
        for (index, subject) in subjects.enumerated() {
            let name = [nil, "Zoë Ó Briain", "O'Neil, Zoe", String(repeating: "Žofie ", count: 20) + "N."][index % 4]
            let outcome = await transport.deliver(try message(subject: subject, name: name, id: "msg-\(index)"))
            #expect(outcome.isAccepted, "\(outcome)")
        }
        await transport.stop()
        try await server.maildir.wait(forMessages: subjects.count)
        let mails = try await ReadMail.read(server.maildir.files)
        #expect(Set(mails.map { $0.headers["subject"] }) == Set(subjects))
        // Python puts a space between the encoded words of a name, where RFC 2047 (6.2) has none; so without spaces.
        let names = Set(mails.map { $0.to[0].filter { $0 != " " } })
        #expect(names == ["", "ZoëÓBriain", "O'Neil,Zoe", String(repeating: "Žofie", count: 20) + "N."])
        for mail in mails {
            expectContent(mail)
        }
    }

    private func expectContent(_ mail: ReadMail) {
        #expect(mail.defects.isEmpty)
        #expect(mail.text == Self.text)
        #expect(mail.html == Self.html)
        #expect(mail.type == "multipart/alternative")
        #expect(mail.parts == ["text/plain", "text/html"])
        #expect(mail.charsets == ["utf-8", "utf-8"])
        #expect(mail.to[1] == "zoe@example.org")
        #expect(mail.from == ["Ynys Môn – diogelu", "quorate@council.example"])
        #expect(mail.replyTo == ["Bell, Jo \"JB\" (admin)", "team@council.example"])
        #expect(mail.seconds == 1_799_143_200)
        #expect(mail.isASCII)
        #expect(mail.longestLine <= 998)
        #expect(mail.headers["references"] == "<root-1@council.example> <root-2@council.example>")
        #expect(mail.headers["auto-submitted"] == "auto-generated")
        #expect(mail.headers["x-auto-response-suppress"] == "All")
        #expect(mail.headers["mime-version"] == "1.0")
        #expect(mail.headers["message-id"]?.hasSuffix("@council.example>") == true)
        #expect(mail.headers["return-path"] == "<quorate@council.example>")
        #expect(mail.headers["date"]?.hasSuffix("+0000") == true)
    }

    @Test("A reminder from the shipped templates reads well")
    func reminder() async throws {
        let folder = try TemporaryFolder("reminder")
        let maildir = "\(folder.path)/Maildir"
        let transport = try MaildirTransport(directory: maildir)
        let content = try ReminderTemplates(directory: Locations.templates).render(
            ReminderMail(
                partnership: "Partneriaeth Ynys Môn", recipientName: "Zoë", matters: "your conference",
                items: [
                    ReminderMail.Item(
                        conference: "HK-2026-014", matter: "Conference",
                        conferenceType: "Initial child protection conference",
                        when: "Tuesday 5 January 2027 at 10:00", place: "Room 2", ask: "Send your report",
                        detail: "", due: "by Wednesday 30 December 2026", urgency: "Due today")
                ]))
        let message = try MailMessage(
            id: "r-1", from: MailAddress("quorate@council.example"), to: MailAddress("zoe@example.org"),
            subject: content.subject, text: content.text, html: content.html, date: 1_799_143_200)
        #expect(await transport.deliver(message).isAccepted)
        await transport.stop()
        let mail = try #require(try await ReadMail.read(Maildir(maildir).files).first)
        #expect(mail.headers["subject"] == "Due today: send your report (conference HK-2026-014)")
        #expect(mail.text == content.text)
        #expect(mail.html == content.html)
        #expect(mail.headers["delivered-to"] == "zoe@example.org")
    }
}

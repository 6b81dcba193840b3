import Testing

@testable import Inbound

/// Reports as the mail servers of this world write them.
@Suite("A report on delivery")
struct DeliveryReportTests {
    private func report(_ name: String) throws -> DeliveryReport {
        guard case .deliveryStatus(let report) = try MailSample.mail(name).kind else {
            throw NotAReport()
        }
        return report
    }

    private struct NotAReport: Error {}

    @Test(
        "says what became of the message, whoever wrote it",
        arguments: [
            ("postfix-unknown", RecipientStatus.Outcome.failedForGood, "5.1.1"),
            ("postfix-delayed", .delayed, "4.4.1"),
            ("postfix-given-up", .failedForNow, "4.4.1"),
            ("exim-unknown", .failedForGood, "5.1.1"),
            ("exim-old", .failedForGood, "5.1.1"),
            ("exim-old-given-up", .failedForNow, "none"),
            ("exchange-unknown", .failedForGood, "5.1.10"),
            ("exchange-routing", .failedForNow, "5.4.4"),
            ("gmail-unknown", .failedForGood, "5.1.1"),
            ("postfix-delivered", .arrived, "2.1.5"),
        ])
    func outcome(name: String, outcome: RecipientStatus.Outcome, status: String) throws {
        let report = try report(name)
        let first = try #require(report.recipients.first)
        #expect(first.outcome == outcome)
        #expect((first.status?.description ?? "none") == status)
        #expect(report.originalMessageID == MailSample.messageID)
        #expect(first.finalRecipient == "a.yusuf@health.example")
        #expect(!first.summary.contains("@") && !first.summary.contains("yusuf"))
    }

    @Test("has one entry for each recipient")
    func severalRecipients() throws {
        #expect(try report("postfix-delivered").recipients.map(\.action) == [.relayed, .expanded])
        #expect(
            try report("exim-old").recipients.map(\.finalRecipient) == [
                "a.yusuf@health.example", "b.jones@health.example",
            ])
    }

    @Test("keeps the words of the server, on one line, and both recipients")
    func diagnostic() throws {
        let status = try #require(try report("postfix-unknown").recipients.first)
        let diagnostic = try #require(status.diagnostic)
        #expect(diagnostic.hasPrefix("smtp; 550 5.1.1 <a.yusuf@health.example>: Recipient address"))
        #expect(diagnostic.hasSuffix("virtual mailbox table") && !diagnostic.contains("\n"))
        #expect(status.originalRecipient == "a.yusuf@health.example")
    }

    @Test("is matched by the signed return path that it came to")
    func returnPath() throws {
        let id = String(MailSample.messageID.prefix(32))
        let paths = try ReturnPath(
            domain: "replies.council.example", keys: [ReturnPathKey([UInt8](repeating: 3, count: 32))])
        let forged = try MailSample.mail("postfix-unknown")
        #expect(forged.messageID(by: paths) == nil)
        let address = try paths.address(of: id)
        let signed = try MailSample.mail(text: "Delivered-To: \(address)\nTo: someone@else.example\n\nBounced.\n")
        #expect(signed.messageID(by: paths) == id)
    }

    @Test("inside a message that somebody forwards is not a report about ours")
    func forwarded() throws {
        guard case .letter(let letter) = try MailSample.mail("nested").kind else {
            Issue.record("It should be a letter.")
            return
        }
        #expect(letter.text.hasPrefix("My mail to you came back") && letter.text.hasSuffix("Sent from the ward."))
        #expect(!letter.text.contains("attachment") && !letter.text.contains("permanent error"))
    }

    @Test("without a report type, or without fields, is still a report")
    func incomplete() throws {
        let bare = try MailSample.mail(
            text: """
                Content-Type: multipart/mixed; boundary=b
                References: <root@council.example> <\(MailSample.messageID)>

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; x.example

                Final-Recipient: rfc822; jo@x.example
                Status: 5.2.2 (mailbox full)
                --b--
                """)
        guard case .deliveryStatus(let report) = bare.kind else {
            Issue.record("It should be a report, not \(bare.kind).")
            return
        }
        #expect(report.recipients.map(\.status?.meaning) == ["the mailbox is full"])
        #expect(report.recipients.map(\.outcome) == [.failedForGood])
        #expect(report.originalMessageID == MailSample.messageID)
        let empty = try MailSample.mail(
            text: "Content-Type: multipart/report; report-type=Delivery-Status; boundary=b\n\n--b\n\nLost.\n--b--\n")
        guard case .deliveryStatus(let nothing) = empty.kind else {
            Issue.record("It should be a report, not \(empty.kind).")
            return
        }
        #expect(nothing.recipients.isEmpty && nothing.originalMessageID == nil)
    }

    @Test(
        "takes a clear code from the server's words when its own is vague",
        arguments: [
            ("5.0.0", "smtp; 550 5.1.1 unknown", "5.1.1", RecipientStatus.Outcome.failedForGood),
            ("5.0.0", "smtp; 451 4.7.1 later", "4.7.1", .failedForNow),
            ("5.0.0", "smtp; 450 mailbox busy", "5.0.0", .failedForNow),
            ("5.0.0", "smtp; 550 no", "5.0.0", .failedForGood),
            ("5.0.0", "retry timeout exceeded", "5.0.0", .failedForNow),
            ("4.0.0", "", "4.0.0", .failedForNow),
            ("5.7.1", "smtp; 550 4.1.1 odd", "5.7.1", .failedForGood),
            ("5.4.4", "smtp; 550 no route", "5.4.4", .failedForNow),
            ("", "host [10.5.1.1] said no", "none", .failedForGood),
        ])
    func vagueStatus(status: String, diagnostic: String, expected: String, outcome: RecipientStatus.Outcome) {
        let recipient = RecipientStatus(
            action: .failed, status: EnhancedStatusCode(status), diagnostic: diagnostic, final: nil, original: nil)
        #expect((recipient.status?.description ?? "none") == expected)
        #expect(recipient.outcome == outcome)
    }

    @Test(
        "has a code only if it is one",
        arguments: ["", "5", "5.1", "3.1.1", "5.1.1111", "5..1", "55.1.1", "a.b.c", "5.1.1.1"])
    func notACode(text: String) {
        #expect(EnhancedStatusCode(text) == nil)
    }
}

import Testing

@testable import Inbound

/// What a message is, and what it says.
@Suite("Incoming mail")
struct IncomingMailTests {
    @Test(
        "that nobody wrote is told by its header",
        arguments: [
            ("exchange-out-of-office", AutomaticSign.autoSubmitted("auto-generated")),
            ("gmail-vacation", .autoSubmitted("auto-replied")),
            ("receipt", .report("disposition-notification")),
        ])
    func automatic(name: String, sign: AutomaticSign) throws {
        let mail = try MailSample.mail(name)
        #expect(mail.kind == .automaticReply(sign))
        #expect(!mail.text.text.isEmpty)
    }

    @Test(
        "is automatic by any one sign, and not by look-alikes",
        arguments: [
            ("Auto-Submitted: auto-replied (vacation)", AutomaticSign?.some(.autoSubmitted("auto-replied"))),
            ("Auto-Submitted: Auto-Generated; owner=x", .autoSubmitted("auto-generated")),
            ("Auto-Submitted: no", nil),
            ("X-Autoreply: yes", .autoreply),
            ("X-Autorespond: ", .autoreply),
            ("Precedence: Auto_Reply", .precedence("auto_reply")),
            ("Precedence: bulk", .precedence("bulk")),
            ("Precedence: first-class", nil),
            ("Return-Path: <>", .nullReturnPath),
            ("X-Auto-Response-Suppress: All\nReturn-Path: <>", .nullReturnPath),
            ("X-Auto-Response-Suppress: All\nReturn-Path: <a@b.example>", nil),
            ("Subject: Automatic reply: Out of office", nil),
        ])
    func signs(header: String, sign: AutomaticSign?) throws {
        let mail = try MailSample.mail(text: "\(header)\nFrom: a@b.example\n\nHello.\n")
        if let sign {
            #expect(mail.kind == .automaticReply(sign))
        } else {
            #expect(mail.kind == .letter(mail.text))
        }
    }

    @Test("with Welsh letters is read in any encoding", arguments: ["letter-welsh-qp", "letter-welsh-base64"])
    func welsh(name: String) throws {
        let mail = try MailSample.mail(name)
        #expect(mail.kind == .letter(mail.text))
        #expect(mail.text.text.contains("Mae \u{174}yn Ll\u{177}r a Gw\u{EA}n"))
        #expect(mail.text.source == .plainText && !mail.text.isTruncated)
        #expect(mail.subject == "Ateb: \u{174}yn a\u{2019}r gynhadledd")
        #expect(mail.from == ["ll.apgwyn@gwynedd.example"])
        #expect(mail.recipients == ["conferences@council.example", "team@council.example", "manager@gwynedd.example"])
        #expect(mail.deliveredTo == mail.recipients)
        #expect(mail.returnPath == "ll.apgwyn@gwynedd.example")
        #expect(mail.messageID == "llyr-1@gwynedd.example")
        #expect(mail.inReplyTo == [MailSample.messageID])
        #expect(mail.references == ["root-1@council.example", MailSample.messageID])
        #expect(mail.writtenAt == 1_795_518_930)
    }

    @Test("that answers an invitation hands on the calendar object, decoded")
    func calendar() throws {
        let outlook = try MailSample.mail("calendar-outlook")
        guard case .calendar(let bytes) = outlook.kind else {
            Issue.record("It should be a calendar object, not \(outlook.kind).")
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix("BEGIN:VCALENDAR\r\nMETHOD:REPLY") && text.contains("CN=Amina \u{170}suf"))
        #expect(outlook.text.text == "I shall be there.")
        guard case .calendar(let google) = try MailSample.mail("calendar-google").kind else {
            Issue.record("It should be a calendar object, although it is also marked as automatic.")
            return
        }
        #expect(!String(decoding: google, as: UTF8.self).contains("X-COPY"))
    }

    @Test("in HTML only loses its tags, not its text")
    func html() throws {
        let mail = try MailSample.mail("letter-html")
        #expect(mail.text.source == .html)
        #expect(
            mail.text.text
                == "Dear Si\u{E2}n & team,\n\nI will send it \u{2013} by 5 pm!\nIs 3 < 4?\n\nOne Two")
    }

    @Test("whose name looks like another address keeps its own")
    func misleadingName() throws {
        let mail = try MailSample.mail(
            text: "From: =?utf-8?q?chair=40council=2Eexample=2C?= <evil@x.example>\n\nHello.\n")
        #expect(mail.from == ["evil@x.example"])
    }

    @Test("that breaks every rule is still read")
    func broken() throws {
        let mail = try MailSample.mail("broken")
        #expect(mail.from == ["a.yusuf@health.example"])
        #expect(mail.writtenAt == nil && mail.messageID == nil)
        #expect(mail.text.text.contains("after all."))
    }

    @Test("that is empty is refused, and what has no header is a letter from nobody")
    func noHeader() throws {
        #expect(throws: IncomingMailError.empty) { try IncomingMail([]) }
        #expect(try IncomingMail([0]).from.isEmpty)
        let text = try IncomingMail(Array("No header here,\r\njust text.\r\n".utf8))
        #expect(text.from.isEmpty && text.text.text == "No header here,\njust text.")
    }

    @Test("with a long text is cut at 64 KiB, between characters, and without control characters")
    func longText() throws {
        let mail = try MailSample.mail(
            text: "Content-Type: text/plain; charset=utf-8\n\nx\u{1B}[31m"
                + String(repeating: "\u{175}", count: 100_000))
        #expect(mail.text.isTruncated)
        #expect(mail.text.text.utf8.count == LetterText.maximumBytes - 1)
        #expect(mail.text.text.hasPrefix("x[31m\u{175}") && mail.text.text.hasSuffix("\u{175}"))
    }

    @Test(
        "nested however deep ends, and does not overflow the stack",
        arguments: ["Content-Type: multipart/mixed; boundary=a\n\n--a\n", "Content-Type: message/rfc822\n\n"])
    func nestedDeep(level: String) throws {
        let mail = try IncomingMail(Array(String(repeating: level, count: 20_000).utf8))
        #expect(mail.text.text.utf8.count <= LetterText.maximumBytes)
    }

    @Test("with very many header fields or parts ends soon")
    func many() throws {
        let fields = String(repeating: "To: a@b.example, c@d.example\nReferences: <x@y>\n", count: 5000)
        #expect(try MailSample.mail(text: fields + "\nHello.\n").recipients == ["a@b.example", "c@d.example"])
        let parts = String(repeating: "--p\n\nx\n", count: 20_000)
        let mail = try MailSample.mail(text: "Content-Type: multipart/mixed; boundary=p\n\n\(parts)--p--\n")
        #expect(mail.text.text.hasPrefix("x"))
    }
}

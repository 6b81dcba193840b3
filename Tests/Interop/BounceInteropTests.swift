import Inbound
import Outbound
import TestPeers
import Testing

/// A message that cannot be delivered, all the way: out by SMTP, back as a bounce, read by IMAP.
@Suite("A bounce through Exim and Dovecot: Interop", .timeLimit(.minutes(3)))
struct BounceInteropTests {
    private let id = "5f3a9c0e7b214d68a1c2e3f405162738"

    @Test("An unknown recipient comes back as a failure for good of exactly that message")
    func unknownRecipient() async throws {
        let paths = try ReturnPath(
            domain: "example.org", keys: [ReturnPathKey([UInt8](repeating: 5, count: 32))])
        let exim = try await EximServer.start()
        let returnPath = try paths.address(of: id)
        let message = try sampleMessage(id: id, to: "unknown@example.org", from: returnPath)
        let outcome = await deliverOnce(message, try settings(for: exim))
        #expect(outcome.isAccepted, "\(outcome) \(exim.log)")
        try await exim.maildir.wait(forMessages: 1)

        let mail = try await onlyMail(in: exim.maildir)
        guard case .deliveryStatus(let report) = mail.kind else {
            Issue.record("It should be a report, not \(mail.kind).")
            return
        }
        #expect(mail.messageID(by: paths) == id)
        #expect(report.originalMessageID == "\(id)@example.org")
        let recipient = try #require(report.recipients.first)
        #expect(report.recipients.count == 1 && recipient.outcome == .failedForGood)
        #expect(recipient.finalRecipient == "unknown@example.org")
        #expect(!recipient.summary.contains("@"))
    }

    private func onlyMail(in maildir: Maildir) async throws -> IncomingMail {
        let dovecot = try await DovecotServer.start(maildir: maildir)
        let mailbox = IMAPMailbox(
            try IMAPSettings(
                host: "localhost", port: dovecot.tlsPort,
                signIn: .password(user: DovecotServer.username, password: DovecotServer.password),
                caFile: dovecot.certificates.caFile))
        let arrivals = try await mailbox.arrivals(after: nil).arrivals
        #expect(arrivals.count == 1)
        let fetched = try await mailbox.message(try #require(arrivals.first).uid)
        await mailbox.stop(within: .seconds(5))
        guard case .whole(let bytes) = fetched else { throw PeerError("The bounce was too large.") }
        return try IncomingMail(bytes)
    }
}

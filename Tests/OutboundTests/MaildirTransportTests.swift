import Foundation
import Outbound
import TestPeers
import Testing

@Suite("Mail into a folder")
struct MaildirTransportTests {
    private func message(id: String) throws -> MailMessage {
        try MailMessage(
            id: id, from: MailAddress("quorate@council.example"), to: MailAddress("a@b.example"), subject: "Hello",
            text: "Hello\n", html: "<p>Hello</p>\n", date: 1_799_143_200)
    }

    @Test("makes its folders for this user only")
    func permissions() async throws {
        let folder = try TemporaryFolder("maildir")
        await (try MaildirTransport(directory: "\(folder.path)/mail")).stop()
        for name in ["", "/cur", "/new", "/tmp"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/mail\(name)")
            #expect(attributes[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test("names files after the message, and a repeat is a second file with the same id")
    func names() async throws {
        let folder = try TemporaryFolder("maildir")
        let transport = try MaildirTransport(directory: folder.path)
        _ = await transport.deliver(try message(id: "abc-1"))
        _ = await transport.deliver(try message(id: "abc-1"))
        await transport.stop()
        let files = Maildir(folder.path).files
        #expect(files.count == 2)
        #expect(files.allSatisfy { $0.contains("/new/1799143200.abc-1_") })
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/tmp").isEmpty)
        let text = try #require(try Maildir(folder.path).messages().first)
        #expect(text.hasPrefix("Return-Path: <quorate@council.example>\nDelivered-To: a@b.example\nDate: "))
        #expect(!text.contains("\r"))
    }

    @Test("says what is wrong when the folder cannot be made or written to")
    func failures() async throws {
        let folder = try TemporaryFolder("maildir")
        #expect(throws: MaildirError.self) { try MaildirTransport(directory: "\(folder.path)/no/such") }
        let transport = try MaildirTransport(directory: "\(folder.path)/mail")
        try FileManager.default.removeItem(atPath: "\(folder.path)/mail/tmp")
        guard case .unreachable(let reason) = await transport.deliver(try message(id: "x")) else {
            Issue.record("It should be unreachable.")
            return
        }
        #expect(reason.contains("No such file"))
        await transport.stop()
    }
}

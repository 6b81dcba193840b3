import Foundation
import Inbound
import TestPeers

/// Messages as mail programs write them, made up after the RFCs and the shapes that their makers publish.
enum MailSample {
    /// The id of our message in all of them.
    static let messageID = "5f3a9c0e7b214d68a1c2e3f405162738@council.example"

    static let names: [String] = {
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder)
        return (files ?? []).filter { $0.hasSuffix(".eml") }.map { String($0.dropLast(4)) }.sorted()
    }()

    /// A message as it would come over the network, with CR LF.
    static func bytes(_ name: String) throws -> [UInt8] {
        let file = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).eml"))
        return file.flatMap { $0 == 10 ? [13, 10] : [$0] }
    }

    static func mail(_ name: String) throws -> IncomingMail {
        try IncomingMail(bytes(name))
    }

    /// A message from its text, with CR LF.
    static func mail(text: String) throws -> IncomingMail {
        try IncomingMail(Array(text.replacingOccurrences(of: "\n", with: "\r\n").utf8))
    }

    private static let folder = Locations.repository + "/Tests/InboundTests/Samples"
}

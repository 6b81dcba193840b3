import Foundation
import Inbound
import TestPeers
import Testing

/// What we read in a message is what a reader that is not ours finds in it.
@Suite("Incoming mail beside Python's email package: Interop", .timeLimit(.minutes(1)))
struct IncomingMailInteropTests {
    private struct Described: Decodable {
        let from: [String]
        let recipients: [String]
        let subject: String
        let messageID: String
        let seconds: Int64?
        let text: String
        let statuses: [String]
    }

    @Test("Addresses, subject, identifier, date, text and status codes are the same in every sample")
    func samples() async throws {
        let folder = Locations.repository + "/Tests/InboundTests/Samples"
        // Of the broken one nobody knows what is right.
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .filter { $0.hasSuffix(".eml") && $0 != "broken.eml" }.map { "\(folder)/\($0)" }
        #expect(files.count > 15)
        let output = try await runSuccessfully(Locations.python, [Locations.script("read_incoming.py")] + files)
        let described = try JSONDecoder().decode([Described].self, from: Data(output.utf8))
        for (file, python) in zip(files, described) {
            let mail = try IncomingMail([UInt8](try Data(contentsOf: URL(fileURLWithPath: file))))
            let name = Comment(rawValue: file)
            #expect(mail.from == python.from, name)
            #expect(mail.recipients == python.recipients, name)
            #expect(mail.subject == python.subject, name)
            #expect(mail.messageID ?? "" == python.messageID, name)
            #expect(mail.writtenAt == python.seconds, name)
            if mail.text.source == .plainText { #expect(mail.text.text == python.text, name) }
            if case .deliveryStatus(let report) = mail.kind, !python.statuses.isEmpty {
                let vague = ["5.0.0", "4.0.0"]
                let ours = report.recipients.map { $0.status?.description ?? "" }
                let clear = zip(ours, python.statuses).allSatisfy { $0 == $1 || vague.contains($1) }
                #expect(clear && ours.count == python.statuses.count, name)
            } else {
                #expect(python.statuses.isEmpty, name)
            }
        }
    }
}

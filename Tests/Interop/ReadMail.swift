import Foundation
import TestPeers

/// A message as Python's `email` package understood it.
struct ReadMail: Codable {
    let headers: [String: String]
    let to: [String]
    let from: [String]
    let replyTo: [String]
    let seconds: Int64
    let type: String
    let parts: [String]
    let charsets: [String]
    let text: String
    let html: String
    let longestLine: Int
    let isASCII: Bool
    let defects: [String]

    /// Reads mail files with a parser that is not ours.
    static func read(_ files: [String]) async throws -> [ReadMail] {
        let output = try await runSuccessfully(Locations.python, [Locations.script("read_mail.py")] + files)
        return try JSONDecoder().decode([ReadMail].self, from: Data(output.utf8))
    }
}

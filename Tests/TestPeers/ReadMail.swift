import Foundation

/// A message as Python's `email` package understood it.
public struct ReadMail: Codable, Sendable {
    public let headers: [String: String]
    public let to: [String]
    public let from: [String]
    public let replyTo: [String]
    public let seconds: Int64
    public let type: String
    public let parts: [String]
    public let charsets: [String]
    public let text: String
    public let html: String
    public let longestLine: Int
    public let isASCII: Bool
    public let defects: [String]

    /// Reads mail files with a parser that is not ours.
    public static func read(_ files: [String]) async throws -> [ReadMail] {
        let output = try await runSuccessfully(Locations.python, [Locations.script("read_mail.py")] + files)
        return try JSONDecoder().decode([ReadMail].self, from: Data(output.utf8))
    }
}

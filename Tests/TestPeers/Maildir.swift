import Foundation

/// Reads a Maildir.
public struct Maildir: Sendable {
    public let path: String

    public init(_ path: String) {
        self.path = path
    }

    /// The files of delivered messages, oldest name first.
    public var files: [String] {
        ["new", "cur"].flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? [])
                .sorted().map { "\(path)/\(folder)/\($0)" }
        }
    }

    /// The messages as they are stored.
    public func messages() throws -> [String] {
        try files.map { String(decoding: try Data(contentsOf: URL(fileURLWithPath: $0)), as: UTF8.self) }
    }

    /// The value of a header on one line in each message; for headers that are not folded.
    public func headers(_ name: String) throws -> [String] {
        try messages().map { message in
            let line = message.split(whereSeparator: \.isNewline).first {
                $0.lowercased().hasPrefix("\(name.lowercased()):")
            }
            return line.map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) } ?? ""
        }
    }

    /// Waits until there are that many messages.
    public func wait(forMessages count: Int, timeout: Double = 60) async throws {
        try await TestPeers.wait(for: "\(count) messages in \(path)", timeout: timeout) { files.count >= count }
    }
}

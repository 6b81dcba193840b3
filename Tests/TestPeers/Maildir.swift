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
    ///
    /// A server that has the folder open renames files while they are read; then all of it is read anew.
    public func messages() throws -> [String] {
        for _ in 1...50 {
            let (paths, contents) = (files, files.map { FileManager.default.contents(atPath: $0) })
            let found = contents.compactMap { $0 }.map { String(decoding: $0, as: UTF8.self) }
            if found.count == contents.count, paths == files { return found }
        }
        throw PeerError("The messages in \(path) were renamed again and again while they were read.")
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

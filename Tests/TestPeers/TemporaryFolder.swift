import Foundation

/// A folder of its own for one test, removed with the value.
public final class TemporaryFolder: Sendable {
    /// Absolute, without a slash at the end.
    public let path: String

    /// Makes the folder, open to other users of the machine: a mail server works under its own.
    public init(_ name: String = "test") throws {
        path = FileManager.default.temporaryDirectory.path + "/quorate-\(name)-\(UUID().uuidString.prefix(13))"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    }

    deinit {
        // A program that was killed a moment ago may still put a file into it.
        for _ in 1...5 where FileManager.default.fileExists(atPath: path) {
            if (try? FileManager.default.removeItem(atPath: path)) != nil { return }
            // Nothing tells when it has; a few attempts are enough.
            usleep(20_000)
        }
    }

    /// Writes a text file and returns its path.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
        return "\(path)/\(name)"
    }
}

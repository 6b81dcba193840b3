import Foundation

/// Finds what is installed beside the program: the bank-holiday list and the templates.
public enum SharedFiles {
    /// A file or folder by its name below `share/quorate`, or below `config` in a checkout.
    ///
    /// - Throws: ``SharedFileError`` naming every place that was looked at.
    public static func path(of name: String) throws(SharedFileError) -> String {
        let looked = folders().map { $0.appendingPathComponent(name).path }
        for path in looked where FileManager.default.fileExists(atPath: path) { return path }
        throw SharedFileError(name: name, looked: looked)
    }

    private static func folders() -> [URL] {
        if let given = ProcessInfo.processInfo.environment["QUORATE_SHARE"] { return [URL(fileURLWithPath: given)] }
        let program = (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0]))
            .resolvingSymlinksInPath().deletingLastPathComponent()
        var folders = [program.deletingLastPathComponent().appendingPathComponent("share/quorate")]
        // A checkout builds into .build/<triple>/<configuration>/.
        var above = program
        for _ in 0..<4 {
            above = above.deletingLastPathComponent()
            folders.append(above.appendingPathComponent("config"))
        }
        return folders + [URL(fileURLWithPath: "/usr/share/quorate")]
    }
}

public struct SharedFileError: Error, Equatable, CustomStringConvertible {
    public let name: String
    public let looked: [String]

    public var description: String {
        "\(name) was not found in \(looked.joined(separator: ", ")); set QUORATE_SHARE to the folder that holds it."
    }
}

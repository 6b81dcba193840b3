import ArgumentParser
import Conferences
import Foundation

/// A command that looks at or changes what a partnership keeps, and therefore is not for everybody.
///
/// Whether somebody may give it is asked where the partnership is opened (``StoreOptions/open(for:forSending:)``), and only
/// there.
protocol PermittedCommand: AsyncParsableCommand {
    /// Any one of these is enough.
    static var needs: Set<Permission> { get }
}

/// The system's account that gives a command.
enum Login {
    /// Whoever asked sudo for it, or else the account that the program runs as.
    static var name: String {
        sudoUser ?? NSUserName()
    }

    private static var sudoUser: String? {
        ProcessInfo.processInfo.environment["SUDO_USER"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Through sudo one may read what is not one's own; a configuration of one's own must not say what one may do.
    ///
    /// - Throws: ``CommandFailure`` when somebody else than root, or whom sudo made one, could have written the file, or could
    ///   put another in its place.
    static func requireTrusted(configuration path: String) throws {
        guard sudoUser != nil, let resolved = realpath(path, nil) else { return }
        defer { free(resolved) }
        let target = URL(fileURLWithPath: String(cString: resolved))
        let literal = URL(fileURLWithPath: path)
        let folders = Set((ancestors(of: target) + ancestors(of: literal)).map(\.path))
        guard isTrusted(target.path, S_IFREG), folders.allSatisfy({ isTrusted($0, S_IFDIR) }) else {
            throw CommandFailure(
                code: .notAllowed,
                message: """
                    Error: \(path): through sudo a configuration counts that is a file which only root or \(NSUserName()) can \
                    write, in folders that only they can write to.
                    """)
        }
    }

    private static func ancestors(of file: URL) -> [URL] {
        var folders: [URL] = []
        var folder = file.deletingLastPathComponent()
        while folder.path != "/" {
            folders.append(folder)
            folder.deleteLastPathComponent()
        }
        return folders
    }

    /// In a folder such as /tmp everybody may write, and nobody may replace what is another's.
    private static func isTrusted(_ path: String, _ kind: mode_t) -> Bool {
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == kind, [0, geteuid()].contains(facts.st_uid) else {
            return false
        }
        return facts.st_mode & 0o022 == 0 || kind == S_IFDIR && facts.st_mode & S_ISVTX != 0
    }
}

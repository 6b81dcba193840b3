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
    /// - Throws: ``CommandFailure`` when the file belongs to somebody else than root or whom sudo made one.
    static func requireTrusted(configuration path: String) throws {
        guard sudoUser != nil, let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let owner = (attributes[.ownerAccountID] as? NSNumber)?.uint32Value, ![0, geteuid()].contains(owner)
        else { return }
        throw CommandFailure(
            code: .notAllowed,
            message: "Error: \(path): through sudo a configuration counts that belongs to root or to \(NSUserName()).")
    }
}

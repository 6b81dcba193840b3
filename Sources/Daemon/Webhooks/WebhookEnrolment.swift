import Foundation
import Outbound
import Persistence

/// A new receiver: its secret in a file, and the lines that name it in the configuration, which stays its operator's.
public struct WebhookEnrolment: Sendable {
    private let name: String
    private let url: String
    private let events: [WebhookEventKind]
    private let shape: WebhookShape

    /// - Parameters:
    ///   - events: In the order in which they are written; empty for all.
    ///   - shape: As the configuration has it: `standard`, `teams` or `slack`.
    /// - Throws: ``Refusal`` when the name, the address or the shape is none.
    public init(name: String, url: String, events: [WebhookEventKind], shape: String) throws(Refusal) {
        guard let shape = WebhookShape(rawValue: shape) else { throw .shape }
        let isName =
            (1...40).contains(name.utf8.count)
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        guard isName else { throw .name }
        guard SettingsReader.isAddress(url) else { throw .address }
        (self.name, self.url, self.events, self.shape) = (name, url, events, shape)
    }

    /// Why a receiver cannot be added. No address is repeated: it may be the secret.
    public enum Refusal: Error, Equatable, CustomStringConvertible {
        case name
        case address
        case shape
        case fileExists(String)
        case fileNotWritten(String, reason: String)

        public var description: String {
            switch self {
            case .name: "The name is not accepted; give 1 to 40 letters, digits and hyphens."
            case .address:
                "The address is not accepted; give one beginning with https://, without spaces, user name or password."
            case .shape:
                "The shape is not accepted; give one of \(WebhookShape.allCases.map(\.rawValue).joined(separator: ", "))."
            case .fileExists(let path):
                "The file \(path) exists already; a secret is not overwritten. Give another --secret-file."
            case .fileNotWritten(let path, let reason): "The file \(path) could not be written: \(reason)."
            }
        }
    }

    /// Makes the file, readable by its owner alone: the signing secret, or the address where that is the secret.
    ///
    /// - Throws: ``Refusal`` when it exists, or cannot be written.
    public func makeFile(_ path: String) throws(Refusal) {
        let text = shape.isSigned ? WebhookSecret.makeText() : url
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard file >= 0 else {
            if errno == EEXIST { throw .fileExists(path) }
            throw .fileNotWritten(path, reason: String(cString: strerror(errno)))
        }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data("\(text)\n".utf8))
            try handle.synchronize()
        } catch { throw .fileNotWritten(path, reason: "\(error)") }
    }

    /// What to put into the configuration.
    ///
    /// - Parameter file: Where the secret is, as the configuration is to name it.
    public func lines(file: String) -> String {
        var lines = ["webhooks:", "  \(name):"]
        if shape.isSigned {
            lines += [
                "    url: \"\(url.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"",
                "    secretFile: \(file)",
            ]
        } else {
            lines += ["    shape: \(shape.rawValue)", "    urlFile: \(file)"]
        }
        if !events.isEmpty { lines.append("    events: [\(events.map(\.rawValue).joined(separator: ", "))]") }
        return lines.joined(separator: "\n")
    }
}

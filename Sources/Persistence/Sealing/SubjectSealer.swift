import Conferences
import Crypto
import Foundation

/// Seals and opens what belongs to one case or person: AES-GCM, with the subject as authenticated data, so that what
/// was sealed for one opens for no other.
public struct SubjectSealer: NoteSealer {
    enum State: Sendable {
        case held(SymmetricKey)
        case erased
        /// Nothing was ever sealed for it.
        case absent
    }

    public let subject: SealingSubject
    let state: State

    public var isErased: Bool { if case .erased = state { true } else { false } }

    /// - Throws: ``SealingError/erased(_:)``.
    public func seal(_ text: String) throws -> String {
        switch state {
        case .held(let key): try Self.seal(Data(text.utf8), with: key, about: "\(subject)").base64EncodedString()
        case .erased: throw SealingError.erased(subject)
        case .absent: throw SealingError.noKey(subject)
        }
    }

    /// - Throws: ``SealingError/tampered(_:)``, ``SealingError/noKey(_:)``.
    public func open(_ sealed: String) throws -> String? {
        switch state {
        case .held(let key):
            guard let bytes = Data(base64Encoded: sealed), let plain = Self.open(bytes, with: key, about: "\(subject)"),
                let text = String(validating: plain, as: UTF8.self)
            else { throw SealingError.tampered(subject) }
            return text
        case .erased: return nil
        case .absent: throw SealingError.noKey(subject)
        }
    }

    /// A fresh nonce of 96 bits, the ciphertext, and its tag of 128 bits.
    static func seal(_ plain: Data, with key: SymmetricKey, about subject: String) throws -> Data {
        // The nonce has the standard length, so the combined form is always there.
        try AES.GCM.seal(plain, using: key, authenticating: Data(subject.utf8)).combined!
    }

    /// - Returns: `nil` when it does not open: another key, another subject, or altered.
    static func open(_ sealed: Data, with key: SymmetricKey, about subject: String) -> Data? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed) else { return nil }
        return try? AES.GCM.open(box, using: key, authenticating: Data(subject.utf8))
    }
}

/// For events that hold no notes: it refuses to let one slip through in plain text.
struct NoSealer: NoteSealer {
    func seal(_ text: String) throws -> String { throw SealingError.noSubject }
    func open(_ sealed: String) throws -> String? { throw SealingError.noSubject }
}

/// Opens nothing: for whoever shows what happened without the notes.
struct ClosedSealer: NoteSealer {
    func seal(_ text: String) throws -> String { throw SealingError.noSubject }
    func open(_ sealed: String) throws -> String? { nil }
}
